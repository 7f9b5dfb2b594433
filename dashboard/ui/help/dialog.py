"""Help on F1: the keys, what this is, and where everything in it comes from."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dashboard.ui.cards.labels import label
from dashboard.ui.context import Context
from dashboard.ui.help import about as help_about
from dashboard.ui.help import keys as help_keys
from dashboard.ui.help.about import Source
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font


class HelpDialog(QDialog):
    """Keys at the left, About at the right; closed with F1, Escape or its button."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.resize(min(1240, parent.width() - 40), min(820, parent.height() - 40))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        self._column.setSpacing(12)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.close)
        self._shown: QWidget | None = None
        self.close_button = QPushButton()
        self.close_button.setFont(font(Type.STRONG))
        self.close_button.clicked.connect(self.close)
        self._column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self._say()

    def _say(self) -> None:
        """Build it anew, in the language of now."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.deleteLater()
        self._shown = QWidget()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GAP)
        row.addWidget(_scrolled(self._keys()), 46)
        row.addWidget(_scrolled(self._about()), 54)
        self._column.insertWidget(0, self._shown, 1)
        self.setWindowTitle(self.tr("Help"))
        self.close_button.setText(self.tr("Close"))

    def _keys(self) -> QWidget:
        """Each group under its name."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(8, 4, 8, 4)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        line = 0
        for name, keys in help_keys.groups():
            grid.addWidget(label(name, Type.TITLE), line, 0, 1, 2)
            grid.setRowMinimumHeight(line, 34)
            for number, (key, what) in enumerate(keys, start=line + 1):
                grid.addWidget(label(key, Type.STRONG, "accent"), number, 0)
                words = label(what, Type.BODY)
                words.setWordWrap(True)
                grid.addWidget(words, number, 1)
            line += len(keys) + 1
        grid.setRowStretch(line, 1)
        return made

    def _about(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(6)
        city = self._context.language.text(self._context.city.name)
        column.addWidget(label(f"{city} · {help_about.program_version()}".rstrip(" ·"), Type.LARGE))
        for text in (
            self.tr(
                "Simulated sensors of a city on one platform. No reading here is real, no warning official."
            ),
            self.tr("Free software under the MIT licence. It needs no internet."),
        ):
            words = label(text, Type.BODY, "soft")
            words.setWordWrap(True)
            column.addWidget(words)
        for title, sources in (
            (self.tr("Resources"), help_about.resources(self._context.language.code)),
            (self.tr("Libraries"), help_about.libraries()),
        ):
            column.addSpacing(8)
            column.addWidget(label(title, Type.TITLE))
            for source in sources:
                column.addWidget(_source(source))
        column.addStretch(1)
        return made

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


def _source(source: Source) -> QWidget:
    """Name and licence, then what it is and where it comes from."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(0)
    library = not source.origin
    name = label(f"{source.name} {source.what}" if library else source.name, Type.CAPTION_STRONG)
    licence = label(source.licence, Type.CAPTION, "soft")
    for words in (name, licence):
        words.setWordWrap(True)
    head = QHBoxLayout()
    head.addWidget(name, 1)
    head.addWidget(licence, 1)
    column.addLayout(head)
    if not library:
        detail = label(f"{source.what} · {source.origin}", Type.CAPTION, "soft")
        detail.setWordWrap(True)
        column.addWidget(detail)
    return made


def _scrolled(content: QWidget) -> QFrame:
    """On a panel, as high as there is room."""
    panel = QFrame()
    panel.setProperty("role", "panel")
    column = QVBoxLayout(panel)
    column.setContentsMargins(6, 6, 6, 6)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(content)
    column.addWidget(scroll)
    return panel
