"""French spaces: no line begins with a colon, a semicolon, a question or an exclamation mark."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.reader import read_city
from config.scenarios import read_cues, read_scenarios
from config.typography import NARROW, WHOLE, french, typeset

ROOT = Path(__file__).parents[3]
BREAKABLE = re.compile(r" [;:!?»]|« ")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Fermez le pont ; appelez la police.", f"Fermez le pont{NARROW}; appelez la police."),
        ("Un lâcher d’eau ?", f"Un lâcher d’eau{NARROW}?"),
        ("Attention !", f"Attention{NARROW}!"),
        ("Débit : 12 m³/s", f"Débit{WHOLE}: 12 m³/s"),
        ("le « Paillon » monte", f"le «{NARROW}Paillon{NARROW}» monte"),
        ("12:30, http://nice", "12:30, http://nice"),
    ],
)
def test_spaces_before_double_signs_break_no_line(typed, set_):
    assert french(typed) == set_


@given(st.text(alphabet="ab ;:!?«»"))
def test_nothing_but_spaces_is_touched_and_once_is_enough(text):
    done = french(text)
    assert french(done) == done
    assert BREAKABLE.search(done) is None
    assert done.replace(NARROW, " ").replace(WHOLE, " ") == text


def test_only_french_is_touched():
    data = {"name": {"fr": "Eau : rouge", "en": "Water : red"}, "rows": [{"todo": {"fr": "Quoi ?"}}], "fr": 3}
    assert typeset(data) == {
        "name": {"fr": f"Eau{WHOLE}: rouge", "en": "Water : red"},
        "rows": [{"todo": {"fr": f"Quoi{NARROW}?"}}],
        "fr": 3,
    }


def french_texts(data):
    """Every French text in plain data."""
    if isinstance(data, dict):
        yield from (value for key, value in data.items() if key == "fr")
        data = list(data.values())
    if isinstance(data, list | tuple):
        for value in data:
            yield from french_texts(value)


def test_no_text_of_the_city_breaks_before_a_double_sign():
    city = read_city("nice")
    parts = (city, read_scenarios(city), read_cues(city))
    told = list(french_texts(msgspec.to_builtins(parts, enc_hook=str)))
    assert sum(NARROW in text for text in told) > 5
    assert [text for text in told if BREAKABLE.search(text)] == []


def test_no_word_of_the_window_breaks_before_a_double_sign():
    text = (ROOT / "resources" / "translations" / "ui_fr.ts").read_text(encoding="utf-8")
    said = re.findall(r"<(?:translation|numerusform)>([^<]+)", text)
    assert len(said) > 700
    assert [words for words in said if BREAKABLE.search(words)] == []
