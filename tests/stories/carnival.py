"""Section 12.4: the centre fills, overflows and empties."""

import numpy as np

from tests.stories.measure import Measure, at, less, link, most, percent, rises
from tests.stories.row import INFINITE, Row, Table
from tests.stories.run import CITY, Run

CENTRE = ("massena", "sulzer", "saleya")
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
        fullest = most(f"parking/{park}/occupancy", "17:48", "19:00")
        table.between("18:20", f"occupancy of {_name(park)}", 90.0, INFINITE, "%", fullest,
                      miss="of about 200 cars turned away by each, four neighbours share 60 %")  # fmt: skip
    table.near("18:00", "those who circle over the traffic of three roads", 5.0, "%", _circling, within=2.0)
    more = less(link("flow", "gambetta_n", "15:45"), link("flow", "gambetta_n", "15:24"))
    table.between("15:45", "detour that reaches Gambetta", 200.0, INFINITE, "veh/h", more)
    slow = percent(link("speed", "gambetta_n", "15:45"), 50.0)
    table.between("15:45", "speed on Gambetta over free flow, level of service E", 30.0, 40.0, "%", slow,
                  miss="it stays below capacity: a triangular diagram slows nobody before")  # fmt: skip
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


def _circling(run: Run) -> float:
    """% of what drove on Promenade, expressway and Gambetta before the closure."""
    return 100.0 * run.cruising[run.minute(18.0)] / sum(run.link("flow", road, 15.0) for road in ROADS)
