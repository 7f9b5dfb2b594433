"""The traffic of the city: an ordinary day, the accident on the Promenade, rain, floods and limits."""

import copy
import json
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pytest

from config.reader import read_city
from simulators.models.contract import TICK, ZONES, City, Forcing, ModelError, Moment, Stream
from simulators.models.traffic.model import OCCUPANCY, Traffic
from tests.unit.simulators.models.storm import pack

MAP = Path(__file__).parents[4] / "../shared/data/map/nice_lines.geojson"


@pytest.fixture(scope="module")
def pack_():
    return read_city("nice")


@pytest.fixture(scope="module")
def model(pack_):
    return Traffic(pack_)


class Drive:
    """The model run tick by tick from an instant, with parts that a test sets."""

    def __init__(self, pack, model, begins, *, calm=True, seed=0, **parts):
        self.pack, self.model, self.seed, self.calm = pack, model, seed, calm
        self.zone = ZoneInfo(pack.time_zone)
        self.t, self.tick = begins, 0
        self.city = City(Moment.of(begins, self.zone), Forcing(calm=calm), dict(parts))
        self.chance = Stream(0)
        model.begin(self.city, begins, self.chance.at(seed, 0))

    @property
    def state(self):
        return self.city.parts["traffic"]

    def minutes(self, count, **forcing):
        """Truth after `count` minutes under a forcing that stays the same."""
        for _ in range(count):
            self.tick += 1
            self.t += TICK
            self.city.now = Moment.of(self.t, self.zone)
            self.city.forcing = Forcing(calm=self.calm, **forcing)
            truth = self.model.step(self.city, self.t, self.chance.at(self.seed, self.tick))
        return truth

    def link(self, name, field):
        return float(getattr(self.state, field)[self.state.links.index(name)])

    def loop(self, truth, name):
        at = [thing.id for thing in self.pack.domain("traffic").things].index(name)
        return {key: float(values[at]) for key, values in truth.items()}


def at(clock):
    """That local time of Thursday, 1 October 2026."""
    return datetime.fromisoformat(f"2026-10-01T{clock}+02:00").timestamp()


def rain(intensity):
    """A weather in which it rains everywhere."""
    return SimpleNamespace(rain=np.full(len(ZONES), intensity))


# An ordinary day


def test_an_ordinary_rush_hour_flows_below_capacity(pack_, model):
    drive = Drive(pack_, model, at("07:45"))
    truth = drive.minutes(45)
    assert drive.state.queue_km == pytest.approx(np.zeros(12))
    assert drive.loop(truth, "promenade-magnan-e")["speed"] == pytest.approx(50.0)
    # both directions of the A8 at Cagnes: 2 x 3 x 1 850 veh/h (science section 1.5), tide included
    cagnes = sum(drive.loop(truth, f"a8-cagnes-{way}")["flow"] for way in "ew")
    assert cagnes == pytest.approx(11100.0, rel=0.05)
    assert drive.link("mathis_e", "flow") > 2300.0
    assert drive.loop(truth, "mathis-arenas-e")["flow"] > 2700.0, "science section 1.5"


def test_a_working_day_at_the_gate_of_the_city(pack_, model):
    drive = Drive(pack_, model, at("00:00"))
    passed, driven = 0.0, 0.0
    for _ in range(24 * 60):
        truth = drive.minutes(1)
        passed += sum(drive.loop(truth, f"a8-cagnes-{way}")["flow"] for way in "ew") / 60.0
        driven += drive.state.total_vkt_rate / 60.0
    assert passed == pytest.approx(150_000, rel=0.05), "vehicles a day on the A8 (science section 1.5)"
    assert driven == pytest.approx(12.5e6, rel=0.05), "veh-km of the whole city, docs/models/traffic.md"


def test_loops_see_their_cell(pack_, model):
    drive = Drive(pack_, model, at("17:00"), calm=False, seed=4)
    truth = drive.minutes(40, capacity={"promenade_e": 0.35})
    lanes = {"promenade": 2, "mathis": 2, "a8": 3, "gambetta": 1, "paillon": 2, "madeleine": 1}
    for i, thing in enumerate(pack_.domain("traffic").things):
        k = truth["occupancy"][i] / OCCUPANCY
        count = lanes[thing.id.split("-")[0]]
        assert truth["flow"][i] == pytest.approx(count * k * truth["speed"][i], rel=1e-9), thing.id
    assert pytest.approx(97.5) == OCCUPANCY * 150.0, "science section 6: occupancy at jam density"


