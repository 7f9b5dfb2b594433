"""Section 12.1: rain, rivers, slopes, roads, beaches."""

from simulators.laws import SWEPT_AWAY
from tests.stories.measure import at, change, falls, link, most, over, peak, percent, ratio, rises, steepest
from tests.stories.row import INFINITE, Row, Table
from tests.stories.run import CITY

GAUGES = {
    "Var": "var-napoleon",
    "Vésubie": "vesubie-utelle",
    "Tinée": "tinee-tour",
    "Estéron": "esteron-broc",
    "Paillon": "paillon-expositions",
    "Magnan": "magnan-madeleine",
}
#: m³/s at full hours.
DISCHARGE = {
    "06:00": {"Vésubie": 9, "Var": 49, "Paillon": 1},
    "10:00": {"Vésubie": 9},
    "12:00": {"Vésubie": 37},
    "13:00": {"Vésubie": 153, "Tinée": 67},
    "14:00": {"Vésubie": 353, "Paillon": 122, "Magnan": 19, "Tinée": 191},
    "15:00": {"Paillon": 314, "Magnan": 43, "Vésubie": 592, "Var": 348},
    "16:00": {"Paillon": 571, "Var": 699},
    "17:00": {"Paillon": 770, "Var": 1166, "Magnan": 69},
    "18:00": {"Var": 1664, "Vésubie": 1088},
    "19:00": {"Var": 2096},
    "20:00": {"Var": 2396, "Paillon": 419},
}
PEAKS = {
    "Magnan": (136, "16:04"),
    "Paillon": (791, "17:24"),
    "Vésubie": (1112, "18:43"),
    "Tinée": (1103, "19:41"),
    "Var": (2550, "21:23"),
}
#: Factors of safety in the zones Z4 and Z3.
SAFETY = {
    "roquebilliere": {"06:00": 1.24, "09:00": 1.17, "10:00": 1.13, "11:00": 1.09, "12:00": 1.04},
    "saint-blaise": {"14:00": 1.04},
}
#: Soil water index.
SOIL = {"zone-haut-pays": {"10:00": 111, "12:00": 209, "17:00": 286}, "zone-moyen-pays": {"16:00": 215}}
E_COLI = "water/beach-ponchettes/e_coli"
PM10 = "air_quality/arson/pm10"


def rows() -> list[Row]:
    """Every line."""
    table = Table("storm")
    _rivers(table)
    _slopes(table)
    _city(table)
    return table.rows


def _discharge(river: str) -> str:
    return f"water/{GAUGES[river]}/discharge"


def _rivers(table: Table) -> None:
    for clock, rivers in DISCHARGE.items():
        for river, value in rivers.items():  # the springs give 2 m³/s more or less
            table.near(
                clock, f"discharge of the {river}", value, "m³/s", at(_discharge(river), clock),
                within=2.0 if value < 40 else 0.05 * value, said="± 2 m³/s" if value < 40 else "± 5 %",
            )  # fmt: skip
    for clock, level, value in (("12:20", "yellow", 80), ("13:30", "orange", 250), ("14:40", "red", 500)):
        table.clock(clock, f"Vésubie at {level}, {value} m³/s", rises(_discharge("Vésubie"), value))
    for river, (value, clock) in PEAKS.items():
        table.near(clock, f"peak of the {river}", value, "m³/s", most(_discharge(river)), share=0.05)
        table.clock(clock, f"instant of the peak of the {river}", peak(_discharge(river)))
    table.near("", "peak of the Estéron", 505, "m³/s", most(_discharge("Estéron")), share=0.05)
    table.near("17:24", "highest level of the Paillon", 2.03, "m", most(_level("Paillon")), share=0.02)
    table.near("21:23", "highest level of the Var", 2.94, "m", most(_level("Var")), share=0.02)
    table.near("", "steepest rise of the Magnan", 1.05, "m/h", steepest(_level("Magnan")), share=0.05)
    table.near("", "steepest rise of the Vésubie", 0.93, "m/h", steepest(_level("Vésubie")), share=0.05)
    domain = CITY.domain("water")
    radar = domain.instrument(domain.thing("vesubie-saint-martin"), "water_level")
    swept = rises("water/vesubie-saint-martin/water_level", SWEPT_AWAY * radar.range[1])
    table.clock("13:00", "gauge of Saint-Martin swept away", swept)


