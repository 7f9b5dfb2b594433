"""The report as one HTML page that needs nothing else: no script, no network."""

import math
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.core.alarms.event import Priority
from dashboard.core.alarms.scoring import Score
from dashboard.history.archive import Datastream
from dashboard.history.export.provenance import LICENCE
from dashboard.history.marks import Mark
from dashboard.history.report.story import WORST_FIRST, Story
from dashboard.history.report.svg import plot
from dashboard.history.report.words import KINDS, WORDS

#: So many characters of a figure fit in one column.
_NARROW: Final = 11
#: So many alarms are listed; of the rest only the number is said.
_LISTED: Final = 60
_STYLE: Final = """
:root { color-scheme: light dark; --ground: #fff; --ink: #17202c; --soft: #5b6b80; --line: #dbe2ea;
  --curve: #0b6fb8; --advisory: #f2cf4a; --warning: #ff9a3d; --alarm: #ff4d5e; }
@media (prefers-color-scheme: dark) { :root { --ground: #0b1018; --ink: #e8eef7; --soft: #9fb0c8;
  --line: #223044; --curve: #5cc8ff; } }
body { font: 15px/1.5 Inter, system-ui, sans-serif; color: var(--ink); background: var(--ground);
  max-width: 960px; margin: 32px auto; padding: 0 16px; font-variant-numeric: tabular-nums; }
h1 { font-size: 30px; margin: 0; } h2 { font-size: 19px; margin: 32px 0 8px; } p { color: var(--soft); }
h3 { font-size: 15px; margin: 16px 0 0; font-weight: 600; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px; margin: 0; }
dl div { border: 1px solid var(--line); border-radius: 12px; padding: 10px 14px; }
dt { color: var(--soft); font-size: 13px; } dd { margin: 0; font-size: 22px; font-weight: 600; }
dl div.wide { grid-column: span 2; }
dl div.wide dd { font-size: 19px; line-height: 33px; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; } th { color: var(--soft); font-weight: 500; }
th, td { text-align: left; padding: 5px 8px; border-bottom: 1px solid var(--line); font-size: 13px; }
.mark { display: inline-block; min-width: 74px; padding: 1px 8px; border-radius: 8px; color: #17202c; }
.mark.advisory { background: var(--advisory); } .mark.warning { background: var(--warning); }
.mark.alarm { background: var(--alarm); }
svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--soft); }
svg .grid { stroke: var(--line); } svg polyline { fill: none; stroke: var(--curve); stroke-width: 1.4; }
svg rect { opacity: 0.28; } rect.advisory { fill: var(--advisory); } rect.warning { fill: var(--warning); }
rect.alarm { fill: var(--alarm); }
@media print { body { margin: 0; } section { break-inside: avoid; } }
"""


