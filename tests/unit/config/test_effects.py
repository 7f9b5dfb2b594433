"""The chain of effects of a pack: what is read, and what is refused in one line."""

import pytest

from config.effects import Effects, read_effects
from config.errors import CatalogueError
from config.reader import read_city
from tests import toy_pack

CHAIN = """
[[department]]
id = "rivers"
name = { fr = "Cours d’eau", en = "Rivers" }
guess = { fr = "Un lâcher d’eau ?", en = "Water let out?" }

[[effect]]
id = "damp"
name = { fr = "Pluie", en = "Rain" }
text = { fr = "Il pleut", en = "It rains" }
domain = "weather"
properties = ["humidity"]

[[effect]]
id = "river"
name = { fr = "Rivière", en = "River" }
text = { fr = "Elle monte", en = "It rises" }
domain = "water"
properties = ["level"]
things = ["bridge"]
after = ["damp"]
department = "rivers"
"""


@pytest.fixture
def pack(tmp_path):
    """Writes a chain into a toy pack and reads it."""
    city = toy_pack.read(tmp_path)

    def read(chain: str = CHAIN) -> Effects:
        (tmp_path / "effects.toml").write_text(chain, encoding="utf-8")
        return read_effects(city)

    return read


def test_nice_says_what_follows_from_rain():
    effects = read_effects(read_city("nice"))
    assert [effect.id for effect in effects.effect] == [
        "rain", "slope", "river", "tunnel", "roads", "car_parks", "beaches",
    ]  # fmt: skip
    assert len(effects.department) == 5
    assert [effect.id for effect in effects.effect if not effect.department] == ["rain"], "nobody's"


def test_a_pack_without_a_chain_has_none(tmp_path):
    assert read_effects(toy_pack.read(tmp_path)) == Effects()


def test_what_is_drawn_is_the_first_property_unless_another_is_named(pack):
    assert [effect.drawn for effect in pack().effect] == ["humidity", "level"]
    named = CHAIN.replace('properties = ["level"]', 'properties = ["level"]\ncurve = "flow"')
    with pytest.raises(CatalogueError, match=r'effect river\.curve: unknown name "flow"'):
        pack(named)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            'domain = "water"',
            'domain = "watr"',
            'effect river.domain: unknown name "watr"; did you mean "water"',
        ),
        ('["level"]', '["levl"]', 'effect river.properties: unknown name "levl"; did you mean "level"'),
        ('["level"]', "[]", "effect river.properties: name at least one property"),
        ('["bridge"]', '["brigde"]', 'effect river.things: unknown name "brigde"; did you mean "bridge"'),
        ('after = ["damp"]', 'after = ["river"]', 'effect river.after: unknown name "river"'),
        ('department = "rivers"', 'department = "river"', 'effect river.department: unknown name "river"'),
        ('department = "rivers"', "", "department rivers: it watches none of the effects"),
        ('text = { fr = "Elle monte", en = "It rises" }', 'text = { fr = "Elle monte" }', 'in "en"'),
        ('guess = { fr = "Un lâcher d’eau ?", en = "Water let out?" }', 'guess = { en = "?" }', 'in "fr"'),
        ('[[effect]]\nid = "river"', '[[effect]]\nid = "damp"', "stands twice"),
        ('after = ["damp"]', 'aftr = ["damp"]', "aftr: unknown key"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(pack, before, after, problem):
    assert before in CHAIN
    with pytest.raises(CatalogueError) as mistake:
        pack(CHAIN.replace(before, after))
    assert problem in str(mistake.value)
    assert "effects.toml" in str(mistake.value)
    assert "\n" not in str(mistake.value)