def _level(river: str) -> str:
    return f"water/{GAUGES[river]}/water_level"


def _slopes(table: Table) -> None:
    for slope, values in SAFETY.items():
        safety = f"landslide/{slope}/factor_of_safety"
        for clock, value in values.items():
            table.near(clock, f"factor of safety, {slope}", value, "", at(safety, clock), within=0.01)
    for zone, values in SOIL.items():
        index = f"landslide/{zone}/soil_water_index"
        for clock, value in values.items():
            table.near(clock, f"soil water index, {zone}", value, "", at(index, clock), share=0.01)
    for clock, zone in (("09:00", "zone-haut-pays"), ("11:00", "zone-moyen-pays")):
        passed = at(f"landslide/{zone}/caine_ratio", clock)
        table.between(clock, f"rain over Caine's line, {zone}", 1.0, INFINITE, "", passed)
    slope = "landslide/roquebilliere"
    table.clock("13:05", "factor of safety below 1, roquebilliere", falls(f"{slope}/factor_of_safety", 1.0))
    table.clock(
        "14:56",
        "factor of safety below 1, saint-blaise",
        falls("landslide/saint-blaise/factor_of_safety", 1.0),
    )
    table.between(
        "18:00", "velocity, roquebilliere", 100.0, INFINITE, "mm/d", at(f"{slope}/velocity", "18:00")
    )
    table.clock("21:23", "roquebilliere goes", rises(f"{slope}/displacement", 20_000.0))


def _city(table: Table) -> None:
    table.clock(
        "11:00", "62 mm in an hour at Saint-Martin", rises("weather/saint-martin-vesubie/rain_1h", 61.9)
    )
    table.near("16:00", "rain on the coast in the past hour", 74.0, "mm",
               most("weather/nice-aeroport/rain_1h", "15:30", "16:30"), share=0.02)  # fmt: skip
    washed = change(at(PM10, "09:00"), at(PM10, "06:00"))
    table.near("09:00", "PM10 at Arson against 06:00", -50.0, "%", washed, within=10.0)
    heavy, light = over("speed", "a8_e", "09:00"), over("speed", "mathis_e", "09:00")
    table.near("09:00", "hourly speed of the A8 against free flow, 7.5 mm/h", -8.0, "%",
               change(heavy, lambda _: 90.0), within=2.0)  # fmt: skip
    table.near("09:00", "hourly speed of the expressway, 3 mm/h", -4.0, "%",
               change(light, lambda _: 70.0), within=2.0)  # fmt: skip
    flow, speed = link("flow", "a8_e", "11:00"), link("speed", "a8_e", "11:00")
    table.between("11:00", "density on the A8, level of service E", 22.0, 28.0, "veh/km/lane",
                  ratio(flow, lambda run: 3.0 * speed(run)),
                  miss="C: the demand of 11 h fits, and in heavy rain no steady density lies"
                  " between 20.8 and 38.7")  # fmt: skip
    tunnel = percent(link("capacity", "paillon_n", "14:00"))
    table.between("14:00", "capacity left in the Paillon tunnel", 0.0, 0.0, "%", tunnel)
    queues = link("queue", "mathis_e", "15:00"), link("queue", "mathis_w", "15:00")
    table.near("15:00", "queue on the expressway", 3.0, "km",
               lambda run: sum(queue(run) for queue in queues) / 2.0, within=0.75)  # fmt: skip
    jammed = percent(link("speed", "mathis_e", "16:00"), 70.0)
    table.between(
        "16:00", "speed of the expressway over free flow, level of service F", 0.0, 30.0, "%", jammed
    )
    flooded = percent(link("capacity", "promenade_e", "15:45"))
    table.between("16:00", "capacity left on the flooded Promenade", 0.0, 30.0, "%", flooded)
    table.clock("15:00", "Saleya closed out of turn", rises("parking/saleya/status", 4.0))
    table.near("15:00", "E. coli at Ponchettes", 3000, "CFU/100 mL", at(E_COLI, "15:00"), share=0.15)
    table.near("17:00", "E. coli at Ponchettes", 10_000, "CFU/100 mL", at(E_COLI, "17:00"), share=0.15)
    table.clock("16:00", "turbid tap water, 1 NTU", rises("water/network-thiers/turbidity", 1.0))
