"""The parking of the city: ordinary days, Carnival, floods, late visitors and cars that circle."""

import copy
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pytest

from config.reader import read_city
from simulators.models import parameters
from simulators.models.contract import TICK, ZONES, City, Forcing, ModelError, Moment, Stream
from simulators.models.parking.model import STATES, Parking
from simulators.models.parking.sites import Kinds, between_hours, departures
from tests.unit.simulators.models.storm import pack

CENTRE = ("massena", "saleya", "sulzer")


@pytest.fixture(scope="module")
def nice():
    return read_city("nice")


@pytest.fixture(scope="module")
def model(nice):
    return Parking(nice)


def at(clock, day="2026-11-06"):
    """A local time; the day is a working Friday unless said otherwise."""
    return datetime.fromisoformat(f"{day}T{clock}+01:00").timestamp()


class Attendant:
    """The model run tick by tick, with parts that a test sets."""

    def __init__(self, nice, model, begins, *, calm=True, seed=0, **parts):
        self.model, self.seed, self.calm = model, seed, calm
        self.zone = ZoneInfo(nice.time_zone)
        self.ids = [thing.id for thing in nice.domain("parking").things]
        self.kinds = np.array([thing.model["kind"] for thing in nice.domain("parking").things])
        self.places = np.array([thing.model["places"] for thing in nice.domain("parking").things])
        self.t, self.tick = begins, 0
        self.city = City(Moment.of(begins, self.zone), Forcing(calm=calm), dict(parts))
        self.chance = Stream(0)
        model.begin(self.city, begins, self.chance.at(seed, 0))

    @property
    def state(self):
        return self.city.parts["parking"]

    def minutes(self, count, **forcing):
        """Truth over `count` minutes: property -> (minutes, things)."""
        rows = []
        for _ in range(count):
            self.tick += 1
            self.t += TICK
            self.city.now = Moment.of(self.t, self.zone)
            self.city.forcing = Forcing(calm=self.calm, **{k: v(self) for k, v in forcing.items()})
            rows.append(self.model.step(self.city, self.t, self.chance.at(self.seed, self.tick)))
        return {name: np.array([row[name] for row in rows]) for name in rows[0]}

    def of(self, table, name):
        return table[..., self.ids.index(name)]


# Carnival, science section 12.4


@pytest.fixture(scope="module")
def carnival(nice, model):
    """Saturday 13:00 to 23:00, with arrivals that reach 520, 420 and 300 veh/h at 17:48.

    The section says "sd 1.0 h", and its known answers come out with exp(-((h - 17.8) / 1 h)²), that
    is with 1 h as the width at 1/e; with a standard deviation of 1 h it would be full at 17:27.
    """
    crowd = {"saleya": 520.0, "sulzer": 420.0, "massena": 300.0}

    def arrivals(run):
        return {park: peak * np.exp(-((run.city.now.hour - 17.8) ** 2)) for park, peak in crowd.items()}

    run = Attendant(nice, model, at("13:00", "2027-02-13"))
    rows, blocked = [], []
    for _ in range(600):
        rows.append(run.minutes(1, arrivals=arrivals))
        blocked.append(run.state.blocked)
    table = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
    return run, table, np.array(blocked)


def row(clock):
    hours, minutes = map(int, clock.split(":"))
    return (hours - 13) * 60 + minutes - 1


@pytest.mark.parametrize("park", CENTRE)
@pytest.mark.parametrize(
    ("clock", "expected", "within"),
    [
        ("14:00", 36.5, 1.5),  # 35-38 % from 13 to 16 h
        ("15:00", 36.5, 1.5),
        ("16:00", 36.5, 1.5),
        ("17:00", 56.0, 2.0),
        ("20:00", 75.0, 3.0),
        ("21:00", 54.0, 2.0),
        ("23:00", 30.0, 3.0),
    ],
)
def test_carnival_occupancy(carnival, park, clock, expected, within):
    run, table, _ = carnival
    assert run.of(table["occupancy"], park)[row(clock)] == pytest.approx(expected, abs=within)


@pytest.mark.parametrize("park", CENTRE)
def test_carnival_fills_the_centre(carnival, park):
    run, table, blocked = carnival
    occupancy = run.of(table["occupancy"], park)

    def first(condition):
        return int(np.argmax(condition)) if condition.any() else -999

    assert first(occupancy >= 90.0) == pytest.approx(row("17:37"), abs=2)
    assert first(occupancy >= 99.99) == pytest.approx(row("17:46"), abs=2)
    last_full = len(occupancy) - 1 - int(np.argmax((occupancy >= 99.99)[::-1]))
    assert last_full == pytest.approx(row("18:50"), abs=2)
    turned_away = run.of(blocked, park)[: row("18:50")].sum()
    assert 115.0 < turned_away < 245.0, "128 to 211 in the section; measured 137, 192 and 231"


