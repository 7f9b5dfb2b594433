"""The pages of the loop, and one plain sentence for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from config.catalogue import City
from dashboard.ui import page_names, page_order
from dashboard.ui.context import Context
from dashboard.ui.views.platform import PLATFORM, SILOS

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Stop:
    """A page, and what is chosen on it."""

    page: str
    part: str = ""


#: The order of the loop; a city shows those that it has.
_LOOP: Final = (
    Stop("city"),
    Stop("air_quality"),
    Stop("water"),
    Stop("landslide"),
    Stop("traffic"),
    Stop("parking"),
    Stop("platform", SILOS),
    Stop("platform", PLATFORM),
    Stop("history"),
    Stop("mayor"),
    Stop("driver"),
)


def stops(city: City) -> Sequence[Stop]:
    """The loop of that city."""
    known = {*page_order.names(city), *page_order.VIEWS}
    others = [Stop(name) for name in page_order.names(city) if name in city.by_id]
    loop = [stop for stop in _LOOP if stop.page in known]
    extra = [stop for stop in others if stop not in loop and stop.page != "weather"]
    return [*loop, *extra]


def title(context: Context, stop: Stop) -> str:
    """The name of its page."""
    names = page_names.short_names()
    domain = context.city.by_id.get(stop.page)
    if stop.page in names:
        return names[stop.page]
    return context.language.text(domain.name) if domain is not None else stop.page


def sentence(context: Context, stop: Stop) -> str:
    """What somebody who passes by should know of it."""
    match stop.page, stop.part:
        case "city", _:
            return translate("booth", "A whole city on one map: shapes are services, colours are troubles.")
        case "air_quality", _:
            return translate("booth", "The air that people breathe: one number says how good it is.")
        case "water", _:
            return translate(
                "booth", "Rain hangs from the top, the river answers below: a flood seen coming."
            )
        case "landslide", _:
            return translate("booth", "Rain soaks a slope until it gives way: below 1, nothing holds it.")
        case "traffic", _:
            return translate("booth", "Loops below the road see a jam grow backwards, minute by minute.")
        case "parking", _:
            return translate("booth", "Every free place is counted, so nobody needs to look for one.")
        case "platform", "platform":
            return translate("booth", "The same city on one platform: one cause, and what follows from it.")
        case "platform", _:
            return translate(
                "booth", "Five services, five screens: each sees its trouble, none sees the cause."
            )
        case "history", _:
            return translate("booth", "Nothing is forgotten: turn the wheel, and an hour ago is back.")
        case "mayor", _:
            return translate("booth", "Five figures, one sentence each: what a mayor needs to know.")
        case "driver", _:
            return translate("booth", "Where is there room, and how long does the road take?")
    return translate("booth", "%1: live readings, limits and alarms.").replace("%1", title(context, stop))
