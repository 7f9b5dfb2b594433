"""Section 12.4: the centre fills, overflows and empties."""

import numpy as np

from tests.stories.measure import Measure, at, less, link, most, percent, rises
from tests.stories.row import INFINITE, Row, Table
from tests.stories.run import CITY, Run, ordinary

CENTRE = ("massena", "sulzer", "saleya")
TOO_FEW = "550 cars are turned away, and the four nearest have 1 000 places free"
ROADS = ("promenade_e", "promenade_w", "mathis_e", "mathis_w", "gambetta_n", "gambetta_s")


def rows() -> list[Row]:
    """Every line."""
    table = Table("carnival")
    for park in CENTRE:
        _fills(table, park)
    corvesy = "parking/corvesy/occupancy"
    gains = less(most(corvesy, "17:48", "19:00"), at(corvesy, "17:00"))
    table.between("18:20", "occupancy that Corvésy gains", 15.0, INFINITE, "points", gains)
    for park in ("ruhl", "grimaldi"):
        table.clock("18:12", f"half of what {_name(park)} gains has come", _half(park), within=5.0)
        fullest = most(f"parking/{park}/occupancy", "17:48", "19:00")
        table.between("18:20", f"occupancy of {_name(park)}", 90.0, INFINITE, "%", fullest, miss=TOO_FEW)
    table.near("18:00", "those who circle over the traffic of three roads", 5.0, "%", _circling, within=2.0)
    more = less(link("flow", "gambetta_n", "15:45"), link("flow", "gambetta_n", "15:24"))
    table.between("15:45", "detour that reaches Gambetta", 200.0, INFINITE, "veh/h", more)
    slow = percent(at("traffic/gambetta-seafront-n/speed", "15:45"), 50.0)
    table.between("15:45", "speed over free flow on Gambetta, level of service E", 30.0, 40.0, "%", slow)
    return table.rows


def _fills(table: Table, park: str) -> None:
    name, occupancy = _name(park), f"parking/{park}/occupancy"
    for clock in ("14:00", "15:00", "16:00"):
        table.between(clock, f"occupancy of {name}", 35.0, 38.0, "%", at(occupancy, clock))
    table.near("17:00", f"occupancy of {name}", 56.0, "%", at(occupancy, "17:00"), within=3.0)
    table.clock("17:37", f"{name} at 90 %", rises(occupancy, 90.0), within=5.0)
    table.clock("17:47", f"{name} full", rises(occupancy, 99.5), within=5.0)
    table.between(
        "18:50", f"turned away at {name}, 128 to 211 and a tenth", 115, 232, "cars", _turned_away(park)
    )
    table.clock("18:50", f"{name} no longer quite full", _released(occupancy))
    for clock, value in (("20:00", 75.0), ("21:00", 54.0), ("22:59", 30.0)):
        table.near(clock, f"occupancy of {name}", value, "%", at(occupancy, clock), within=5.0)


def _name(park: str) -> str:
    return CITY.domain("parking").thing(park).name


def _turned_away(park: str) -> Measure:
    """Cars until 18:50."""
    return lambda run: float(
        sum(blocked[run.car_park(park)] for blocked in run.blocked[: run.minute(18.0 + 5 / 6)])
    )


def _released(occupancy: str) -> Measure:
    """The last minute in which it was full."""

    def measure(run: Run) -> float:
        full = np.flatnonzero(run.all(occupancy) >= 99.5)
        return run.clock(int(full[-1])) if len(full) else float("nan")

    return measure


def _half(park: str) -> Measure:
    """When half of what it has more than on the same evening without the Carnival has come."""
    occupancy = f"parking/{park}/occupancy"

    def measure(run: Run) -> float:
        more = run.all(occupancy) - ordinary(run.name, run.seed).all(occupancy)
        first, last = run.minute(17.0), run.minute(19.5)
        return run.first((more >= more[first:last].max() / 2.0) & (np.arange(len(more)) >= first))

    return measure


def _circling(run: Run) -> float:
    """% of what drove on Promenade, expressway and Gambetta before the closure."""
    return 100.0 * run.cruising[run.minute(18.0)] / sum(run.link("flow", road, 15.0) for road in ROADS)
