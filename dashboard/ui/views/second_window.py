"""A second window for a second screen: one page of its own, told of the same frames."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.ui import page_names, page_order
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pages import registry
from dashboard.ui.pages.page import Page

#: What a second screen is for; the city's pages come after.
_FIRST: Final = ("platform", "mayor", "driver")


class SecondWindow(QWidget):
    """Pages are built when they are first chosen; only the one on screen is told of frames."""

    def __init__(self, context: Context) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        operator = page_order.names(context.city)
        first = [name for name in _FIRST if name in (*operator, *page_order.VIEWS)]
        self.names = [*first, *(name for name in operator if name not in first)]
        self._pages: dict[str, Page] = {}
        self._frame: Frame | None = None
        self.choice = QComboBox()
        self.choice.setFont(font(Type.BODY))
        self.choice.setMinimumWidth(220)
        self.choice.addItems([""] * len(self.names))
        self._stack = QStackedWidget()
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self.choice)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.setMinimumSize(1000, 620)
        self.choice.currentIndexChanged.connect(self._show)
        for keys, act in (("F11", self._toggle_full_screen), ("Esc", self.close), ("W", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        context.look.changed.connect(self._dress)
        self._retranslate()
        self._dress()
        self._show(0)

    @property
    def page(self) -> str:
        """Name of the page that is on."""
        return self.names[self.choice.currentIndex()]

    def show_page(self, name: str) -> None:
        """Turn to that page; ValueError for one that is not here."""
        self.choice.setCurrentIndex(self.names.index(name))

    def open_on(self, screens: list[QScreen], main: QScreen | None) -> None:
        """Fill a screen that the main window is not on; on a single screen, be an ordinary window."""
        other = next((screen for screen in screens if screen is not main), None)
        if other is None:
            self.resize(1280, 720)
            self.show()
        else:
            self.setGeometry(other.geometry())
            self.showFullScreen()

    def show_frame(self, frame: Frame) -> None:
        """One display refresh, for the page that is on."""
        self._frame = frame
        if self.isVisible() and not self.isMinimized():
            self._pages[self.page].show_frame(frame)

    def _dress(self) -> None:
        self._context.look.dress(self)

    def _show(self, number: int) -> None:
        name = self.names[number]
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = registry.build(name, self._context)
            page.go_to.connect(self._go)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if self._frame is not None and self.isVisible():
            page.show_frame(self._frame)

    def _go(self, name: str, thing: str) -> None:
        if name in self.names:
            self.show_page(name)
            if thing:
                self._pages[name].focus_on(thing)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _retranslate(self) -> None:
        language = self._context.language
        names = {domain.id: language.text(domain.name) for domain in self._context.city.domains}
        names |= page_names.short_names()
        self.setWindowTitle(language.text(self._context.city.name))
        self.choice.setAccessibleName(self.tr("Pages"))
        for number, name in enumerate(self.names):
            self.choice.setItemText(number, names[name])

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def screens() -> list[QScreen]:
    """The screens that are plugged in now."""
    return QGuiApplication.screens()
