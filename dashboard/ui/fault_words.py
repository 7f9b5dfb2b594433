"""Injected faults in words: what an instrument does, where it stands, by how much."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from config.catalogue import City, Property
from config.story import FaultKind
from dashboard.ui import words
from dashboard.ui.language import Language

translate = QCoreApplication.translate

#: Of a thing or one of its properties, the most telling first.
OF_THINGS: Final[tuple[FaultKind, ...]] = (
    "dropout", "stuck", "spike", "bias", "drift", "battery", "clock_skew", "duplicate", "reorder",
)  # fmt: skip
#: Their amount is in the unit of the property.
_VALUED: Final = ("stuck", "spike", "bias", "drift")


def kind_word(kind: str) -> str:
    """What a failing instrument does; the word of the wire for a kind that is not known."""
    match kind:
        case "dropout":
            return translate("fault_words", "says nothing")
        case "stuck":
            return translate("fault_words", "stuck at one value")
        case "spike":
            return translate("fault_words", "one reading is off")
        case "bias":
            return translate("fault_words", "all readings are off")
        case "drift":
            return translate("fault_words", "goes off more and more")
        case "battery":
            return translate("fault_words", "its battery runs empty")
        case "clock_skew":
            return translate("fault_words", "its clock is ahead")
        case "duplicate":
            return translate("fault_words", "says everything twice")
        case "reorder":
            return translate("fault_words", "messages overtake each other")
        case "gateway":
            return translate("fault_words", "the gateway is cut off")
    return kind


def amount_unit(kind: str, item: Property | None) -> str | None:
    """The unit that the amount of a fault is given in ("" for none), None where it takes no amount.

    `item`: the one property that it is about, None for a whole thing.
    """
    if kind == "clock_skew":
        return translate("words", "s")
    if kind == "battery":
        return translate("words", "h")
    if kind not in _VALUED or item is None or item.states:
        return None
    unit = words.unit(item)
    return f"{unit}/{translate('words', 'h')}" if kind == "drift" else unit


def target_name(city: City, language: Language, target: str) -> str:
    """`Promenade des Anglais · NO₂`, `Gateway var`; the target itself where the city does not know it."""
    first, *rest = target.split("/")
    if first == "gateway" and rest:
        return translate("alarm_words", "Gateway %1").replace("%1", rest[0])
    domain = city.by_id.get(first)
    thing = next((thing for thing in domain.things if rest and thing.id == rest[0]), None) if domain else None
    if domain is None or thing is None:
        return target
    item = property_of(city, target)
    name = language.name(thing)
    return name if item is None else f"{name} · {language.text(item.name)}"


def property_of(city: City, target: str) -> Property | None:
    """The one property that a target names, None where it names none that is known."""
    first, *rest = target.split("/")
    if len(rest) != 2 or first not in city.by_id:
        return None
    return next((item for item in city.by_id[first].properties if item.id == rest[1]), None)


def what(city: City, language: Language, kind: str, target: str, amount: float | None) -> str:
    """`stuck at one value (38 µg/m³)`."""
    said = kind_word(kind)
    item = property_of(city, target)
    unit = amount_unit(kind, item)
    if amount is None or unit is None:
        return said
    decimals = item.decimals if item is not None else 0
    number = words.number(language, amount, decimals)
    return f"{said} ({number}{words.NARROW}{unit})" if unit else f"{said} ({number})"
