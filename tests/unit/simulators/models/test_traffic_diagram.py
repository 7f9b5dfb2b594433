"""The triangular fundamental diagram against the known answers of science section 6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.traffic.diagram import Diagram

GENERIC = Diagram(50.0, 1800.0, 150.0)

# link type, critical density and wave speed: the table of science section 6
KINDS = [
    (Diagram(50.0, 1800.0, 150.0), 36.0, 15.789),
    (Diagram(50.0, 1100.0, 150.0), 22.0, 8.594),
    (Diagram(70.0, 1800.0, 140.0), 25.7, 15.75),
    (Diagram(90.0, 2000.0, 140.0), 22.2, 16.981),
]

# flow upstream, flow through the bottleneck, shock km/h, speed in the queue km/h
SHOCKS = [
    (1500.0, 800.0, -10.096, 8.05),
    (1500.0, 630.0, -10.861, 5.72),
    (1200.0, 900.0, -4.348, None),  # the section gives no queue speed for it
]


@pytest.mark.parametrize(("diagram", "critical", "wave"), KINDS)
def test_table_of_link_types(diagram, critical, wave):
    assert diagram.critical_density == pytest.approx(critical, abs=0.05)
    assert diagram.wave_speed == pytest.approx(wave, abs=5e-4)


@pytest.mark.parametrize(("arriving", "leaving", "shock", "queue_speed"), SHOCKS)
def test_shocks(arriving, leaving, shock, queue_speed):
    assert GENERIC.shock_speed(arriving, leaving) == pytest.approx(shock, abs=5e-4)
    if queue_speed is not None:
        assert leaving / GENERIC.queue_density(leaving) == pytest.approx(queue_speed, abs=5e-3)


def test_queue_of_the_worked_shock():
    assert GENERIC.free_density(1500.0) == pytest.approx(30.0)
    assert GENERIC.queue_density(800.0) == pytest.approx(99.33, abs=5e-3)


@given(st.floats(0.0, 150.0))
def test_flow_is_never_above_capacity_nor_negative(density):
    assert -1e-9 <= GENERIC.flow(density) <= GENERIC.capacity + 1e-9


@given(st.floats(1.0, 1800.0))
def test_both_branches_carry_the_flow_they_are_asked_for(flow):
    assert GENERIC.flow(GENERIC.free_density(flow)) == pytest.approx(flow, rel=1e-9)
    assert GENERIC.flow(GENERIC.queue_density(flow)) == pytest.approx(flow, rel=1e-9)