def test_carnival_status_follows_with_its_hysteresis(carnival):
    run, table, _ = carnival
    occupancy, status = (run.of(table[name], "massena") for name in ("occupancy", "status"))
    words = [STATES[int(value)] for value in status]
    assert words[row("17:30")] == "spacesAvailable"
    assert words[row("17:41")] == "almostFull"
    assert words[row("18:00")] == "full"
    releases = int(np.argmax((status < 2.0) & (np.arange(len(status)) > row("18:50"))))
    assert occupancy[releases] < 95.0 <= occupancy[releases - 1]
    assert "spacesAvailable" in words[row("20:00") :]


def test_carnival_sends_the_rest_to_neighbours_and_round_the_block(carnival):
    run, table, _ = carnival
    corvesy = run.of(table["occupancy"], "corvesy")
    assert corvesy[row("18:50")] > corvesy[row("17:40")] + 15.0
    far = run.of(table["occupancy"], "henri-sappia")
    assert far[row("18:50")] < far[row("17:40")] + 1.0, "five kilometres away nobody notices"


def test_cruising_cars_are_a_rate_on_their_link(nice, model):
    run = Attendant(nice, model, at("17:00", "2027-02-13"))
    run.minutes(60, arrivals=lambda run: {"massena": 900.0})
    # nothing else is full: about 900 arrivals less those who replace a leaving car, and 40 % of them
    turned_away = run.of(run.state.blocked, "massena") * 60.0
    assert turned_away == pytest.approx(900.0, rel=0.2)
    assert run.state.cruising == {"promenade_e": pytest.approx(0.4 * turned_away, rel=0.1)}
    run.minutes(45)
    assert run.state.cruising == {}


def test_who_finds_no_place_goes_to_a_neighbour_at_once_or_after_a_round(nice, model):
    run = Attendant(nice, model, at("17:00", "2027-02-13"))
    turned_away = sent = 0.0
    for minute in range(120):
        run.minutes(1, arrivals=lambda run, minute=minute: {"massena": 900.0 * (minute < 60)})
        turned_away += run.state.blocked.sum()
        sent += run.state.overflow.sum() * 60.0
        if minute == 59:
            assert run.state.circling.sum() > 20.0
            assert sent == pytest.approx(turned_away - run.state.circling.sum(), abs=1e-6)
    assert sent == pytest.approx(turned_away, abs=0.1), "nobody is lost while there are places near"


def test_who_finds_none_within_a_kilometre_leaves_the_city(nice, model):
    run = Attendant(nice, model, at("10:00"))
    run.minutes(60, arrivals=lambda run: {"cagnes-gare": 3000.0})
    assert run.of(run.state.blocked, "cagnes-gare") > 20.0
    assert run.of(run.state.circling, "cagnes-gare") > 100.0, "all of them circle first"
    assert run.state.overflow.sum() == 0.0


# Ordinary days


def test_nobody_finds_the_centre_full_on_an_ordinary_friday(nice, model):
    run = Attendant(nice, model, at("00:00"))
    table = run.minutes(1440)
    parks = run.kinds != "street"
    assert table["occupancy"][:, parks].max() < 85.0
    hour = table["occupancy"][:, run.kinds == "shopping"].mean(axis=1).argmax() / 60.0
    assert 13.0 <= hour <= 16.0, "14 h in the recorded car parks"
    assert table["occupancy"][:, run.kinds == "street"].max() == pytest.approx(86.0, abs=6.0)


def test_office_workers_stay_seven_hours_on_average_and_leave_in_the_evening(nice):
    """Over a day that repeats itself cars present are arrivals times mean stay (Little 1961)."""
    kind = parameters.of_domain(nice.domain("parking"), Kinds).kinds["office"]
    hours = (np.arange(1440) + 0.5) / 60.0
    rows = np.array([kind.work, departures(kind)])
    arrivals, leaving = np.array([between_hours(rows, hour) for hour in hours]).T
    present, cars = [], 0.0
    for minute in range(5 * 1440):
        cars += 60.0 * (arrivals[minute % 1440] - leaving[minute % 1440] * cars)
        present.append(cars)
    last = np.array(present[-1440:])
    assert last.mean() / arrivals.mean() == pytest.approx(7 * 3600.0, rel=0.005)
    assert last[20 * 60] < 0.3 * last[14 * 60], "the recorded ones empty at 18 h"
    assert last[10 * 60] == pytest.approx(last[15 * 60], rel=0.15), "and stand full between"


