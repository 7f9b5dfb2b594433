"""The menu of a picture: copy it, save it as PNG, save its readings as CSV, see them in the history."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from config.wire import iso
from config.writing import told
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Store, Stream
from dashboard.ui.pages.page import Page

#: Leads from the picture that has focus to its history, as in a browser.
HISTORY_KEY: Final = "Ctrl+H"
#: What a picture is drawn from; a picture of something else than readings has none.
Readings = Callable[[], Iterable[tuple[Stream, Series]]]


class ExportMenu(QObject):
    """Opens on a card by the right button or the menu key."""

    def __init__(self, card: QWidget, store: Store, readings: Readings | None = None) -> None:
        super().__init__(card)
        self._card = card
        self._store = store
        self._readings = readings
        card.installEventFilter(self)
        if readings is not None:
            key = QShortcut(QKeySequence(HISTORY_KEY), card)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.show_in_history)

    def build(self) -> QMenu:
        """The menu; it is the caller's."""
        menu = QMenu(self._card)
        menu.addAction(self.tr("Copy picture"), self.copy)
        menu.addAction(self.tr("Save picture (PNG)…"), self._ask_picture)
        if self._readings is not None:
            menu.addAction(self.tr("Save readings (CSV)…"), self._ask_readings)
            if self._page() is not None:
                menu.addAction(f"{self.tr('Show in history')}\t{HISTORY_KEY}", self.show_in_history)
        return menu

    def show_in_history(self) -> None:
        """Turn to the History page with the datastreams of this picture."""
        page = self._page()
        if page is not None and self._readings is not None:
            names = dict.fromkeys(self._store.id(stream) for stream, _ in self._readings())
            page.go_to.emit("history", " ".join(names))

    def copy(self) -> None:
        """The picture to the clipboard."""
        QGuiApplication.clipboard().setPixmap(self._card.grab())

    def save_picture(self, path: Path) -> bool:
        """The card as it is on screen; whether it could be written."""
        return self._card.grab().save(str(path), "PNG")

    def save_readings(self, path: Path) -> None:
        """What is drawn, a reading a line: datastream, UTC, value, unit, quality; OSError when impossible."""
        assert self._readings is not None
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("datastream", "time", "value", "unit", "quality"))
            for stream, series in self._readings():
                name, item = self._store.id(stream), self._store.property(stream)
                for time, value, quality in zip(
                    series.times.tolist(), series.values.tolist(), series.quality.tolist(), strict=True
                ):
                    number = round(value, item.decimals + 1)
                    table.writerow((name, iso(time), number, item.unit, Quality(quality).name.lower()))

    # -- how ---------------------------------------------------------------------------------------

    def _page(self) -> Page | None:
        """The page on which the picture is."""
        widget = self._card.parentWidget()
        while widget is not None and not isinstance(widget, Page):
            widget = widget.parentWidget()
        return widget

    def _ask_picture(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self._card, self.tr("Save picture"), "", "PNG (*.png)")
        if path and not self.save_picture(Path(path).with_suffix(".png")):
            self._complain(path)

    def _ask_readings(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self._card, self.tr("Save readings"), "", "CSV (*.csv)")
        if path:
            try:
                self.save_readings(Path(path).with_suffix(".csv"))
            except OSError as error:
                self._complain(told(error))

    def _complain(self, what: str) -> None:
        text = self.tr("This file cannot be written: %1").replace("%1", what)
        QMessageBox.warning(self._card, self.tr("Not saved"), text)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu:
            assert isinstance(event, QContextMenuEvent)
            menu = self.build()
            menu.exec(event.globalPos())
            menu.deleteLater()
            return True
        return super().eventFilter(watched, event)
