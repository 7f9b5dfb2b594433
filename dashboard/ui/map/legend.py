"""What the marks mean: a shape per domain, which can be switched off, and a shape per state."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from config.catalogue import Domain, Shape
from dashboard.core.alarms.event import Priority
from dashboard.ui import words
from dashboard.ui.cards.labels import label
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import domain_path, paint_state
from dashboard.ui.look.theme import Theme
from dashboard.ui.page_names import short_names

_ICON: Final = 16


class _StateKey(QWidget):
    """One state: its shape and its word."""

    def __init__(self, context: Context, priority: Priority | None) -> None:
        super().__init__()
        self._context = context
        self._priority = priority
        self._word = label("", Type.AXIS, "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(_ICON + 5, 0, 0, 0)
        row.addWidget(self._word)

    def retranslate(self, silent: str) -> None:
        self._word.setText(silent if self._priority is None else words.priority_word(self._priority))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, middle = self._context.look.theme, QPointF(_ICON / 2, self.height() / 2)
        if self._priority is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(QColor(theme.ink_faint), 1.6)
            pen.setDashPattern([1.6, 1.5])
            painter.setPen(pen)
            painter.drawEllipse(middle, 6.0, 6.0)
        else:
            paint_state(painter, self._priority, middle, _ICON - 2, theme)
        painter.end()


class Legend(QWidget):
    """A strip below the map; in two rows where one is too narrow, never cut."""

    #: The domains that are switched off.
    hidden = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._buttons: dict[str, QToolButton] = {}
        self._domains, self._states = QWidget(), QWidget()
        domains = QHBoxLayout(self._domains)
        domains.setContentsMargins(0, 0, 0, 0)
        domains.setSpacing(4)
        for domain in context.city.domains:
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(_ICON, _ICON))
            button.setFont(font(Type.AXIS))
            button.toggled.connect(self._tell)
            self._buttons[domain.id] = button
            domains.addWidget(button)
        states = QHBoxLayout(self._states)
        states.setContentsMargins(6, 0, 6, 0)
        states.setSpacing(16)
        self._keys = [_StateKey(context, priority) for priority in (*Priority, None)]
        for key in self._keys:
            states.addWidget(key)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 2, 10, 2)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._rows = 0
        context.look.changed.connect(self._draw_icons)
        self.retranslate()

    def retranslate(self) -> None:
        """The language has changed."""
        for domain in self._context.city.domains:
            self._name(domain)
        for key in self._keys:
            key.retranslate(self.tr("Silent"))
        self._draw_icons()
        self._lay_out(self.width())

    def _name(self, domain: Domain) -> None:
        name = short_names().get(domain.id) or self._context.language.text(domain.name)
        button = self._buttons[domain.id]
        button.setText(name)
        button.setToolTip(self.tr("Show or hide: %1").replace("%1", name))
        button.setAccessibleName(button.toolTip())

    def _draw_icons(self) -> None:
        """Icons in the colours of the theme; what is on is quiet, what is off is faint."""
        ratio, theme = self.devicePixelRatioF(), self._context.look.theme
        for domain in self._context.city.domains:
            self._buttons[domain.id].setIcon(_icon(domain.shape, theme, ratio))
        self._domains.setStyleSheet(
            "QToolButton { background: transparent; border: 2px solid transparent; padding: 3px 6px; }"
            f"QToolButton {{ color: {theme.ink_faint}; }} QToolButton:checked {{ color: {theme.ink_soft}; }}"
            f"QToolButton:hover {{ background: {theme.hover}; }}"
            f"QToolButton:focus {{ border-color: {theme.accent}; }}"
        )

    def _tell(self) -> None:
        self.hidden.emit(frozenset(name for name, button in self._buttons.items() if not button.isChecked()))

    def _lay_out(self, width: int) -> None:
        """One row where it fits, else two."""
        needed = self._domains.sizeHint().width() + self._states.sizeHint().width() + 44
        rows = 1 if width >= needed else 2
        if rows != self._rows:
            self._rows = rows
            self._grid.addWidget(self._domains, 0, 0, Qt.AlignmentFlag.AlignLeft)
            if rows == 1:
                self._grid.addWidget(self._states, 0, 2, Qt.AlignmentFlag.AlignRight)
            else:
                self._grid.addWidget(self._states, 1, 0, Qt.AlignmentFlag.AlignLeft)
            self.updateGeometry()

    # Qt overrides

    def resizeEvent(self, event: object) -> None:
        self._lay_out(self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._domains.sizeHint().width() + 20, super().minimumSizeHint().height())


def _icon(shape: Shape, theme: Theme, ratio: float) -> QIcon:
    """The shape as an outline; faint when it is switched off."""
    icon = QIcon()
    for state, colour in ((QIcon.State.On, theme.ink_soft), (QIcon.State.Off, theme.hairline)):
        pixmap = QPixmap(round(_ICON * ratio), round(_ICON * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_ICON / 2, _ICON / 2)
        painter.scale(_ICON / 2 - 1.5, _ICON / 2 - 1.5)
        painter.setPen(QPen(QColor(colour), 0.22))
        painter.drawPath(domain_path(shape))
        painter.end()
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon
