"""Section 12.5: a cloud of ammonium passes the probes of the Var."""

from tests.stories.measure import at, less, most, peak
from tests.stories.row import Row, Table
from tests.stories.run import Run

PROBES = (
    ("quality-manda-2km", "+2 km", 9.58, "10:10"),
    ("quality-manda-6km", "+6 km", 5.53, "11:30"),
    ("quality-napoleon", "Napoléon III, +13 km", 3.76, "13:51"),
)
LAST = "water/quality-napoleon"
BEACH = "water/beach-carras/e_coli"


def rows() -> list[Row]:
    """Every line."""
    table = Table("spill")
    for thing, place, value, clock in PROBES:
        ammonium = f"water/{thing}/ammonium"
        table.near(clock, f"ammonium at {place}", value, "mg/L", at(ammonium, clock), share=0.02)
        table.clock(clock, f"its highest at {place}", peak(ammonium), within=5.0)
    for name, unit, value in (("conductivity", "µS/cm", 220.0), ("ph", "", 0.5)):
        series = f"water/quality-manda-2km/{name}"
        risen = less(most(series, "09:30"), at(series, "09:24"))
        table.near("10:10", f"rise of the {name} at +2 km", value, unit, risen, share=0.05)
    table.near(
        "", "width of the cloud at half its height, Napoléon III", 42, "min", _width, within=2.0, digits=2
    )
    table.between("14:45", "least oxygen after the cloud, Napoléon III", 20, 90, "min", _sag, digits=2)
    bacteria = less(at(BEACH, "16:54"), at(BEACH, "09:24"))
    table.near("17:00", "change of E. coli at Carras", 0.0, "CFU/100 mL", bacteria, within=1.0)
    return table.rows


def _width(run: Run) -> float:
    ammonium = run.all(f"{LAST}/ammonium")
    return float((ammonium >= ammonium.max() / 2.0).sum())


def _sag(run: Run) -> float:
    """Minutes from the highest ammonium to the least oxygen."""
    oxygen, first = run.all(f"{LAST}/dissolved_oxygen"), run.minute(11.0)
    return float(first + oxygen[first:].argmin() - run.all(f"{LAST}/ammonium").argmax())