def page(story: Story, language: str, licence: str = LICENCE) -> str:
    """The whole page, in `fr` or `en`."""
    words = WORDS[language]
    name = story.city.name.get(language, story.city.id)
    zone = story.city.time_zone
    parts = [
        "<!doctype html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(name)} · {words['title']}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(name)}</h1><p>{words['title']}"
        + (f" · {words['simulated']}" if story.simulated else "")
        + "</p>",
        _figures(story, words, zone),
        _scores(story.scores, words),
        _plots(story, words, language, zone),
        _alarms(story, words, language, zone),
        f'<p>{words["licence"]}: <a href="{escape(licence)}">{escape(licence)}</a></p></body></html>',
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _figures(story: Story, words: dict[str, str], zone: str) -> str:
    extent, health = story.extent, story.health
    by_priority = Counter(mark.priority for mark in story.alarms)
    cards = [
        (words["period"], _period(extent.begins, extent.ends, zone)),
        (words["recorded"], _clock(extent.wall_begins, zone)),
        (words["duration"], f"{_decimal((extent.ends - extent.begins) / 3600, words)} h"),
        (words["scenario"], ", ".join(story.scenarios) or words["none"]),
        (words["observations"], _count(story.observations)),
        (words["readings"], _count(int(health.get("readings", 0)))),
        (words["datastreams"], _count(story.datastreams)),
        (words["lost"], _count(int(health.get("lost", 0)))),
        (words["dropped"], _count(int(health.get("dropped", 0)))),
        (words["missed"], _count(story.missed)),
        *((words[p.name.lower()], _count(by_priority[p])) for p in WORST_FIRST),
    ]
    return f"<section><h2>{words['figures']}</h2>{_cards(cards)}</section>"


def _scores(scores: Iterable[Score], words: dict[str, str]) -> str:
    parts = []
    for score in scores:
        if not (score.events or score.faults or score.alarms):
            continue
        delay = score.median_delay
        cards = [
            (words["events"], str(score.events)),
            (words["found"], str(score.found)),
            (
                words["delay"],
                "–" if math.isnan(delay) else f"{_decimal(delay / 60, words)} {words['minutes']}",
            ),
            (words["missed_events"], str(len(score.missed))),
            (words["false"], str(len(score.false) + len(score.by_fault))),
            (words["nuisance"], str(score.nuisance)),
            (words["faults"], f"{score.faults_found} / {score.faults}"),
        ]
        title = escape(score.scenario) or words["none"]
        parts.append(f"<section><h2>{words['score']} · {title}</h2>{_cards(cards)}</section>")
    return "".join(parts)


def _plots(story: Story, words: dict[str, str], language: str, zone: str) -> str:
    parts = [f"<h2>{words['plots']}</h2><p>{words['plots_text']}</p>"] if story.alarms else []
    for stream, curve, marks in story.curves:
        quantity = stream.quantity
        names = story.state_names.get(f"{stream.domain}/{quantity.id}", {})
        states = [names.get(state, {}).get(language, state) for state in quantity.states]
        title = _title(stream, language)
        drawing = plot(curve, marks, quantity.unit, zone, language, states)
        parts.append(f"<section><h3>{escape(title)}</h3>{drawing}</section>")
    return "".join(parts)


def _title(stream: Datastream, language: str) -> str:
    return f"{stream.name} · {stream.quantity.name.get(language, stream.quantity.id)}"


def _alarms(story: Story, words: dict[str, str], language: str, zone: str) -> str:
    if not story.alarms:
        return f"<h2>{words['alarms']}</h2><p>{words['no_alarm']}</p>"
    head = "".join(f"<th>{words[name]}</th>" for name in ("alarms", "kind", "raised", "cleared"))
    rows = "".join(_row(mark, story, language, zone) for mark in story.alarms[:_LISTED])
    rest = len(story.alarms) - _LISTED
    more = f"<p>{words['more'].format(count=rest)}</p>" if rest > 0 else ""
    return f"<h2>{words['alarms']}</h2><table><tr>{head}</tr>{rows}</table>{more}"


def _row(mark: Mark, story: Story, language: str, zone: str) -> str:
    words, level = WORDS[language], Priority(mark.priority).name.lower()
    stream = story.streams.get(mark.datastream)
    name = mark.name if stream is None else _title(stream, language)
    kind = KINDS[language].get(mark.detail, mark.detail)
    until = words["lasting"] if math.isnan(mark.until) else _clock(mark.until, zone)
    return (
        f'<tr><td><span class="mark {level}">{words.get(level, level)}</span> '
        f'<span title="{escape(mark.name)}">{escape(name)}</span></td><td>{escape(kind)}</td>'
        f"<td>{_clock(mark.since, zone)}</td><td>{until}</td></tr>"
    )


def _cards(cards: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f"<div{_wide(text)}><dt>{escape(word)}</dt><dd>{escape(text)}</dd></div>" for word, text in cards
    )
    return f"<dl>{inside}</dl>"


def _wide(text: str) -> str:
    """Two columns for what would break into several lines in one."""
    return ' class="wide"' if len(text) > _NARROW else ""


def _clock(time: float, zone: str) -> str:
    return datetime.fromtimestamp(time, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def _period(begins: float, ends: float, zone: str) -> str:
    """The day is said once where it is the same."""
    first, last = _clock(begins, zone), _clock(ends, zone)
    return f"{first} – {last[11:] if first[:10] == last[:10] else last}"


def _decimal(number: float, words: dict[str, str]) -> str:
    return f"{number:.1f}".replace(".", words["decimal_sign"])


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
