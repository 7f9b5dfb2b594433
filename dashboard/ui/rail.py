"""The way from page to page: a column of named icons, the alarms with their count."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.ui.context import Context
from dashboard.ui.look import icons
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font

WIDTH = 88
#: The keys of the first pages, in the order of the rail.
PAGE_KEYS = tuple(f"Ctrl+{number % 10}" for number in range(1, 11))
_HIGH = 76


class RailButton(QToolButton):
    """Icon above a word; a bar and a lighter ground when it is on; a count at its corner."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self.name = name
        self._count = 0
        self._worst = Priority.NONE
        self.setCheckable(True)
        self.setFont(font(Type.CAPTION))
        self.setFixedWidth(WIDTH - 1)
        self.setMinimumHeight(48)
        self.setMaximumHeight(_HIGH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_count(self, count: int, worst: Priority) -> None:
        """How many wait, in the colour of the worst of them; 0 shows nothing."""
        if (count, worst) != (self._count, self._worst):
            self._count, self._worst = count, worst
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), QColor(theme.selected if on else theme.hover))
        if on:
            painter.fillRect(QRect(0, 0, 3, self.height()), QColor(theme.accent))
        if self.hasFocus():
            painter.setPen(QColor(theme.accent))
            painter.drawRoundedRect(self.rect().adjusted(4, 2, -3, -3), 6, 6)
        image = icons.icon(self.name, theme)
        top = max(-2, (self.height() - 54) // 2)
        where = QRect((self.width() - 26) // 2, top + 3, 26, 26)
        image.paint(painter, where, state=image.State.On if on else image.State.Off)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.ink if on else theme.ink_soft))
        words = QRect(4, top + 34, self.width() - 8, 20)
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        if self._count:
            self._paint_count(painter, theme)
        painter.end()

    def _paint_count(self, painter: QPainter, theme: tokens.Theme) -> None:
        face = font(Type.CAPTION_STRONG)
        face.setPixelSize(11)
        text = str(self._count) if self._count < 100 else "99+"
        width = max(18, QFontMetrics(face).horizontalAdvance(text) + 10)
        box = QRect(self.width() // 2 + 6, max(2, (self.height() - 54) // 2 - 3), width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = theme.fill(self._worst)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 9, 9)
        painter.setFont(face)
        painter.setPen(tokens.readable_on(colour.name()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Rail(QFrame):
    """One button per page, in the order of the registry."""

    chosen = Signal(str)
    director = Signal()

    def __init__(self, context: Context, pages: list[str]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, tokens.GRID, 0, tokens.GRID)
        whole.setSpacing(2)
        buttons = QWidget()
        column = QVBoxLayout(buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.area = QScrollArea()  # strangers on the broker may bring more pages than a screen is high
        self.area.setWidget(buttons)
        self.area.setWidgetResizable(True)
        for part in (buttons, self.area.viewport()):
            part.setAutoFillBackground(False)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(self.area, 1)
        for number, name in enumerate(pages):
            button = RailButton(context, name)
            self._group.addButton(button, number)
            self.buttons[name] = button
            column.addWidget(button)
        column.addStretch(1)
        self.drawer = RailButton(context, "director")
        self.drawer.clicked.connect(self.director)
        whole.addWidget(self.drawer)
        self._context, self._column = context, column
        self._group.idClicked.connect(lambda number: self.chosen.emit(list(self.buttons)[number]))

    def add(self, name: str) -> None:
        """One more page, below the others: a domain that was discovered on the broker."""
        button = RailButton(self._context, name)
        self._group.addButton(button, len(self.buttons))
        self._column.insertWidget(len(self.buttons), button)
        self.buttons[name] = button

    def show_page(self, name: str) -> None:
        """Mark that page as the one that is on."""
        self.buttons[name].setChecked(True)
        self.area.ensureWidgetVisible(self.buttons[name], 0, 0)

    def name_pages(self, names: Mapping[str, str]) -> None:
        """The words below the icons, with the key that leads there."""
        for number, (name, button) in enumerate(self.buttons.items()):
            key = f" ({PAGE_KEYS[number]})" if number < len(PAGE_KEYS) else ""
            button.setText(names[name])
            button.setAccessibleName(names[name])
            button.setToolTip(names[name] + key)
            button.update()