def test_links_sum_up_their_cells(pack_, model):
    drive = Drive(pack_, model, at("17:00"), calm=False, seed=5)
    drive.minutes(30)
    state = drive.state
    assert state.vkt_rate == pytest.approx(state.flow * state.length_km)
    assert len(state.density) == len(state.cell_km) == len(state.cell_link)
    assert state.travel_time_min == pytest.approx(60.0 * state.length_km / state.speed, rel=0.2)
    assert state.total_vkt_rate > state.vkt_rate.sum()


# The accident of science section 12.3


def test_accident_on_the_promenade(pack_, model):
    drive = Drive(pack_, model, at("17:00"))
    before = drive.minutes(60, inflow={"promenade_e": 935.0})
    assert drive.loop(before, "promenade-lenval-e")["occupancy"] == pytest.approx(12.0, abs=0.3)
    mathis, gambetta = drive.link("mathis_e", "flow"), drive.link("gambetta_n", "flow")
    accident = {"inflow": {"promenade_e": 935.0}, "capacity": {"promenade_e": 0.35}}
    for minutes, queue in ((15, 1.8), (15, 3.3), (15, 4.9)):
        truth = drive.minutes(minutes, **accident)
        assert drive.link("promenade_e", "queue_km") == pytest.approx(queue, abs=0.15)
    loop = drive.loop(truth, "promenade-lenval-e")
    assert loop["speed"] == pytest.approx(3.7, abs=0.05)
    assert loop["flow"] == pytest.approx(2 * 385.0, abs=1.0)
    assert loop["occupancy"] == pytest.approx(0.65 * 105.0, abs=0.5)
    # a fifth of the drivers took another road: 1870 / 0.8 - 1870 = 468 veh/h
    assert drive.state.diverted[drive.state.links.index("promenade_e")] == pytest.approx(0.2, abs=0.01)
    assert drive.link("mathis_e", "flow") > mathis + 100.0
    assert drive.link("gambetta_n", "flow") > gambetta + 30.0
    drive.minutes(45)
    assert drive.link("promenade_e", "queue_km") < 0.7, "dissolved in about 45 min (19:30)"
    drive.minutes(15)
    assert drive.link("promenade_e", "queue_km") == 0.0


def test_held_vehicles_count_as_queue(pack_, model):
    drive = Drive(pack_, model, at("17:00"))
    drive.minutes(90, inflow={"promenade_e": 1090.0}, capacity={"promenade_e": 0.35})
    state = drive.state
    link = state.links.index("promenade_e")
    slow = state.cell_speed < 25.0
    in_cells = float((slow & (state.cell_link == link)).sum()) * 7.09 / (state.cell_link == link).sum()
    assert state.waiting[link] > 100.0
    assert drive.link("promenade_e", "queue_km") == pytest.approx(
        in_cells + state.waiting[link] / (2 * 150.0), abs=0.02
    )
    assert drive.link("promenade_e", "delay_min") > 60.0


# Couplings


@pytest.mark.parametrize(
    ("intensity", "capacity", "speed"),
    [(0.0, 1.0, 1.0), (0.1, 1.0, 1.0), (3.0, 0.93, 0.96), (12.0, 0.86, 0.92), (40.0, 0.30, 0.92)],
)
def test_rain_slows_and_narrows_every_road(pack_, model, intensity, capacity, speed):
    drive = Drive(pack_, model, at("03:00"), weather=rain(intensity))
    truth = drive.minutes(30)
    assert drive.state.capacity_factor == pytest.approx(np.full(12, capacity))
    assert drive.loop(truth, "promenade-fabron-e")["speed"] == pytest.approx(50.0 * speed)
    assert drive.loop(truth, "a8-cagnes-e")["speed"] == pytest.approx(90.0 * speed)


