"""The head of a page: its key figures, and what to do about its worst alarm."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Alarm, Priority
from dashboard.ui import words
from dashboard.ui.cards.labels import ElidedLabel, label, say, tint
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure as words."""

    title: str
    text: str
    suffix: str = ""
    note: str = ""
    priority: Priority = Priority.NONE


class _FigureView(QWidget):
    """Title, a large number with its unit, and a note on where it is from."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ElidedLabel("", Type.CAPTION, "soft")
        self._text = label("", Type.KEY)
        self._suffix = ElidedLabel("", Type.BODY, "soft")
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self._suffix.setAlignment(Qt.AlignmentFlag.AlignBottom)
        row = QHBoxLayout()
        row.setSpacing(tokens.GRID)
        row.addWidget(self._text)
        row.addWidget(self._suffix, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addStretch(1)
        self._suffix.setContentsMargins(0, 0, 0, 9)  # onto the base line of the large number

    def show_figure(self, figure: Figure) -> None:
        say(self._title, figure.title)
        say(self._text, figure.text)
        say(self._suffix, figure.suffix)
        say(self._note, figure.note)
        self.setAccessibleName(f"{figure.title}: {figure.text} {figure.suffix} {figure.note}")
        tint(self._text, figure.priority)

    def compact(self, small: bool) -> None:
        self._text.setFont(font(Type.FIGURE if small else Type.KEY))
        self._suffix.setContentsMargins(0, 0, 0, 5 if small else 9)


class Todo(QFrame):
    """What to do about the worst alarm: the only box that shouts."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._priority = Priority.NONE
        self._mark = StateMark(context.look, 22)
        self._title = ElidedLabel("", Type.STRONG)
        self._text = label("", Type.BODY, wrap=True)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setObjectName("todo")
        context.look.changed.connect(self.restyle)

    def show_alarm(self, alarm: Alarm | None, where: str) -> None:
        """Tell what to do about `alarm` at the place `where`; hidden when there is none."""
        text = "" if alarm is None else self._context.language.text(alarm.todo)
        self.setVisible(bool(alarm is not None and text))
        if alarm is None:
            return
        say(self._title, f"{words.priority_word(alarm.priority)} · {where}")
        say(self._text, text)
        self._mark.show_priority(alarm.priority)
        if alarm.priority is not self._priority:
            self._priority = alarm.priority
            self.restyle()

    def restyle(self) -> None:
        """Colours of the current theme and priority."""
        theme = self._context.look.theme
        fill, ground = theme.fill(self._priority).name(), theme.tint(self._priority).name()
        self.setStyleSheet(f"#todo {{ background: {ground}; border: 1px solid {fill}; border-radius: 8px; }}")


class FigureBar(QFrame):
    """Three or four key figures in a row, and the box that says what to do."""

    def __init__(self, context: Context, count: int) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._figures = [_FigureView() for _ in range(count)]
        self.todo = Todo(context)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 12, 10)
        row.setSpacing(3 * tokens.GRID)
        for view in self._figures:
            row.addWidget(view, 3)
        row.addWidget(self.todo, 7)
        self.todo.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Say them anew; as many as were announced."""
        for view, figure in zip(self._figures, figures, strict=True):
            view.show_figure(figure)

    def compact(self, small: bool) -> None:
        """Smaller figures for a small window."""
        for view in self._figures:
            view.compact(small)
