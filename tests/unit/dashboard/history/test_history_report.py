"""The report of a session: self-contained, in two languages, and true."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from config.catalogue import LimitKind
from config.messages import ScenarioState, Truth
from config.reader import read_city
from dashboard.core.alarms.event import INSTRUMENT_KINDS
from dashboard.core.readings.series import Series
from dashboard.history.archive import open_archive
from dashboard.history.curves import Curve, Period, curves
from dashboard.history.marks import Mark, MarkKind
from dashboard.history.pack import recorded_city
from dashboard.history.report.page import page
from dashboard.history.report.story import of_each_domain, story
from dashboard.history.report.svg import WIDTH, plot
from dashboard.history.report.words import KINDS, WORDS
from dashboard.history.trouble import Trouble
from tests.playing import START, WALL, Recorded, clock, said, small_city

NAME = "water/a/level"


class Reader(HTMLParser):
    """Checks that every tag is closed in its turn, and keeps texts and attributes."""

    VOID = frozenset({"meta", "rect", "line", "polyline", "link", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def card(self, word: str) -> str:
        return self.texts[self.texts.index(word) + 1]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An hour with a flood from the 20th to the 40th minute, as the truth says; `<b>` lies about it."""
    played = Recorded(small_city(), tmp_path_factory.mktemp("report") / "session.duckdb")
    state = ScenarioState("storm", "running", START)
    for minute in range(61):
        time, level = START + 60 * minute, 35.0 if 20 <= minute < 40 else 5.0
        more = [state, Truth("high warning", NAME, START + 1200, START + 2400)] if minute == 0 else []
        played.turn(WALL + minute, [clock(time, WALL + minute), *more, said("a", time, level + minute / 1e3)])
    with played.finish() as made:
        yield made


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_tells_what_happened(archive, language):
    text = page(story(archive, small_city()), language)
    read, words = Reader(text), WORDS[language]
    assert read.card(words["observations"]) == "61"
    assert read.card(words["scenario"]) == "storm"
    assert read.card(words["duration"]) == {"fr": "1,0 h", "en": "1.0 h"}[language]
    assert read.card(words["period"]) == "2026-10-02 06:00 – 07:00", "the day once"
    assert read.card(words["warning"]) == "1"
    assert read.card(words["events"]) == "1"
    assert read.card(words["found"]) == "1"
    assert read.card(words["delay"]) == {"fr": "1,0 min", "en": "1.0 min"}[language]
    assert read.card(words["missed_events"]) == "0"
    assert words["simulated"] in text
    assert {"fr": "Ville", "en": "Town"}[language] in read.texts
    bands = [about for tag, about in read.seen if tag == "rect"]
    assert [band["class"] for band in bands] == ["warning"]
    # From the 21st minute, when the on-delay was over, to the 40th of 60.
    assert float(bands[0]["width"]) == pytest.approx((WIDTH - 72) * 19 / 60, abs=WIDTH / 60)


def test_a_story_that_began_before_the_recording_is_named(tmp_path):
    played = Recorded(small_city(), tmp_path / "session.duckdb")
    for minute in range(40):
        time = START + 60 * minute
        state = [ScenarioState("storm", "running", START - 36_000)] if minute == 0 else []
        levels = [said(name, time, 35.0 if minute % 10 > 4 else 5.0) for name in ("a", "b", "c")]
        played.turn(WALL + minute, [clock(time, WALL + minute), *state, *levels])
    with played.finish() as made:
        told = story(made, small_city())
    assert told.scenarios == ("storm",)
    assert len(told.alarms) > 3


@pytest.mark.parametrize(
    ("ranked", "drawn"),
    [
        ("t/1 t/2 t/3 w/1 t/4 w/2", "t/1 w/1 t/2 w/2 t/3 t/4"),
        ("t/1 t/2", "t/1 t/2"),
        ("", ""),
    ],
)
def test_jams_do_not_hide_the_flood(ranked, drawn):
    names = ranked.split()
    assert of_each_domain(names, {name: name[0] for name in names}) == drawn.split()


def test_it_needs_nothing_else(archive):
    read = Reader(page(story(archive, small_city()), "en"))
    tags = {tag for tag, _ in read.seen}
    assert not tags & {"script", "img", "link", "iframe"}
    assert not [a for _, about in read.seen for a in about if a.startswith("on")]
    assert [about for tag, about in read.seen if "src" in about] == []
    assert "url(" not in "".join(read.texts)


def test_both_languages_say_the_same_things():
    assert WORDS["fr"].keys() == WORDS["en"].keys()
    for key, text in WORDS["fr"].items():
        assert re.findall(r"{\w+}", text) == re.findall(r"{\w+}", WORDS["en"][key])


def test_names_of_strangers_are_harmless(tmp_path):
    played = Recorded(small_city(), tmp_path / "x.duckdb")
    for minute in range(5):
        played.turn(WALL + minute, [said("<script>alert(1)</script>", START + 60 * minute, 50.0)])
    with played.finish() as archive:
        text = page(story(archive, None), "en")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    Reader(text)


