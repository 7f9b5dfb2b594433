"""What the mayor's five figures are and say: air, rivers, slopes, traffic, free places."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from dashboard.core.alarms.event import Priority
from dashboard.core.indices import ATMO_2021, air_priority, service_priority, street_service
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.store import Stream
from dashboard.ui import limits as limit_words
from dashboard.ui import standing, streams, words
from dashboard.ui.cards.air_index import atmo_word
from dashboard.ui.context import Context
from dashboard.ui.map.readings import FAULTS, fresh
from dashboard.ui.pages import city_air, city_trends
from dashboard.ui.pages.city_cards import HOUR, CityFigure
from dashboard.ui.parks import closed
from dashboard.ui.roads import Road, roads

translate = QCoreApplication.translate
Floats = NDArray[np.float64]

#: Between two limits on the factor of safety.
_SAFETY_STEP: Final = 0.1


class CityFigures:
    """Reads the store anew each time; keeps only what the catalogue says."""

    def __init__(self, context: Context, span: float = HOUR) -> None:
        """`span`: how far back the trends look, seconds."""
        self._context = context
        self._span = span
        self._roads: Sequence[Road] = tuple(roads(context, "traffic").values())
        self._places = _places(context)
        known = "air_quality" in context.city.by_id
        self._stations = city_air.reference_rows(context.city, context.store) if known else []
        self._makers: dict[str, Callable[[float], CityFigure]] = {
            "air_quality": self._air,
            "water": self._rivers,
            "landslide": self._slopes,
            "traffic": self._traffic,
            "parking": self._parking,
        }
        #: The domains that have a figure, in the order of the cards.
        self.pages = [page for page in self._makers if page in context.city.by_id]

    def look(self, now: float) -> list[CityFigure]:
        """The five figures at the city's time `now`, with their trends."""
        return [self._makers[page](now) for page in self.pages]

    # -- air ---------------------------------------------------------------------------------------

    def _air(self, now: float) -> CityFigure:
        """The ATMO class of the worst pollutant."""
        context, language = self._context, self._context.language
        title = translate("city", "Air")
        worst = city_air.worst_air(context.store, self._stations, now)
        column = streams.column_of(context.store, "air_quality", worst.pollutant) if worst else None
        if worst is None or column is None:
            return _unknown("air_quality", title)
        stream = Stream("air_quality", worst.row, column)
        item = context.store.property(stream)
        name = language.text(item.name).split(" (")[-1].rstrip(")")
        sentence = (
            translate("city", "ATMO · worst: %1 %2, %3")
            .replace("%1", name)
            .replace("%2", f"{words.number(language, worst.mean)}{words.NARROW}{item.unit}")
            .replace("%3", language.name(context.store.place(stream)))
        )
        return CityFigure(
            "air_quality",
            title,
            words.number(language, worst.number),
            atmo_word(worst.number),
            sentence,
            air_priority(worst.number),
            city_trends.running_mean(context.store, stream, now, self._span),
            smallest=float(ATMO_2021[worst.pollutant][0]),
        )

    # -- rivers ------------------------------------------------------------------------------------

    def _rivers(self, now: float) -> CityFigure:
        """How many rivers are above a limit, and the three that are highest against theirs."""
        context, language = self._context, self._context.language
        title, rivers = translate("city", "Rivers"), self._floods()
        if not rivers:
            return _unknown("water", title)
        levels = [level for _, level, _ in rivers.values()]
        worst = max(levels, default=Priority.NONE)
        above = sum(level is worst for level in levels) if worst else 0
        word = {
            Priority.NONE: translate("city", "in flood"),
            Priority.ADVISORY: translate("city", "in yellow"),
            Priority.WARNING: translate("city", "in orange"),
            Priority.ALARM: translate("city", "in red"),
        }[worst]
        ranked = sorted(rivers.items(), key=lambda item: -item[1][0])[:3]
        parts = []
        for number, (name, (_, _, stream)) in enumerate(ranked):
            value = words.number(language, streams.last(context.store, stream))
            parts.append(f"{name} {value}" + (f"{words.NARROW}m³/s" if number == 0 else ""))
        trend = context.store.window(ranked[0][1][2], now - self._span, now)
        figure = words.number(language, above)
        smallest = 0.1 * self._red_discharge(ranked[0][1][2])
        return CityFigure("water", title, figure, word, " · ".join(parts), worst, trend, smallest=smallest)

    def _floods(self) -> dict[str, tuple[float, Priority, Stream]]:
        """River -> share of its red discharge, state, gauge: of the gauge where it is highest."""
        context = self._context
        rivers: dict[str, tuple[float, Priority, Stream]] = {}
        states = self._states("water", ("discharge", "water_level"))
        for value, stream in self._values("water", "discharge"):
            place, full = context.store.place(stream), self._red_discharge(stream)
            if math.isfinite(full):
                name = place.name.split(" · ")[0]
                found = (value / full, states.get(place.id, Priority.NONE), stream)
                old = rivers.get(name)
                if old is None or (found[1], found[0]) > (old[1], old[0]):
                    rivers[name] = found
        return rivers

    def _red_discharge(self, stream: Stream) -> float:
        """The discharge of a gauge's worst limit, m3/s; NaN where there is none."""
        thing = self._context.store.place(stream).id
        limits = limit_words.value_limits(self._context.city, "water", thing, "discharge")
        return max((step for limit in limits for _, step in limit_words.steps(limit)), default=math.nan)

    # -- slopes ------------------------------------------------------------------------------------

    def _slopes(self, now: float) -> CityFigure:
        """The lowest factor of safety, and how far the rain is past Caine's line."""
        context, language = self._context, self._context.language
        title, word = translate("city", "Slopes"), translate("city", "slides below 1")
        sites = self._values("landslide", "factor_of_safety")
        if not sites:
            return _unknown("landslide", title)
        lowest, stream = min(sites, key=lambda item: item[0])
        below = sum(value < 1.0 for value, _ in sites)
        parts = [language.name(context.store.place(stream))]
        if below:
            parts.append(translate("city", "sites below 1: %1").replace("%1", str(below)))
        caine = [value for value, _ in self._values("landslide", "caine_ratio")]
        if caine and max(caine) >= 1.0:
            ratio = words.number(language, max(caine), 1)
            parts.append(translate("city", "rain ×%1 its limit").replace("%1", ratio))
        states = self._states("landslide", ("factor_of_safety", "velocity"))
        worst = max(states.values(), default=Priority.NONE)
        trend = context.store.window(stream, now - self._span, now)
        figure = words.number(language, lowest, 2)
        return CityFigure(
            "landslide", title, figure, word, " · ".join(parts), worst, trend, smallest=_SAFETY_STEP
        )

    # -- traffic -----------------------------------------------------------------------------------

    def _traffic(self, now: float) -> CityFigure:
        """The level of service of the slowest road."""
        store, language = self._context.store, self._context.language
        title = translate("city", "Traffic")
        found = [
            (speed / road.free_speed, speed, road)
            for road, speed in zip(
                self._roads, city_trends.mean_speeds(store, self._roads, now).tolist(), strict=True
            )
            if math.isfinite(speed)
        ]
        if not found:
            return _unknown("traffic", title)
        share, speed, road = min(found, key=lambda item: item[0])
        letter = street_service(share)
        worst = service_priority(letter)
        sentence = translate("city", "%1: %2 of %3 km/h")
        for place, text in (
            ("%1", road.name),
            ("%2", words.number(language, speed)),
            ("%3", words.number(language, road.free_speed)),
        ):
            sentence = sentence.replace(place, text)
        jammed = self._jammed()
        if jammed:
            sentence += " · " + translate("city", "loops in a jam: %1").replace("%1", str(jammed))
        word = translate("city", "jammed") if worst >= Priority.WARNING else translate("city", "flowing")
        if worst is Priority.ADVISORY:
            word = translate("city", "dense")
        trend, free = city_trends.speeds(store, road, now, self._span), road.free_speed
        return CityFigure(
            "traffic", title, letter, word, sentence, worst, trend, smallest=0.5 * free, extent=(0.0, free)
        )

    def _jammed(self) -> int:
        """Loops at level of service E or F, as the traffic page counts them."""
        free = {stream.row: road.free_speed for road in self._roads for _, stream in road.loops}
        levels = [
            service_priority(street_service(value / free[stream.row]))
            for value, stream in self._values("traffic", "speed")
            if stream.row in free
        ]
        return sum(level >= Priority.WARNING for level in levels)

    # -- parking -----------------------------------------------------------------------------------

    def _parking(self, now: float) -> CityFigure:
        """Free places of the whole city, the car parks that are full or closed, and where there is room."""
        context, language = self._context, self._context.language
        title, word = translate("city", "Parking"), translate("city", "free places")
        known = self._values("parking", "free")
        if not known:
            return _unknown("parking", title)
        parks = [park for park in known if not closed(context.store, park[1])]
        total = sum(value for value, _ in parks)
        states = self._states("parking", ("status", "occupancy"))
        shut = sum(level is Priority.ALARM for level in states.values())
        parts: list[str] = []
        if shut:
            parts.append(translate("city", "full or closed: %1").replace("%1", str(shut)))
        if parks:
            roomiest, stream = max(parks, key=lambda item: item[0])
            best = translate("city", "most room: %1, %2")
            best = best.replace("%1", language.name(context.store.place(stream)))
            parts.append(best.replace("%2", words.number(language, roomiest)))
        capacity = sum(self._places.get(context.store.place(s).id, 0.0) for _, s in parks)
        worst = self._occupancy_level(1.0 - total / capacity) if capacity > 0 else Priority.NONE
        trend = city_trends.together(context.store, [s for _, s in parks], now, self._span, np.nansum)
        figure, smallest = words.number(language, total), 0.15 * capacity
        return CityFigure(
            "parking", title, figure, word, " · ".join(parts), worst, trend,
            smallest=smallest, extent=(0.0, capacity),
        )  # fmt: skip

    def _occupancy_level(self, share: float) -> Priority:
        """The limits of one car park, applied to all together."""
        domain = self._context.city.domain("parking")
        for limit in domain.limits:
            if limit.property == "occupancy" and limit.kind == "high":
                return max(
                    (p for p, v in limit_words.steps(limit) if 100.0 * share >= v), default=Priority.NONE
                )
        return Priority.NONE

    # -- readings ----------------------------------------------------------------------------------

    def _values(self, domain: str, name: str) -> list[tuple[float, Stream]]:
        """Newest trusted values of a property at all things that observe it."""
        store = self._context.store
        found = streams.observing(store, domain, name)
        if not found:
            return []
        values = fresh(store.tables[domain], found[0].column)
        return [(float(values[s.row]), s) for s in found if math.isfinite(values[s.row])]

    def _states(self, domain: str, properties: Iterable[str]) -> dict[str, Priority]:
        """Thing -> the worst of its alarms on those properties; faults of instruments are left out."""
        wanted, states = tuple(properties), dict[str, Priority]()
        for alarm in standing.of_domain(self._context.alarms, domain):
            _, thing, name = alarm.datastream.split("/")
            if name in wanted and alarm.kind not in FAULTS:
                states[thing] = max(states.get(thing, Priority.NONE), alarm.priority)
        return states


def _places(context: Context) -> dict[str, float]:
    """Car park -> how many places it has, as far as the catalogue says."""
    domain = context.city.by_id.get("parking")
    things = () if domain is None else domain.things
    return {thing.id: float(thing.model["places"]) for thing in things if "places" in thing.model}


def _unknown(page: str, title: str) -> CityFigure:
    """Nothing was heard yet: that is said, and nothing is invented."""
    return CityFigure(page, title, words.NOTHING, "", words.quality_word(Quality.MISSING), known=False)
