"""How the alarms did against the truth, in words."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from dashboard.core.alarms.scoring import Score
from dashboard.ui import alarm_words, words
from dashboard.ui.context import Context
from dashboard.ui.language import Language

translate = QCoreApplication.translate
#: So many are named, the rest is counted.
_NAMED: Final = 4


def sentence(language: Language, score: Score) -> str:
    """`all 14 events found, median delay 2 min, 0 false`."""
    if not score.events:
        parts = [translate("score", "no event so far")]
    elif score.found == score.events:
        text = translate("score", "all %1 events found")
        if score.events == 1:
            text = translate("score", "the one event found")
        parts = [text.replace("%1", words.number(language, score.events))]
    else:
        text = translate("score", "%1 of %2 events found")
        found, events = (words.number(language, count) for count in (score.found, score.events))
        parts = [text.replace("%1", found).replace("%2", events)]
    if not math.isnan(score.median_delay):
        delay = words.duration(language, score.median_delay)
        parts.append(translate("score", "median delay %1").replace("%1", delay))
    wrong = words.number(language, len(score.false) + len(score.by_fault))
    parts.append(translate("score", "%1 false").replace("%1", wrong))
    return ", ".join(parts)


def details(context: Context, score: Score) -> Sequence[str]:
    """What the sentence leaves out, a line each; nothing where there is nothing to say."""
    language = context.language
    lines = []
    for text, names in (
        (translate("score", "missed: %1"), score.missed),
        (translate("score", "false: %1"), score.false),
        (translate("score", "false, by a broken instrument: %1"), score.by_fault),
        (translate("score", "nobody could see: %1"), score.hidden),
    ):
        if names:
            counted = [
                (alarm_words.named(context, name.replace(" ", "#")), n) for name, n in Counter(names).items()
            ]
            told = [name if n == 1 else f"{words.number(language, n)} × {name}" for name, n in counted]
            if len(told) > _NAMED:
                more = words.number(language, len(told) - _NAMED)
                told[_NAMED:] = [translate("alarm_words", "and %1 more").replace("%1", more)]
            lines.append(text.replace("%1", ", ".join(told)))
    if score.brief:
        lines.append(translate("score", "over before their on-delay: %1").replace("%1", str(score.brief)))
    if score.marginal:
        lines.append(
            translate("score", "within the error of their instruments: %1").replace("%1", str(score.marginal))
        )
    if score.faults:
        text = translate("score", "broken instruments told of: %1 of %2")
        lines.append(text.replace("%1", str(score.faults_found)).replace("%2", str(score.faults)))
    return lines
