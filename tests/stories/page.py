"""docs/scenarios.md: the six stories, expected against simulated."""

from pathlib import Path

from config.scenarios import read_scenario
from tests.stories import accident, carnival, outage, ozone, spill, storm
from tests.stories.row import Row
from tests.stories.run import CITY, calm, tell

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"
WORDS = Path(__file__).with_name("words.md")
SEEDS = (1, 2, 3)
#: Stories that the truth tells; the sixth is about what a control room makes of it.
TOLD = {"storm": storm, "ozone": ozone, "accident": accident, "carnival": carnival, "spill": spill}


def rows() -> list[Row]:
    """Every line of the six tables."""
    return [row for story in (*TOLD.values(), outage) for row in story.rows()]


def measured(row: Row) -> float:
    """What our city makes of it, without chance where the story can do without."""
    return row.measure(outage.watched() if row.story == "outage" else calm(row.story))


def write() -> str:
    """The page."""
    head, *notes = WORDS.read_text(encoding="utf-8").split("\n---\n")
    text = head
    for note, name in zip(notes, (*TOLD, "outage"), strict=True):
        story = read_scenario(CITY, name)
        text += f"\n## `{name}`: {story.name['en']}\n\n{story.summary['en']}\n\n"
        text += _table([row for row in rows() if row.story == name], name) + note
    return text


def _table(lines: list[Row], name: str) -> str:
    living = [tell(name, seed) for seed in SEEDS] if name in TOLD else []
    names = ["when", "what", "expected", "tolerance", "simulated", *(["seeds 1, 2, 3"] if living else []), ""]
    text = f"| {' | '.join(names)} |\n|{'---|' * len(names)}\n"
    for row in lines:
        value = measured(row)
        cells = [row.when, row.what, row.expected, row.tolerance, row.write(value)]
        cells += [", ".join(_bare(row, row.measure(run)) for run in living)] if living else []
        cells += ["met" if row.met(value) else f"**not met**: {row.miss}"]
        text += f"| {' | '.join(cells)} |\n"
    return text


def _bare(row: Row, value: float) -> str:
    """A figure without its unit, which stands in the column before."""
    return row.write(value).removesuffix(f" {row.unit}") if row.unit else row.write(value)
