"""The cell transmission model: shocks, the accident of science section 6, and no vehicle lost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.models.traffic.cells import Cells, Corridor, Junction
from simulators.models.traffic.diagram import Diagram

GENERIC = Diagram(50.0, 1800.0, 150.0)
SIGNALS = Diagram(50.0, 1100.0, 150.0)
MATHIS = Diagram(70.0, 1800.0, 140.0)
A8 = Diagram(90.0, 2000.0, 140.0)


class Road:
    """One corridor with its vehicles, driven minute by minute."""

    def __init__(self, corridor, dt, per_lane):
        self.cells = Cells([corridor], dt)
        self.lanes = corridor.lanes
        self.demand = np.array([per_lane * corridor.lanes])
        free = per_lane / corridor.diagram.free_speed * corridor.lanes
        self.n = free * self.cells.length
        self.waiting = np.zeros(1)

    def minutes(self, count, narrow=None):
        """Advance; `narrow` is (cell, share of capacity)."""
        capacity = self.cells.capacity.copy()
        if narrow is not None:
            capacity[narrow[0]] *= narrow[1]
        for _ in range(count):
            passage = self.cells.advance(
                self.n, self.waiting, self.demand, capacity, self.cells.free_speed, round(60 / self.cells.dt)
            )
        return passage

    def queue(self, passage):
        """km of cells slower than half the free speed."""
        return float(self.cells.length[passage.speed < 25.0].sum())


def tail(road, passage, arriving, leaving):
    """km of the queue's tail, where the density is midway, between two cells."""
    diagram = GENERIC
    middle = (diagram.free_density(arriving) + diagram.queue_density(leaving)) / 2.0
    first = int(np.argmax(passage.density > middle))
    before, after = passage.density[first - 1 : first + 1]
    return road.cells.km[first - 1] + (middle - before) / (after - before) * road.cells.length[first]


@pytest.mark.parametrize("dt", [10.0, 5.0])
@pytest.mark.parametrize(
    ("arriving", "leaving", "shock"),
    [(1500.0, 800.0, -10.096), (1500.0, 630.0, -10.861), (1200.0, 900.0, -4.348)],
)
def test_the_queue_grows_with_the_shock_of_the_diagram(arriving, leaving, shock, dt):
    road = Road(Corridor(GENERIC, 1, 12.0), dt, arriving)
    narrow = (road.cells.cell(0, 11.0), leaving / GENERIC.capacity)
    early = tail(road, road.minutes(15, narrow), arriving, leaving)
    late = tail(road, road.minutes(30, narrow), arriving, leaving)
    # half an hour moves the tail by 2 to 5 km; it is known to a fraction of a cell of 0.07 or 0.14 km
    assert (late - early) / 0.5 == pytest.approx(shock, abs=0.15)


@pytest.mark.parametrize(("dt", "cell"), [(10.0, 0.1389), (5.0, 0.0694)])
def test_accident_on_the_promenade(dt, cell):
    """Science section 6: 2 lanes, one blocked for 45 min, demand 85 % of capacity."""
    road = Road(Corridor(SIGNALS, 2, 7.09), dt, 0.85 * 1100.0)
    at = road.cells.cell(0, 5.6)
    narrow = (at, 0.35)
    measured = []
    for _ in range(3):
        passage = road.minutes(15, narrow)
        measured.append(road.queue(passage))
    upstream = at - 5
    assert passage.speed[upstream] == pytest.approx(3.7, abs=0.05)
    assert passage.density[upstream] == pytest.approx(105.0, abs=0.5)
    assert passage.flow[upstream] / 2 == pytest.approx(385.0, abs=0.5)
    # 1.8, 3.3 and 4.9 km of the section, to a cell; the shock alone, 6.36 km/h, gives 1.6, 3.2 and 4.8
    assert measured == pytest.approx([1.8, 3.3, 4.9], abs=cell + 0.1)
    dissolves = 0
    while road.queue(road.minutes(1)) > 0.0:
        dissolves += 1
    assert dissolves == pytest.approx(45, abs=5)


def test_what_the_full_road_does_not_take_waits_at_its_entrance():
    road = Road(Corridor(SIGNALS, 2, 5.0), 5.0, 0.85 * 1100.0)
    narrow = (len(road.n) - 1, 0.35)
    road.minutes(60, narrow)
    # in an hour 1100 vehicles too many; the road upstream holds 2 x (105.2 - 18.7) a km of them
    stored = 2.0 * (SIGNALS.queue_density(385.0) - SIGNALS.free_density(935.0)) * road.cells.km[-2]
    assert road.waiting[0] == pytest.approx(1100.0 - stored, abs=8.0)
    assert road.waiting[0] == pytest.approx(262.0, abs=20.0), "science section 12.3"


def test_a_closed_cell_lets_nobody_through_and_fills_up_to_jam_density():
    road = Road(Corridor(GENERIC, 1, 3.0), 5.0, 1200.0)
    passage = road.minutes(60, (30, 0.0))
    assert passage.flow[30] == 0.0
    # the last gaps close ever slower, by w dt/dx of what is left in each step
    assert passage.density[20] == pytest.approx(150.0, rel=1e-3)
    assert passage.speed[20] == pytest.approx(0.0, abs=0.05)
    assert (passage.density[31:] < 1e-6).all(), "and behind it the road is empty"
    assert (passage.speed[32:] == 50.0).all(), "where one could drive freely"