def test_who_leaves_at_any_hour_alike_stays_as_long_as_it_is_said(nice):
    kinds = parameters.of_domain(nice.domain("parking"), Kinds).kinds
    for name, hours in (("shopping", 2.5), ("station", 9.0), ("street", 0.8)):
        assert departures(kinds[name]) == pytest.approx(np.full(24, 1.0 / (3600.0 * hours)), rel=1e-12)


def test_residents_fill_a_quarter_of_the_places_at_night(nice, model):
    run = Attendant(nice, model, at("00:00"))
    night = run.minutes(180)["occupancy"][-1]
    assert run.of(night, "massena") == pytest.approx(25.0, abs=2.0)
    day = run.minutes(8 * 60)
    assert run.state.residents.sum() < 0.1 * run.places.sum(), "and are gone by eleven"
    assert run.of(day["occupancy"], "massena")[-1] > 25.0


def test_a_park_and_ride_is_closed_at_night_and_empty_on_sundays(nice, model):
    run = Attendant(nice, model, at("00:30"))
    assert STATES[int(run.of(run.minutes(90)["status"], "henri-sappia")[-1])] == "closed"
    friday = run.of(run.minutes(9 * 60)["occupancy"], "henri-sappia")[-1]
    assert STATES[int(run.of(run.minutes(1)["status"], "henri-sappia")[-1])] == "spacesAvailable"
    sunday = Attendant(nice, model, at("11:00", "2026-11-08"))
    assert friday > 60.0 > 25.0 > sunday.of(sunday.minutes(1)["occupancy"], "henri-sappia")[-1]


def test_free_places_and_occupancy_agree(nice, model):
    run = Attendant(nice, model, at("09:00"), calm=False, seed=2)
    table = run.minutes(120)
    assert table["free"] == pytest.approx(run.places * (1.0 - table["occupancy"] / 100.0), abs=1e-6)


# Couplings


def test_a_flood_of_the_paillon_closes_what_lies_under_it(nice, model):
    water = SimpleNamespace(paillon_flood=False)
    run = Attendant(nice, model, at("14:00"), water=water)
    before = run.minutes(1)
    water.paillon_flood = True
    after = run.minutes(60)
    for park in ("saleya", "sulzer"):
        assert STATES[int(run.of(after["status"], park)[0])] == "closedAbnormal"
        stayed = run.of(after["occupancy"], park)[-1] / run.of(before["occupancy"], park)[0]
        assert stayed == pytest.approx(np.exp(-1.0 / 2.5), abs=0.02), "nobody comes in, people leave"
    assert STATES[int(run.of(after["status"], "massena")[-1])] == "spacesAvailable"
    assert run.of(after["occupancy"], "corvesy")[-1] > run.of(before["occupancy"], "corvesy")[0] + 3.0
    water.paillon_flood = False
    assert STATES[int(run.of(run.minutes(1)["status"], "sulzer")[0])] == "spacesAvailable"


def test_a_queue_on_the_road_makes_visitors_late_and_then_a_second_peak(nice, model):
    links = [link["id"] for link in nice.domain("traffic").model["corridors"]]
    traffic = SimpleNamespace(delay_min=np.zeros(len(links)), capacity_factor=np.ones(len(links)))
    run = Attendant(nice, model, at("12:00"), traffic=traffic)
    even = Attendant(nice, model, at("12:00"))
    early = run.minutes(30)["occupancy"] - even.minutes(30)["occupancy"]
    assert np.abs(early).max() < 0.1
    traffic.delay_min[links.index("promenade_e")] = 20.0
    late = run.minutes(45)["occupancy"] - even.minutes(45)["occupancy"]
    assert run.of(late, "ruhl").min() < -4.0
    assert abs(run.of(late, "nice-etoile")).max() < 0.1, "its visitors come another way"
    traffic.delay_min[:] = 0.0
    after = run.minutes(60)["occupancy"] - even.minutes(60)["occupancy"]
    # the held cars arrive at once; those who would have left by now are still there
    assert run.of(after, "ruhl")[2] > 0.0
    assert run.of(after, "ruhl")[-1] < run.of(after, "ruhl")[2]


def test_who_finds_the_road_closed_goes_round(nice, model):
    links = [link["id"] for link in nice.domain("traffic").model["corridors"]]
    traffic = SimpleNamespace(delay_min=np.full(len(links), 240.0), capacity_factor=np.zeros(len(links)))
    closed, even = Attendant(nice, model, at("12:00"), traffic=traffic), Attendant(nice, model, at("12:00"))
    late = closed.minutes(60)["occupancy"][-1] - even.minutes(60)["occupancy"][-1]
    assert -2.0 < closed.of(late, "ruhl") < 0.0, "five minutes late, not half an hour"


