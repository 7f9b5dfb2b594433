"""The pages of a window, one of them on: built when they are first shown, or ahead, in portions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.pages import registry
from dashboard.ui.pages.page import Page


class PageStack(QStackedWidget):
    """A page that is shown for the first time comes with its words; pictures follow, as frames have room."""

    #: A page asks for another: its name, and a thing there or "".
    go_to = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.pages: dict[str, Page] = {}
        #: Pages that need not be built ahead any more.
        self._ready: set[str] = set()
        #: Pages that were on.
        self._seen: set[Page] = set()
        #: Pages that were told of a frame ahead, without what wants room.
        self._told: set[Page] = set()
        self._frame: Frame | None = None
        #: A page was turned to, and no frame has passed since.
        self._turning = False

    @property
    def name(self) -> str:
        """Name of the page that is on."""
        return next(name for name, page in self.pages.items() if page is self.currentWidget())

    @property
    def current(self) -> Page:
        """The page that is on."""
        page = self.currentWidget()
        assert isinstance(page, Page)
        return page

    def begin(self, frame: Frame) -> None:
        """A frame begins; the first after another page was turned to has that one to paint."""
        self._frame = frame
        if self._turning:
            self._turning = False
        else:
            self._context.portions.begin()

    def turn_to(self, name: str) -> Page:
        """The page of that name, which is on now."""
        self._context.portions.close()
        self._turning = True
        page = self.pages.get(name) or self._build(name)
        if self.indexOf(page) < 0:
            self.addWidget(page)
        if name not in self._ready and page not in self._seen:
            self._fill(page)
        self._seen.add(page)
        self.setCurrentWidget(page)
        return page

    def build_ahead(self, names: Sequence[str]) -> bool:
        """Build a portion of those pages, out of sight; False when all stand."""
        name = next((name for name in names if name not in self._ready), None)
        if name is None:
            return False
        page = self.pages.get(name)
        if page is None:
            self._context.portions.close()
            self._build(name)
        elif self.indexOf(page) < 0:
            self.addWidget(page)
        elif page is self.currentWidget():  # it builds itself before the eyes
            self._ready.add(name)
        else:
            portions = self._context.portions
            if page in self._told:
                portions.begin()
            else:
                portions.close()
                self._told.add(page)
            self._fill(page)
            page.outdated = True
            if not portions.wanted or not portions.rationed:
                self._ready.add(name)
        return True

    def _build(self, name: str) -> Page:
        """A page that is not yet put into the window, which styles it: that is another portion."""
        page = self.pages[name] = registry.build(name, self._context)
        page.go_to.connect(self.go_to)
        return page

    def _fill(self, page: Page) -> None:
        """Tell it of the frame out of sight: a page that is on is laid out anew for every word."""
        if self._frame is not None:
            page.resize(self.size())
            page.show_frame(self._frame)
