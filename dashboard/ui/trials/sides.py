"""Which limits are tried: those of the recording, those of now, or those of a folder."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from config.catalogue import City
from config.reader import read_city
from dashboard.history.archive import Archive, Run
from dashboard.history.pack import recorded_city
from dashboard.history.trouble import Status, Trouble
from dashboard.ui.look.fonts import Type, font


@dataclass(frozen=True, slots=True)
class Limits:
    """A city pack to try: `folder`, else that of the recording."""

    folder: Path | None = None

    def read(self, archive: Archive, run: Run | None) -> City:
        """The pack; Trouble or CatalogueError when there is none."""
        if self.folder is not None:
            return read_city(str(self.folder))
        city = recorded_city(archive, run)
        if city is None:
            raise Trouble(Status.FAILED, "the recording does not hold its city pack: choose a folder")
        return city


class LimitsChoice(QComboBox):
    """The last entry asks for a folder; a folder that was chosen becomes an entry."""

    #: Something else is chosen.
    chosen = Signal()

    def __init__(self, city: City, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(Type.BODY))
        self.setMinimumWidth(300)
        self._city = city
        self.addItem(self.tr("those of the recording"), Limits())
        self.addItem(self.tr("those of this window"), Limits(Path(city.folder)))
        self.addItem(self.tr("a folder…"), None)
        self._last = 0
        self.activated.connect(self._act)

    @property
    def limits(self) -> Limits:
        """What is chosen."""
        item = self.itemData(self.currentIndex())
        assert isinstance(item, Limits)
        return item

    def choose(self, folder: Path) -> None:
        """A folder, as if it had been chosen from the disk."""
        place = next(
            (i for i in range(self.count() - 1) if self.itemData(i).folder == folder), self.count() - 1
        )
        if place == self.count() - 1:
            self.insertItem(place, str(folder), Limits(folder))
        self.setCurrentIndex(place)
        self._last = place
        self.chosen.emit()

    def _act(self, place: int) -> None:
        if place < self.count() - 1:
            self._last = place
            self.chosen.emit()
            return
        self.setCurrentIndex(self._last)
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of a city pack"), str(Path(self._city.folder).parent)
        )
        if folder:
            self.choose(Path(folder))