def test_demand_and_rain_change_the_arrivals(nice, model):
    few = Attendant(nice, model, at("09:00"))
    rain = SimpleNamespace(rain=np.full(len(ZONES), 5.0))
    dry, wet = Attendant(nice, model, at("09:00")), Attendant(nice, model, at("09:00"), weather=rain)
    table = [
        run.of(run.minutes(120, **forcing)["occupancy"], "massena")[-1]
        for run, forcing in ((few, {"demand": lambda run: 0.5}), (dry, {}), (wet, {}))
    ]
    assert table[0] < table[1] < table[2]
    start = few.of(Attendant(nice, model, at("09:00")).minutes(1)["occupancy"], "massena")[0]
    assert table[1] - table[0] > 0.4 * (table[1] - start)


# Chance


def test_same_seed_same_parking_and_another_seed_another(nice, model):
    runs = [Attendant(nice, model, at("08:00"), calm=False, seed=s).minutes(120)["free"] for s in (4, 4, 5)]
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])


def test_a_copy_of_the_state_goes_on_alike(nice, model):
    run = Attendant(nice, model, at("08:00"), calm=False)
    run.minutes(30)
    other = copy.copy(run)
    other.city = copy.deepcopy(run.city)
    assert np.array_equal(run.minutes(30)["free"], other.minutes(30)["free"])


def test_chance_may_begin_after_a_calm_run(nice, model):
    """A presenter's cue ends: fractions of a car become cars, and none is created."""
    run = Attendant(nice, model, at("10:00"))
    calm = run.minutes(60)["occupancy"][-1]
    run.calm = False
    table = run.minutes(5)
    assert (run.state.visitors == np.rint(run.state.visitors)).all()
    assert table["occupancy"][0] == pytest.approx(calm, abs=5.0)


# A city pack that cannot work

PROBLEMS = [
    ("places = 325", "places = 0", "places"),
    ('kind = "shopping", places = 325', 'kind = "shoping", places = 325', 'did you mean "shopping"?'),
    (
        'places = 325, access = "promenade_e"',
        'places = 325, access = "promenad_e"',
        'unknown link "promenad_e"',
    ),
    ('stay = "2.5 h"', 'stay = "0 h"', "must last longer than 0 s"),
    ('stay = "2.5 h"', "stay = 2.5", "stay"),
    ("turnover = 0.185", "turnover = -0.1", "turnover"),
    ("residents = 0.25", "residents = 1.5", "residents"),
    ("work = [\n  0.05, 0.03,", "work = [\n  0.03,", "work"),
    ('closes_with = "paillon"', 'closes_with = "pailon"', "closes_with"),
    ("hours = [5.0, 1.0]", "hours = [5.0, 25.0]", "hours"),
    ("busy = 0.98", "busy = 0.0", "busy"),
    ("leaving = [\n  1.0, 1.0,", "leaving = [\n  1.0, 0.0,", "leaving"),
    ("leaving = [\n  1.0, 1.0,", "leaving = [\n  1.0,", "leaving"),
]


@pytest.mark.parametrize(("right", "wrong", "line"), PROBLEMS)
def test_a_wrong_parameter_is_one_clear_line(tmp_path, right, wrong, line):
    with pytest.raises(ModelError) as error:
        Parking(_with_roads(tmp_path, {right: wrong}))
    assert line in str(error.value)
    assert "parking.toml" in str(error.value)
    assert "\n" not in str(error.value)


def _with_roads(folder, edit):
    """Nice with its roads as they are and an edited parking file."""
    roads = folder / "roads"
    roads.mkdir()
    parking = pack(folder, "parking", edit=edit)
    traffic = pack(roads, "traffic")
    return msgspec.structs.replace(parking, domains=(*traffic.domains, *parking.domains))


def test_arrivals_at_an_unknown_car_park_are_one_clear_line(nice, model):
    run = Attendant(nice, model, at("08:00"))
    with pytest.raises(ModelError, match='unknown thing "masena"; did you mean "massena"'):
        run.minutes(1, arrivals=lambda run: {"masena": 5.0})


# The catalogue


def test_states_are_those_of_the_catalogue(nice):
    assert nice.domain("parking").property("status").states == STATES


def test_places_published_are_those_of_the_catalogue(nice):
    """Science section 10.3; the pair Masséna and Saleya is unresolved and read in its order."""
    places = {thing.id: thing.model["places"] for thing in nice.domain("parking").things}
    known = {"massena": 325, "saleya": 571, "sulzer": 455, "gorbella": 248, "jeanne-d-arc": 203}
    assert {park: places[park] for park in known} == known
    assert 361 <= places["vauban"] <= 391
    assert places["charles-ehrmann"] + places["henri-sappia"] + places["cagnes-gare"] == 3200
