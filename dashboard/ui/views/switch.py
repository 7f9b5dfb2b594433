"""From one way to see the city to another: a key each, and a menu in the bar."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from dashboard.core.frame import Frame
from dashboard.ui import page_order
from dashboard.ui.context import Context
from dashboard.ui.help.dialog import HelpDialog
from dashboard.ui.look import icons
from dashboard.ui.views.second_window import SecondWindow, screens

OPERATOR: Final = "operator"
SECOND: Final = "second"
HELP: Final = "help"
#: What is switched to -> its key. F12 begins the story again.
VIEW_KEYS: Final = {OPERATOR: "O", "mayor": "M", "driver": "D", "platform": "S", SECOND: "W", HELP: "F1"}
RESET_KEY: Final = "F12"
STILL_KEY: Final = "Ctrl+Shift+M"


class Switch(QObject):
    """Binds the keys of a window; its button opens the same choice as a menu."""

    #: A page is asked for.
    chosen = Signal(str)
    #: The page that is on is asked for once more.
    again = Signal()

    def __init__(self, context: Context, window: QWidget, names: Sequence[str]) -> None:
        """`names`: the pages of the rail."""
        super().__init__(window)
        self._context = context
        self._window = window
        self._page = ""
        #: The page to which the operator comes back.
        self._last = names[0]
        self.second: SecondWindow | None = None
        self.help: HelpDialog | None = None
        self.button = QToolButton()
        self.button.setProperty("role", "flat")
        self.button.setIconSize(QSize(20, 20))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.button)
        self.actions: dict[str, QAction] = {}
        for name, keys in VIEW_KEYS.items():
            if name == "platform" and name not in names:
                continue
            self.actions[name] = menu.addAction("")
            self.actions[name].triggered.connect(lambda _=False, name=name: self.to(name))
            QShortcut(QKeySequence(keys), window).activated.connect(lambda name=name: self.to(name))
        menu.addSeparator()
        #: Checked: what flies or falls arrives at once.
        self.still = menu.addAction("")
        self.still.setCheckable(True)
        self.still.triggered.connect(context.look.keep_still)
        QShortcut(QKeySequence(STILL_KEY), window).activated.connect(self.still.trigger)
        QShortcut(QKeySequence(RESET_KEY), window).activated.connect(self.reset)
        self.button.setMenu(menu)
        self._context.look.changed.connect(self._restyle)
        self._restyle()

    def show_page(self, name: str) -> None:
        """That page has been turned to."""
        self._page = name
        if name not in page_order.VIEWS:
            self._last = name

    def to(self, name: str) -> None:
        """See the city another way; pressed again, the platform turns over and the rest comes back."""
        match name:
            case "second":
                self._toggle_second()
            case "help":
                self._show_help()
            case "platform" if self._page == name:
                self.again.emit()
            case "operator":
                self.chosen.emit(self._last)
            case _:
                self.chosen.emit(self._last if self._page == name else name)

    def reset(self) -> None:
        """The same story from its start."""
        self._context.intents.command("reset")

    def follow(self, frame: Frame) -> None:
        """One display refresh, for the second window."""
        if self.second is not None:
            self.second.show_frame(frame)

    def close(self) -> None:
        """The window goes: so does what it opened."""
        for opened in (self.second, self.help):
            if opened is not None:
                opened.close()

    def _toggle_second(self) -> None:
        if self.second is None:
            self.second = SecondWindow(self._context)
        if self.second.isVisible():
            self.second.close()
        else:
            self.second.open_on(screens(), self._window.screen())

    def _show_help(self) -> None:
        if self.help is None:
            self.help = HelpDialog(self._context, self._window)
        self.help.setVisible(not self.help.isVisible())

    def _restyle(self) -> None:
        self.still.setChecked(self._context.look.still)
        self.button.setIcon(icons.icon("views", self._context.look.theme))

    def retranslate(self) -> None:
        """The language has changed."""
        texts = {
            OPERATOR: self.tr("Operator"),
            "mayor": self.tr("Mayor"),
            "driver": self.tr("Driver"),
            "platform": self.tr("Silos or platform"),
            SECOND: self.tr("Second window"),
            HELP: self.tr("Help"),
        }
        for name, action in self.actions.items():
            action.setText(f"{texts[name]}\t{VIEW_KEYS[name]}")
        still = self.tr("Less motion")
        self.still.setText(f"{still}\t{STILL_KEY}")
        self.button.setToolTip(self.tr("Views"))
        self.button.setAccessibleName(self.tr("Views"))
