"""`make bench`: every figure with its bar and, where there is one, the bare library's in the same run."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.bench.row import Row

#: Each bench's module and function. They are imported one by one, so that what one measures of its
#: process is not the libraries of the others.
BENCHES: Final = {
    "memory": "memory.run",
    "ingest": "ingest.rows",
    "map": "map_view.run",
    "pages": "pages.run",
    "visits": "visits.run",
    "record": "programs.record",
    "fleet": "programs.fleet",
    "demo": "programs.demo",
    "load": "programs.load",
    "history": "history.run",
    "alarms": "alarm_load.run",
}
#: Minutes to hours: only when they are named.
LONG: Final = {"kills": "kills.run", "endurance": "endurance.run"}


def _bench(name: str) -> Callable[[], list[Row]]:
    module, function = (BENCHES | LONG)[name].split(".")
    run: Callable[[], list[Row]] = getattr(import_module(f"tests.bench.{module}"), function)
    return run


def main() -> int:
    """Run the benches that are named, or all; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "bench", nargs="*", choices=[[], *BENCHES, *LONG], help="without: all but kills and endurance"
    )
    wanted = parser.parse_args().bench or list(BENCHES)
    table = Table("figure", "value", "bare", "ratio", "must reach", "")
    missed = 0
    for name in wanted:
        print(f"{name} ...", file=sys.stderr, flush=True)
        for row in _bench(name)():
            missed += not row.reached
            table.add_row(
                row.name,
                f"{row.figure:,g}" if row.figure < 1e5 else f"{row.figure:,.0f}",
                "" if row.bare is None else f"{row.bare:,g}",
                "" if row.ratio is None else f"{row.ratio:.2f}",
                row.bar,
                "ok" if row.reached else "MISSED",
            )
    Console(width=130).print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
