"""Plots of the truth of the models for docs/models: a calm day and a story each, from the seed alone."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import matplotlib as mpl
import numpy as np
from matplotlib import dates
from matplotlib.figure import Figure

from config.catalogue import City
from simulators.models.contract import TICK, Floats
from simulators.models.registry import build
from simulators.scenario import Player
from simulators.world import World
from tests.optional import with_domains

DAY = 86_400.0
SEED = 1
STYLE = {
    "font.size": 9,
    "axes.grid": True,
    "grid.alpha": 0.3,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One axis: a property of some things of a domain."""

    property: str
    things: Sequence[str]
    log: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The panels of one domain, drawn for a calm day and for one story."""

    domain: str
    scenario: str
    days: float
    panels: Sequence[Panel]


SHEETS = (
    Sheet("weather", "storm", 1.0, (
        Panel("temperature", ("nice-aeroport", "saint-martin-vesubie")),
        Panel("rain", ("nice-aeroport", "saint-martin-vesubie")),
        Panel("wind_speed", ("nice-aeroport", "saint-martin-vesubie")),
    )),
    Sheet("water", "storm", 1.0, (
        Panel("discharge", ("var-napoleon", "paillon-expositions", "vesubie-utelle", "magnan-madeleine")),
        Panel("water_level", ("var-napoleon", "paillon-expositions", "vesubie-utelle")),
        Panel("e_coli", ("beach-ponchettes", "beach-carras")),
    )),
    Sheet("landslide", "storm", 1.0, (
        Panel("factor_of_safety", ("roquebilliere", "lauvette", "madeleine-sevan", "la-clapiere")),
        Panel("velocity", ("roquebilliere", "lauvette", "la-clapiere"), log=True),
        Panel("caine_ratio", ("zone-haut-pays", "zone-moyen-pays", "zone-littoral")),
    )),
    Sheet("traffic", "accident", 0.16, (
        Panel("flow", ("promenade-gambetta-e", "mathis-magnan-e", "a8-saint-augustin-e")),
        Panel("speed", ("promenade-lenval-e", "mathis-magnan-e", "a8-saint-augustin-e")),
        Panel("occupancy", ("promenade-gambetta-e", "promenade-lenval-e")),
    )),
    Sheet("air_quality", "ozone", 2.0, (
        Panel("no2", ("arson", "promenade", "peillon")),
        Panel("o3", ("arson", "botanique", "peillon")),
        Panel("pm10", ("arson", "promenade")),
    )),
    Sheet("parking", "carnival", 0.5, (
        Panel("occupancy", ("massena", "saleya", "sulzer", "arenas")),
        Panel("free", ("massena", "saleya", "sulzer")),
    )),
    Sheet("noise", "accident", 0.16, (
        Panel("laeq", ("promenade-gambetta", "promenade-lenval", "mathis-thiers", "cimiez")),
        Panel("laeq_1h", ("promenade-gambetta", "promenade-lenval", "mathis-thiers", "cimiez")),
    )),
    Sheet("energy", "ozone", 2.0, (
        Panel("pv_power", ("roof-allianz", "roof-arenas")),
        Panel("loading", ("substation-lingostiere", "substation-risso", "substation-cagnes")),
        Panel("oil", ("substation-lingostiere", "substation-risso", "substation-cagnes")),
    )),
)  # fmt: skip


def truth(city: City, scenario: str | None, days: float) -> tuple[Floats, Mapping[str, Floats]]:
    """Seconds since 1970 (n,), and per domain (n, things, properties)."""
    player = Player(city)
    start = city.start_time // DAY * DAY - 2 * 3600.0  # midnight in Nice, in summer
    if scenario is not None:
        story = player.scenario(scenario)
        start = story.start
        player.play(story, story.start)
    world = World(city, build(city), SEED)
    world.begin(start, player.forcing(start))
    times, tables = [], {domain.id: [] for domain in city.domains}  # type: ignore[var-annotated]
    for _ in range(round(days * DAY / TICK)):
        world.tick(player.forcing(world.state.time + TICK))
        times.append(world.state.time)
        for name, table in world.state.truth.items():
            tables[name].append(table)
    return np.array(times), {name: np.array(table) for name, table in tables.items()}


def draw(folder: Path) -> None:
    """Two pictures a domain, `<domain>-calm.png` and `<domain>-scenario.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        city = with_domains(Path(place), "noise", "energy")
        _draw(city, folder)


def _draw(city: City, folder: Path) -> None:
    calm = truth(city, None, 1.0)
    for sheet in SHEETS:
        story = truth(city, sheet.scenario, sheet.days)
        _sheet(city, sheet, calm, f"{sheet.domain}, an ordinary day", folder / f"{sheet.domain}-calm.png")
        title = f"{sheet.domain}, scenario {sheet.scenario}"
        _sheet(city, sheet, story, title, folder / f"{sheet.domain}-scenario.png")


def _sheet(
    city: City, sheet: Sheet, data: tuple[Floats, Mapping[str, Floats]], title: str, path: Path
) -> None:
    times, tables = data
    domain, zone = city.domain(sheet.domain), ZoneInfo(city.time_zone)
    rows = {thing.id: row for row, thing in enumerate(domain.things)}
    moments = [datetime.fromtimestamp(time, zone) for time in times]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(10, 2.1 * len(sheet.panels)), dpi=110, layout="constrained")
        axes = figure.subplots(len(sheet.panels), 1, sharex=True, squeeze=False)[:, 0]
        for axis, panel in zip(axes, sheet.panels, strict=True):
            item = domain.property(panel.property)
            for name in panel.things:
                values = tables[sheet.domain][:, rows[name], domain.index(panel.property)]
                axis.plot(
                    moments, values, lw=1.2, label=domain.thing(name).names.get("en", domain.thing(name).name)
                )
            axis.set_ylabel(f"{item.name['en']}\n{item.unit}")
            axis.set_yscale("log" if panel.log else "linear")
            axis.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=7, frameon=False)
        axes[-1].xaxis.set_major_formatter(
            dates.ConciseDateFormatter(axes[-1].xaxis.get_major_locator(), tz=zone)
        )
        figure.suptitle(title.replace("_", " "))
        figure.savefig(path)
