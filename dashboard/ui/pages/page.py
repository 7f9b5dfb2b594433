"""What a page is to the window: it is told of frames while it is visible, and of nothing else."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from dashboard.core.frame import Frame
from dashboard.ui.context import Context


class Page(QWidget):
    """Base of all pages. Sub-classes give `show_frame`, and `retranslate` for texts that they keep."""

    #: Another page is asked for: its name, and a thing there or "".
    go_to = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        #: Whether anything may have changed unseen: the next frame must redraw it all.
        self.outdated = True
        #: Has the focus when the page is turned to. (A focus proxy would hide from Tab what is before it.)
        self.entrance: QWidget = self

    def take_focus(self) -> None:
        """The page has been turned to: the keys are its own."""
        self.entrance.setFocus()

    def show_frame(self, frame: Frame) -> None:
        """One display refresh; only called while the page is visible."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """The language has changed: say everything again."""

    def focus_on(self, thing: str) -> None:
        """Bring a thing (its id) before the eyes; pages without things pass it over."""

    def turn_over(self) -> None:
        """It is asked for while it is on: show its other side; most pages have none."""

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.outdated = True
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.outdated = True
        super().hideEvent(event)