def test_free_traffic_passes_a_road_in_its_travel_time():
    road = Road(Corridor(A8, 3, 9.0), 5.0, 0.0)
    road.demand[:] = 3000.0
    passage = road.minutes(6)
    assert passage.flow[-1] < 1.0, "9 km at 90 km/h take 6 min"
    assert road.minutes(1).flow[-1] == pytest.approx(3000.0, rel=0.1)
    assert road.minutes(1).flow[-1] == pytest.approx(3000.0)


def test_junctions_take_out_and_bring_in_their_share():
    turn = Junction(km=5.0, leave=0.3, join=0.2)
    cells = Cells([Corridor(MATHIS, 2, 10.0, (turn,))], 5.0)
    n, waiting = np.zeros(len(cells.km)), np.zeros(2)
    for _ in range(30):
        passage = cells.advance(n, waiting, 2000.0 * cells.source_share, cells.capacity, cells.free_speed, 12)
    behind = cells.cell(0, 5.0)
    assert passage.flow[behind - 1] == pytest.approx(2000.0)
    assert passage.flow[behind] == pytest.approx(2000.0 * 0.7 + 400.0)
    assert waiting == pytest.approx([0.0, 0.0], abs=1e-9)


def test_a_ramp_takes_turns_with_a_queue():
    turn = Junction(km=5.0, join=1.0)
    cells = Cells([Corridor(GENERIC, 1, 8.0, (turn,))], 5.0)
    n, waiting = np.zeros(len(cells.km)), np.zeros(2)
    demand = np.array([1500.0, 1500.0])
    for _ in range(60):
        passage = cells.advance(n, waiting, demand, cells.capacity, cells.free_speed, 12)
    behind = cells.cell(0, 5.0)
    assert passage.flow[behind] == pytest.approx(1800.0, rel=1e-3), "the merge works at capacity"
    assert passage.flow[behind - 1] == pytest.approx(900.0, rel=0.01), "and shares it like a zipper"


def test_corridors_do_not_touch_each_other():
    both = Cells([Corridor(GENERIC, 1, 3.0), Corridor(MATHIS, 2, 4.0)], 5.0)
    n, waiting = np.zeros(len(both.km)), np.zeros(2)
    for _ in range(20):
        both.advance(n, waiting, np.array([1000.0, 0.0]), both.capacity, both.free_speed, 12)
    assert n[: both.last[0] + 1].sum() == pytest.approx(1000.0 * 3.0 / 50.0, rel=0.02)
    assert (n[both.first[1] :] == 0.0).all()


@pytest.mark.parametrize("diagram", [GENERIC, SIGNALS, MATHIS, A8])
@pytest.mark.parametrize("dt", [5.0, 10.0])
def test_cells_are_as_short_as_the_step_allows(diagram, dt):
    cells = Cells([Corridor(diagram, 2, 7.09)], dt)
    courant = diagram.free_speed * dt / 3600.0 / cells.length
    assert (courant <= 1.0 + 1e-9).all(), "Courant-Friedrichs-Lewy"
    assert (courant > 0.95).all(), "and no longer than need be: long cells smear shocks"
    assert cells.length.sum() == pytest.approx(7.09)
    assert diagram.wave_speed < diagram.free_speed


def test_a_road_shorter_than_a_cell_is_refused():
    with pytest.raises(ValueError, match=r"0.05 km is shorter than one cell of 5 s"):
        Cells([Corridor(GENERIC, 1, 0.05)], 5.0)


def test_two_junctions_in_one_cell_are_refused():
    turns = (Junction(2.03, join=0.1), Junction(2.04, join=0.1))
    with pytest.raises(ValueError, match="two junctions share a cell"):
        Cells([Corridor(GENERIC, 1, 5.0, turns)], 5.0)


shares = st.floats(0.0, 1.0)


@settings(max_examples=40, deadline=None)
@given(
    start=st.integers(0, 2**32 - 1),
    demand=st.floats(0.0, 4000.0),
    narrow=shares,
    slow=st.floats(0.3, 1.0),
    leave=st.floats(0.0, 0.9),
    join=shares,
)
def test_no_vehicle_is_lost_and_flow_is_density_times_speed(start, demand, narrow, slow, leave, join):
    """Whatever happens: 0 <= n <= N, q = k v, and what came in is on the road or went out."""
    turn = Junction(2.0, leave, join)
    cells = Cells([Corridor(SIGNALS, 2, 5.0, (turn,)), Corridor(A8, 3, 6.0)], 5.0)
    n = np.random.default_rng(start).random(len(cells.km)) * cells.storage
    waiting = np.zeros(len(cells.source))
    began, asked, left, joined = n.sum(), 0.0, 0.0, 0.0
    capacity = cells.capacity.copy()
    capacity[[40, 90]] *= narrow
    flows = demand * cells.source_share
    for _ in range(30):
        passage = cells.advance(n, waiting, flows, capacity, slow * cells.free_speed, 12)
        joined, left = joined + passage.joined.sum(), left + passage.left.sum()
        asked += flows.sum() / 60.0
        assert (n >= -1e-9).all()
        assert (n <= cells.storage + 1e-9).all()
        assert (waiting >= -1e-9).all()
        k = passage.density * cells.lanes
        assert passage.flow == pytest.approx(k * passage.speed, rel=1e-9, abs=1e-9)
        assert (passage.speed <= slow * cells.free_speed * (1 + 1e-9)).all()
    assert n.sum() == pytest.approx(began + joined - left, rel=1e-9, abs=1e-9)
    assert waiting.sum() == pytest.approx(asked - joined, rel=1e-9, abs=1e-9)
