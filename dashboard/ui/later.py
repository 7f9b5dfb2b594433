"""A place in a page for what nobody sees at first."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dashboard.ui.portions import Portions

Content = TypeVar("Content", bound=QWidget)


class Later(QWidget, Generic[Content]):
    """Its content is made in a later frame that has room, or at once for whoever asks for it before."""

    def __init__(self, portions: Portions, make: Callable[[], Content]) -> None:
        super().__init__()
        self._portions, self._make = portions, make
        self._content: Content | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def made(self) -> Content | None:
        """The content; None while there is none."""
        return self._content

    def now(self) -> Content:
        """The content, made unless it is there."""
        if self._content is None:
            self._content = self._make()
            self._column.addWidget(self._content)
            self._content.show()  # not by Qt, in a later turn of its loop
        return self._content

    def come(self) -> None:
        """Once a frame: make the content where there is room."""
        if self._content is None and self._portions.take():
            self.now()
