"""Section 12.3: a queue that grows and dissolves, and the air beside it."""

import numpy as np

from tests.stories.measure import Measure, at, less, link, percent, ratio, rises
from tests.stories.row import INFINITE, Row, Table
from tests.stories.run import CITY, Run

ROAD = "promenade_e"
LOOP = "traffic/promenade-lenval-e"
O3 = "air_quality/promenade/o3"


def rows() -> list[Row]:
    """Every line."""
    table = Table("accident")
    near, flow, occupancy = table.near, f"{LOOP}/flow", f"{LOOP}/occupancy"
    two = lambda clock: ratio(at(flow, clock), lambda _: 2.0)  # noqa: E731 - both lanes
    near("17:30", "flow before it", 935, "veh/h/lane", two("17:30"), share=0.05)
    near("17:30", "occupancy before it", 12.0, "%", at(occupancy, "17:30"), within=0.6)
    table.clock("18:03", "occupancy upstream above 35 %", rises(occupancy, 35.0))
    near("18:15", "speed in the queue", 3.7, "km/h", at(f"{LOOP}/speed", "18:15"), within=0.2)
    density = ratio(at(occupancy, "18:15"), lambda _: 0.65)
    near("18:15", "density in it", 105, "veh/km/lane", density, share=0.02)
    near("18:15", "flow in it", 385, "veh/h/lane", two("18:15"), share=0.02)
    for clock, length in (("18:15", 1.8), ("18:30", 3.3), ("18:45", 4.9)):
        near(clock, "queue", length, "km", link("queue", ROAD, clock), within=0.2)
    diverted = percent(link("diverted", ROAD, "18:30"))
    near("18:30", "drivers who leave the Promenade", 20.0, "%", diverted, within=2.0)
    nox = ratio(lambda run: _nox(run, 18.5), lambda run: _nox(run, 18.0))
    near("18:30", "NOx at the kerb over that of 18:00", 1.6, "", nox, within=0.2)
    fallen = less(at(O3, "18:30"), at(O3, "18:00"))
    near("18:30", "O₃ at the kerb against 18:00", -15.0, "µg/m³", fallen, within=5.0)
    near("19:00", "vehicles held before the entrance", 262, "veh", link("held", ROAD, "19:00"), share=0.1)
    table.clock("19:30", "no loop of the road is slow", _free)
    near("19:30", "queue on the road", 0.0, "km", _on_the_road("19:30"), within=0.2)
    near("19:30", "vehicles held before the entrance, by the arithmetic below", 544, "veh",
         link("held", ROAD, "19:30"), share=0.1)  # fmt: skip
    table.between("18:50", "visitors of Ruhl who are late", 5.0, INFINITE, "cars", _late)
    return table.rows


def _nox(run: Run, clock: float) -> float:
    """µg/m³ as NO₂."""
    no2, no = (run.at(f"air_quality/promenade/{name}", clock) for name in ("no2", "no"))
    return no2 + no * 1.9125 / 1.247


def _on_the_road(clock: str) -> Measure:
    """km of slow cells, without those who wait before the entrance: two lanes of 150 veh/km."""
    queue, held = link("queue", ROAD, clock), link("held", ROAD, clock)
    return less(queue, lambda run: held(run) / 300.0)


def _free(run: Run) -> float:
    """The first minute after the accident in which all loops of the road are fast again."""
    names = [thing.id for thing in CITY.domain("traffic").things if thing.model["link"] == ROAD]
    speeds = np.array([run.all(f"traffic/{name}/speed") for name in names])
    after = np.arange(speeds.shape[1]) > run.minute(18.75)
    return run.first((speeds.min(axis=0) > 25.0) & after)


def _late(run: Run) -> float:
    return float(run.late[run.minute(18.0 + 5 / 6)][run.car_park("ruhl")])