def test_without_alarms_and_without_readings(tmp_path):
    played = Recorded(small_city(), tmp_path / "x.duckdb")
    played.turn(WALL, [clock(START, WALL)])
    with played.finish() as archive:
        assert WORDS["fr"]["no_alarm"] in page(story(archive, small_city()), "fr")
    empty = Recorded(small_city(), tmp_path / "y.duckdb")
    with empty.finish() as archive, pytest.raises(Trouble, match="nothing was recorded"):
        story(archive, None)


def test_a_curve_is_cut_where_nothing_was_recorded(archive):
    whole = curves(archive, [NAME], Period(START, START + 3600), 600)[NAME]
    assert plot(whole, [], "m", "Europe/Paris", "en").count("<polyline") == 1
    gap = Curve(NAME, START, START + 3600, whole.series, ((START + 600, START + 660),))
    pieces = re.findall(r'points="([^"]*)"', plot(gap, [], "m", "Europe/Paris", "en"))
    assert len(pieces) == 2
    assert sum(len(piece.split()) for piece in pieces) == len(whole.series)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (3600, ["06:00", "06:10", "06:20"]),
        (86400, ["06:00", "09:00", "12:00"]),
        (7 * 86400, ["03/10", "04/10"]),
    ],
)
def test_the_axis_has_whole_hours_of_the_city(archive, span, words):
    curve = curves(archive, [NAME], Period(START, START + 3600), 600)[NAME]
    text = plot(Curve(NAME, START, START + span, curve.series), [], "m", "Europe/Paris", "en")
    assert re.findall(r">(\d\d[:/]\d\d)<", text)[: len(words)] == words


def test_a_band_that_lasts_goes_to_the_edge(archive):
    curve = curves(archive, [NAME], Period(START, START + 3600), 600)[NAME]
    mark = Mark(MarkKind.ALARM, START + 1800, float("nan"), NAME, NAME, "high")
    [(x, width)] = re.findall(
        r'<rect class="none" x="([\d.]+)" y="\d+" width="([\d.]+)"', plot(curve, [mark], "m", "UTC", "en")
    )
    assert float(x) + float(width) == pytest.approx(WIDTH - 20, abs=0.2)


def test_the_pack_of_then_gives_the_city_of_then(tmp_path):
    city = read_city("nice")
    played = Recorded(city, tmp_path / "x.duckdb")
    played.turn(WALL, [clock(START, WALL)])
    played.session.close()
    with open_archive(played.path) as archive:
        again = recorded_city(archive)
        assert again is not None
        assert again.domains == city.domains
        assert (again.id, again.zones, again.start) == (city.id, city.zones, city.start)
    plain = Recorded(small_city(), tmp_path / "y.duckdb")
    plain.turn(WALL, [clock(START, WALL)])
    with plain.finish() as archive:
        assert recorded_city(archive) is None


def test_states_are_steps_between_their_words_not_a_curve_of_numbers():
    series = Series(np.array([0.0, 600.0, 1200.0]), np.array([0.0, 4.0, 0.0]), np.zeros(3, np.uint8))
    curve = Curve("parking/x/status", 0.0, 3600.0, series)
    words = ["free", "almost", "full", "closed", "<flooded>"]
    text = plot(curve, [], "", "UTC", "en", words)
    read = Reader(text)
    assert [word for word in read.texts if word in words] == words
    ((_, drawn),) = [seen for seen in read.seen if seen[0] == "polyline"]
    points = [tuple(map(float, point.split(","))) for point in str(drawn["points"]).split()]
    assert len(points) == 5
    for (x, y), (later, after) in pairwise(points):
        assert x == later or y == after, "never aslant"


@pytest.mark.parametrize(("language", "word"), [("fr", "1\u202f500,5"), ("en", "1\u202f500.5")])
def test_numbers_are_written_as_the_language_does(language, word):
    series = Series(np.array([0.0, 600.0]), np.array([1500.0, 1501.5]), np.zeros(2, np.uint8))
    assert word in Reader(plot(Curve(NAME, 0.0, 600.0, series), [], "m", "UTC", language)).texts


def test_alarms_are_listed_by_name_and_in_words(archive):
    for language, kind in (("fr", "trop haut"), ("en", "too high")):
        read = Reader(page(story(archive, small_city()), language))
        assert kind in read.texts
        assert NAME not in read.texts
        assert set(KINDS["fr"]) == set(KINDS["en"]) >= {*get_args(LimitKind), *INSTRUMENT_KINDS}


def test_no_line_is_drawn_through_a_silence():
    times = np.array([*range(0, 3600, 60), *range(9000, 12000, 60)], dtype=float)
    curve = Curve(NAME, 0.0, 12000.0, Series(times, np.sin(times), np.zeros(len(times), np.uint8)))
    assert plot(curve, [], "m", "UTC", "en").count("<polyline") == 2