def test_rain_brings_a_twentieth_more_cars(pack_, model):
    dry = Drive(pack_, model, at("10:00"), weather=rain(0.0))
    wet = Drive(pack_, model, at("10:00"), weather=rain(3.0))
    few, many = dry.minutes(60)["flow"], wet.minutes(60)["flow"]
    assert many == pytest.approx(1.05 * few, rel=0.01)


def test_the_limit_of_an_ozone_alert_slows_the_motorway_only(pack_, model):
    drive = Drive(pack_, model, at("11:00"))
    truth = drive.minutes(40, speed_limit_change=-20.0)
    assert drive.loop(truth, "a8-las-planas-w")["speed"] == pytest.approx(70.0)
    assert drive.loop(truth, "mathis-thiers-w")["speed"] == pytest.approx(70.0)
    truth = drive.minutes(40, speed_limit_change=-40.0)
    assert drive.loop(truth, "a8-las-planas-w")["speed"] == pytest.approx(70.0), "the floor"


def test_a_flooded_tunnel_empties_and_its_traffic_takes_mathis(pack_, model):
    water = SimpleNamespace(closed_links={})
    drive = Drive(pack_, model, at("13:00"), water=water)
    before = drive.link("mathis_e", "flow")
    water.closed_links = {"paillon_s": 0.0, "paillon_n": 0.0}
    truth = drive.minutes(90)
    assert drive.loop(truth, "paillon-expositions-s")["flow"] < 1.0
    assert drive.link("paillon_s", "capacity_factor") == 0.0
    assert drive.link("paillon_s", "queue_km") < 0.5, "who was caught has turned round"
    assert drive.link("mathis_e", "flow") > 1.15 * before
    water.closed_links = {}
    truth = drive.minutes(90)
    assert drive.loop(truth, "paillon-expositions-s")["flow"] > 1200.0
    assert drive.link("mathis_e", "flow") == pytest.approx(before, rel=0.15)


def test_those_who_look_for_a_place_drive_too(pack_, model):
    parking = SimpleNamespace(cruising={})
    drive = Drive(pack_, model, at("10:00"), parking=parking)
    before = drive.minutes(30)["flow"]
    parking.cruising = {"gambetta_s": 90.0}
    after = drive.minutes(30)["flow"]
    things = [thing.id for thing in pack_.domain("traffic").things]
    more = dict(zip(things, after - before, strict=True))
    assert more["gambetta-parc-imperial-s"] == pytest.approx(90.0, abs=15.0)
    assert more["gambetta-parc-imperial-n"] == pytest.approx(0.0, abs=15.0)


def test_a_quarter_of_the_demand_is_a_quarter_of_the_traffic(pack_, model):
    """The lockdown of science section 2.6 rests on it."""
    drive = Drive(pack_, model, at("15:00"))
    full, all_streets = drive.minutes(60)["flow"], drive.state.total_vkt_rate
    drive = Drive(pack_, model, at("15:00"))
    few = drive.minutes(60, demand=0.25)["flow"]
    assert few == pytest.approx(0.25 * full, rel=1e-3)
    assert drive.state.total_vkt_rate == pytest.approx(0.25 * all_streets, rel=1e-3)


# Chance


def test_same_seed_same_traffic_and_another_seed_another(pack_, model):
    runs = [Drive(pack_, model, at("08:00"), calm=False, seed=seed).minutes(120) for seed in (7, 7, 8)]
    for name in ("flow", "occupancy", "speed"):
        assert np.array_equal(runs[0][name], runs[1][name])
    assert not np.array_equal(runs[0]["flow"], runs[2]["flow"])


def test_a_copy_of_the_state_goes_on_alike(pack_, model):
    drive = Drive(pack_, model, at("08:00"), calm=False)
    drive.minutes(30)
    other = copy.copy(drive)
    other.city = copy.deepcopy(drive.city)
    assert np.array_equal(drive.minutes(30)["flow"], other.minutes(30)["flow"])


# A city pack that cannot work

