"""Section 12.2: hourly means of the background, and what two hot days do to a kerb and to the A8."""

from simulators.models.air_quality.emissions import by_speed
from tests.stories.measure import change, less, link, mean, most
from tests.stories.row import INFINITE, Row, Table
from tests.stories.run import Run

#: The station where the real episodes of section 2.3 were measured.
BACKGROUND = "air_quality/botanique/o3"
KERB = "air_quality/promenade/o3"
HIGH_COUNTRY = "air_quality/micro-saint-martin-vesubie/o3"
TEMPERATURE = "weather/nice-aeroport/temperature"
#: µg/m³ of the hours from each clock on.
HOURS = {
    "06:00": 63, "07:00": 64, "08:00": 75, "09:00": 92, "10:00": 108, "11:00": 124, "12:00": 140,
    "13:00": 157, "14:00": 173, "15:00": 185, "16:00": 190, "17:00": 190, "18:00": 184, "19:00": 176,
    "20:00": 163, "+1 11:00": 153, "+1 14:00": 226, "+1 15:00": 244, "+1 16:00": 253, "+1 17:00": 253,
    "+1 18:00": 246, "+1 19:00": 234,
}  # fmt: skip


def rows() -> list[Row]:
    """Every line."""
    table = Table("ozone")
    for clock, value in HOURS.items():
        table.near(
            clock, "hourly O₃ of the background, Botanique", value, "µg/m³", mean(BACKGROUND, clock),
            within=6.0 if value < 100 else 0.05 * value, said="± 6 µg/m³" if value < 100 else "± 5 %",
        )  # fmt: skip
    for clock, value, first in (("16:00", 190.5, 6), ("+1 16:00", 252.9, 24)):
        table.near(
            clock,
            "highest hourly O₃ of the day, Botanique",
            value,
            "µg/m³",
            lambda run, first=first: max(_hourly(run, first, first + 18)),
            share=0.05,
            digits=4,
        )
    for clock, threshold in (("15:00", 180.0), ("+1 15:00", 240.0)):
        table.clock(
            clock,
            f"first hour above {threshold:g} µg/m³",
            lambda run, threshold=threshold: _first_above(run, threshold),
        )
    below = less(mean(BACKGROUND, "08:00"), mean(KERB, "08:00"))
    table.between("08:00", "O₃ at the kerb below the background", 15.0, INFINITE, "µg/m³", below)
    above = less(mean(HIGH_COUNTRY, "08:00"), mean(BACKGROUND, "08:00"))
    table.between("08:00", "O₃ of the high country above the background", 0.0, INFINITE, "µg/m³", above)
    first, second = most(TEMPERATURE, "06:00", "+1 00:00"), most(TEMPERATURE, "+1 00:00")
    table.near("15:00", "highest temperature of the day", 33.0, "°C", first, within=0.3)
    table.near("+1 15:00", "highest temperature of the day", 34.0, "°C", second, within=0.3)
    table.near("+1 11:00", "speed on the A8", 70.0, "km/h", link("speed", "a8_e", "+1 11:00"), within=1.0)
    fewer = change(link("flow", "a8_e", "+1 11:00"), link("flow", "a8_e", "11:00"))
    table.near("+1 11:00", "traffic on the A8 against the day before", -8.0, "%", fewer, within=1.0)
    table.near("+1 11:00", "NOx of the A8 against the day before", -10.0, "%", _emitted, within=1.0)
    below = less(mean(BACKGROUND, "+1 17:00"), mean(KERB, "+1 17:00"))
    table.between("+1 17:00", "O₃ at the kerb below the background", 20.0, 40.0, "µg/m³", below)
    return table.rows


def _emitted(run: Run) -> float:
    """%, from flow and speed of one direction."""

    def nox(clock: float) -> float:
        return run.link("flow", "a8_e", clock) * float(by_speed(run.link("speed", "a8_e", clock)))

    return 100.0 * (nox(35.0) / nox(11.0) - 1.0)


def _hourly(run: Run, first: int, last: int) -> list[float]:
    return [run.mean(BACKGROUND, hour) for hour in range(first, last)]


def _first_above(run: Run, threshold: float) -> float:
    return float(6 + next(i for i, value in enumerate(_hourly(run, 6, 46)) if value > threshold))
