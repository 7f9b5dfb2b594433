"""How well the alarms themselves serve, and what of the truth they found."""

from collections.abc import Iterable, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.alarms.health import ACCEPTABLE, FLOOD, HealthOfAlarms
from dashboard.core.alarms.scoring import Score
from dashboard.core.frame import Frame
from dashboard.ui import alarm_words, score_words, words
from dashboard.ui.cards.alarm_load import LoadChart, MixBars
from dashboard.ui.cards.figures import Figure, FigureBar
from dashboard.ui.cards.labels import ElidedLabel, label, panel, say
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace

#: So many alarms are named in a list.
_LINES: Final = 10
_OLD: Final = 3
_FLOODS: Final = 3
#: Scores go through all that was true: they are made anew so often, seconds of wall clock.
_SCORES: Final = 2.0


class AlarmHealthView(QWidget):
    """Figures against the yardsticks of ISA-18.2, a day of alarms, offenders, and the score."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._pace, self._scores = Pace(), Pace(_SCORES)
        self._frame: Frame | None = None
        self.bar = FigureBar(context, 5)
        self.load, self.mix = LoadChart(context), MixBars(context)
        self._titles = {name: label("", Type.STRONG) for name in ("load", "mix", "often", "long", "score")}
        self._floods, self._often, self._long = self._text(), self._text(), self._text()
        self.score = ElidedLabel("", Type.TITLE)
        self._details = self._text()
        self._lay_out()

    def _text(self) -> QLabel:
        """Lines of text that are cut where there is no room, so that the window may be small."""
        made = label("", Type.CAPTION, "soft")
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return made

    def _card(self, name: str, *parts: QWidget) -> QFrame:
        card = panel()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(tokens.GRID)
        column.addWidget(self._titles[name])
        for part in parts:
            column.addWidget(part, 1 if part is self.load else 0)
        if self.load not in parts:
            column.addStretch(1)
        card.setMinimumHeight(96)
        return card

    def _lay_out(self) -> None:
        self._titles["load"].setFont(font(Type.STRONG))
        grid = QGridLayout()
        grid.setSpacing(tokens.GAP)
        grid.addWidget(self._card("score", self.score, self._details), 0, 0)
        grid.addWidget(self._card("mix", self.mix), 0, 1)
        grid.addWidget(self._card("load", self.load, self._floods), 1, 0)
        grid.addWidget(self._card("often", self._often, self._titles["long"], self._long), 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GAP)
        column.addWidget(self.bar)
        column.addLayout(grid, 1)

    # -- what the page does with it ----------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh, while it is on."""
        self._frame = frame
        if self._pace.due(frame.wall):
            health = self._context.health.at(frame.now, self._context.alarms.alarms())
            self.bar.show_figures(self._figures(health))
            self.load.show_history(health.history, frame.now)
            self.mix.show_mix(health.mix)
            say(self._floods, self._told_floods(health))
            said = [(name, f"{words.number(self._context.language, n)} ×") for name, n in health.offenders]
            say(self._often, self._listed(said))
            say(self._long, self._listed([(name, "") for name in health.stale[:_OLD]]))
        if self._scores.due(frame.wall):
            scoring = self._context.scoring
            self._show_score(None if scoring is None else scoring.latest())

    def compact(self, small: bool) -> None:
        """Smaller figures for a small window."""
        self.bar.compact(small)

    def retranslate(self) -> None:
        """The language has changed."""
        for name, text in (
            ("load", self.tr("Alarms in ten minutes, the last day")),
            ("mix", self.tr("Priorities: share / what is wanted")),
            ("often", self.tr("The ten most frequent")),
            ("long", self.tr("Standing for more than a day")),
            ("score", self.tr("Against the truth of the simulation")),
        ):
            self._titles[name].setText(text)
        self.load.setAccessibleName(self._titles["load"].text())
        self.mix.setAccessibleName(self._titles["mix"].text())
        self._pace.now()
        self._scores.now()
        if self._frame is not None and self.isVisible():
            self.show_frame(self._frame)

    # -- how ---------------------------------------------------------------------------------------

    def _figures(self, health: HealthOfAlarms) -> Sequence[Figure]:
        language = self._context.language

        def figure(title: str, value: float, note: str, priority: Priority, decimals: int = 0) -> Figure:
            return Figure(title, words.number(language, value, decimals), "", note, priority)

        calm, warning = Priority.NONE, Priority.WARNING
        crowded = Priority.ALARM if health.in_span > FLOOD else calm
        many = warning if health.mean > ACCEPTABLE else calm
        return (
            figure(self.tr("Last ten minutes"), health.in_span, self.tr("flood above 10"), crowded),
            figure(self.tr("Mean per ten minutes"), health.mean, self.tr("at most 1"), many, 2),
            figure(
                self.tr("Floods"), len(health.floods),
                self.tr("one is on") if health.flooding else self.tr("none is on"),
                Priority.ALARM if health.flooding else calm,
            ),
            figure(
                self.tr("Chattering"), len(health.chattering), self.tr("3 times in a minute, last day"),
                warning if health.chattering else calm,
            ),
            figure(
                self.tr("Over a day old"), len(health.stale), self.tr("they tell nobody anything"),
                warning if health.stale else calm,
            ),
        )  # fmt: skip

    def _told_floods(self, health: HealthOfAlarms) -> str:
        language = self._context.language
        lines = []
        for flood in health.floods[-_FLOODS:]:
            begins = words.day_and_time(language, flood.begins, self._zone)
            ends = words.time_of_day(flood.ends, self._zone) if flood.ends is not None else self.tr("now")
            text = self.tr("Flood %1 → %2: %n alarm(s)", "", flood.alarms)
            lines.append(text.replace("%1", begins).replace("%2", ends))
        return "\n".join(lines) or self.tr("No flood of alarms so far.")

    def _listed(self, found: Iterable[tuple[str, str]]) -> str:
        lines = [
            f"{alarm_words.named(self._context, name)}   {count}".rstrip()
            for name, count in list(found)[:_LINES]
        ]
        return "\n".join(lines) or self.tr("None.")

    def _show_score(self, score: Score | None) -> None:
        if score is None or not self._told_truth(score):
            say(self.score, self.tr("No truth was told yet: only a simulated city tells it."))
            say(self._details, "")
            return
        text = score_words.sentence(self._context.language, score)
        say(self.score, text[:1].upper() + text[1:])
        say(self._details, "\n".join(score_words.details(self._context, score)))

    def _told_truth(self, score: Score) -> bool:
        return bool(score.events or score.faults or score.brief or score.hidden or score.scenario)
