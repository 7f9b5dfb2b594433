"""A stranger's eyes on a window: which words are shown, and which of them are cut."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QTableView, QToolButton, QWidget

from config.catalogue import City
from dashboard.ui.cards.labels import ElidedLabel

WORDS = Path(__file__).parents[2] / "resources" / "translations" / "ui_fr.ts"


class Eyes:
    """What was painted while they looked."""

    def __init__(self) -> None:
        self.painted: set[str] = set()
        #: What was shortened to fit: whole text -> what was left of it.
        self.cut: dict[str, str] = {}
        #: Words that were painted into a box too small for them.
        self.clipped: set[str] = set()

    def see(self, painter: QPainter, arguments: tuple[Any, ...]) -> None:
        """One call of `drawText`."""
        text = next((part for part in arguments if isinstance(part, str)), "")
        self.painted.add(text)
        box = arguments[0]
        wraps = any(_wraps(part) for part in arguments)
        if isinstance(box, QRect | QRectF) and text and not wraps:
            need = painter.fontMetrics().horizontalAdvance(text)
            if need > box.width() + 1.5:
                self.clipped.add(text)


def _wraps(flag: Any) -> bool:
    wrap = Qt.TextFlag.TextWordWrap
    return (isinstance(flag, Qt.TextFlag) and bool(flag & wrap)) or (
        isinstance(flag, int) and not isinstance(flag, bool) and bool(flag & wrap.value)
    )


@contextmanager
def open_eyes() -> Iterator[Eyes]:
    """Sees every word that Python paints or shortens; what Qt paints by itself, `narrow` looks at."""
    eyes = Eyes()
    draw, elide, elide_f = QPainter.drawText, QFontMetrics.elidedText, QFontMetricsF.elidedText

    def drawing(painter: QPainter, *arguments: Any) -> Any:
        eyes.see(painter, arguments)
        return draw(painter, *arguments)

    def eliding(original: Any) -> Any:
        def shorten(metrics: Any, text: str, *arguments: Any) -> str:
            left = str(original(metrics, text, *arguments))
            if left != text:
                eyes.cut[text] = left
            return left

        return shorten

    QPainter.drawText = drawing  # type: ignore[method-assign]
    QFontMetrics.elidedText = eliding(elide)  # type: ignore[method-assign]
    QFontMetricsF.elidedText = eliding(elide_f)  # type: ignore[method-assign]
    try:
        yield eyes
    finally:
        QPainter.drawText = draw  # type: ignore[method-assign]
        QFontMetrics.elidedText = elide  # type: ignore[method-assign]
        QFontMetricsF.elidedText = elide_f  # type: ignore[method-assign]


def narrow(window: QWidget) -> list[str]:
    """Words of visible labels, buttons and headings that have less room than they need."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElidedLabel) or not label.text():
            continue
        room = label.contentsRect()
        if label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 2:
                found.append(label.text())
        elif label.fontMetrics().horizontalAdvance(label.text()) > room.width() + 1:
            found.append(label.text())
    for button in window.findChildren(QAbstractButton):
        drawn_by_qt = not isinstance(button, QToolButton) or type(button) is QToolButton
        need = button.fontMetrics().horizontalAdvance(button.text())
        if button.isVisible() and drawn_by_qt and need > button.width():
            found.append(button.text())
    for table in window.findChildren(QTableView):
        if table.isVisible() and not table.horizontalHeader().isHidden():
            found += _narrow_headings(table.horizontalHeader())
    return found


def _narrow_headings(head: QHeaderView) -> list[str]:
    model, metrics = head.model(), QFontMetrics(head.font())
    return [
        text
        for section in range(head.count())
        if not head.isSectionHidden(section)
        and (text := model.headerData(section, Qt.Orientation.Horizontal) or "")
        and metrics.horizontalAdvance(text) > head.sectionSize(section) - 4
    ]


def outside(window: QWidget) -> list[str]:
    """Visible widgets that stick out of the window, by name of their class."""
    frame = window.rect()
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.visibleRegion().isEmpty():
            continue  # scrolled out of sight
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton):
            corner = widget.mapTo(window, QPoint(0, 0))
            if not frame.adjusted(-1, -1, 1, 1).contains(QRect(corner, widget.size())):
                found.append(f"{type(widget).__name__} {widget.text()}")
    return found


def said(window: QWidget) -> set[str]:
    """Every word that visible widgets show or tell a screen reader."""
    found: set[str] = set()
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible():
            found |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
            for ask in ("text", "placeholderText", "title"):
                value = getattr(widget, ask, None)
                found.add(str(value()) if callable(value) else "")
    return found - {""}


def english() -> list[re.Pattern[str]]:
    """Every sentence that is said otherwise in French."""
    found = []
    for message in ET.parse(WORDS).getroot().iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        french = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        letters = re.sub(r"%[n\d]", "", source)
        if source not in french and len(re.findall(r"[A-Za-z]", letters)) >= 3:
            parts = [re.escape(part) for part in re.split(r"%[n\d]", source)]
            found.append(re.compile(".+".join(parts), re.DOTALL))
    return found


def names(city: City) -> set[str]:
    """Proper names and sentences of the catalogue: they may be of any length."""
    found = set()
    for domain in city.domains:
        for thing in domain.things:
            found |= {thing.name, *thing.names.values()}
        for limit in domain.limits:
            found |= set(limit.todo.values())
    return found