PROBLEMS = [
    ("peak = 880.0", "peak = -1.0", "domain.model.corridors promenade_e.peak: expected `float` >= 0.0"),
    ("capacity = 1100.0", "capacity = -5.0", "domain.model.kinds"),
    ("jam_density = 150.0", "jam_density = 40.0", "kinds.arterial.jam_density: 40 must be above 2 capacity"),
    ('kind = "arterial"', 'kind = "arterail"', 'unknown kind "arterail"; did you mean "arterial"?'),
    ("mathis_e = 0.7, gambetta_n = 0.2", "mathis_e = 0.7, gambeta = 0.2", 'unknown link "gambeta"'),
    ("mathis_e = 0.7, gambetta_n = 0.2", "mathis_e = 0.7, mathis_w = 0.5", "add up to 1.2, above 1"),
    ("bottleneck = 5.0", "bottleneck = 9.0", "bottleneck: 9 is not within the 7.09 km"),
    ('id = "promenade_w"', 'id = "promenade_e"', "promenade_e: stands twice"),
    ("km = 3.4, leave", "km = 0.1, leave", "junctions.km: 0.1 is not from 0.35 to 7.88 km"),
    ("{ km = 3.4, leave = 0.15", "{ km = 6.11, leave = 0.15", "two junctions share a cell"),
    ("leave = 0.15", "leave = 1.0", "leave"),
    ("lanes = 2", "lanes = 0", "lanes"),
    ("lane_blocking = 0.03", "lane_blocking = 3", "lane_blocking"),
    ('zone = "littoral"\npeak', 'zone = "litoral"\npeak', 'unknown zone "litoral"'),
    ('link = "promenade_e", km = 0.40', 'link = "promenade", km = 0.40', 'unknown link "promenade"'),
    ('link = "promenade_e", km = 0.40', 'link = "promenade_e", km = 8', "8 is beyond the 7.09 km"),
    ('link = "promenade_e", km = 0.40', 'link = "promenade_e", k = 8', "k"),
]


@pytest.mark.parametrize(("right", "wrong", "line"), PROBLEMS)
def test_a_wrong_parameter_is_one_clear_line(tmp_path, right, wrong, line):
    with pytest.raises(ModelError) as error:
        Traffic(pack(tmp_path, "traffic", edit={right: wrong}))
    assert line in str(error.value)
    assert "traffic.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_property_that_the_model_does_not_know_is_one_clear_line(pack_):
    domain = pack_.domain("traffic")
    noise = msgspec.structs.replace(domain.property("flow"), id="noise")
    other = msgspec.structs.replace(domain, properties=(*domain.properties, noise))
    with pytest.raises(ModelError, match="property noise: the model does not know it"):
        Traffic(msgspec.structs.replace(pack_, domains=(other,)))


def test_a_scenario_for_an_unknown_road_is_one_clear_line(pack_, model):
    drive = Drive(pack_, model, at("08:00"))
    with pytest.raises(ModelError, match='unknown link "promenade"; did you mean "promenade_'):
        drive.minutes(1, capacity={"promenade": 0.5})


# The catalogue


@pytest.mark.skipif(not MAP.is_file(), reason="the recorded map is not here")
def test_loops_lie_on_their_roads(pack_):
    lines = [
        np.array(feature["geometry"]["coordinates"])
        for feature in json.loads(MAP.read_text(encoding="utf-8"))["features"]
        if feature["properties"]["kind"] in ("motorway", "trunk", "primary")
    ]
    scale = 111_200.0 * np.array([np.cos(np.radians(43.7)), 1.0])
    for thing in pack_.domain("traffic").things:
        if thing.id.startswith("madeleine"):
            continue  # its street is not on the map
        away = min(_distance(np.array(thing.position) * scale, line * scale) for line in lines)
        assert away < 40.0, f"{thing.id} is {away:.0f} m off"


def _distance(point, line):
    a, b = line[:-1], line[1:]
    along = np.clip(((point - a) * (b - a)).sum(1) / ((b - a) ** 2).sum(1), 0.0, 1.0)
    return float(np.hypot(*(point - a - along[:, None] * (b - a)).T).min())


def test_both_directions_of_a_place_add_up_to_the_road(pack_):
    domain = pack_.domain("traffic")
    length = {link["id"]: link["length"] for link in domain.model["corridors"]}
    for thing in domain.things:
        place, way = thing.id.rsplit("-", 1)
        back = domain.thing(f"{place}-{dict(zip('ewns', 'wesn', strict=True))[way]}")
        total = thing.model["km"] + back.model["km"]
        assert total == pytest.approx(length[thing.model["link"]], abs=0.011), thing.id
