"""`make bench`: every figure with its bar and, where there is one, the bare library's in the same run."""

import argparse
import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from tests.bench import alarm_load, endurance, history, ingest, kills, map_view, memory, pages, programs
from tests.bench.row import Row


def _ingest() -> list[Row]:
    bare, full = ingest.run()
    return [
        Row("decode -> store -> quality -> alarms, messages/s", round(full.per_second), ">= 0.6 of bare",
            full.per_second >= 0.6 * bare.per_second, round(bare.per_second)),
        Row("the same, processor µs a message", round(full.cpu_us, 1), "", True, round(bare.cpu_us, 1)),
    ]  # fmt: skip


BENCHES: dict[str, Callable[[], list[Row]]] = {
    "ingest": _ingest,
    "memory": memory.run,
    "map": map_view.run,
    "pages": pages.run,
    "record": programs.record,
    "fleet": programs.fleet,
    "demo": programs.demo,
    "load": programs.load,
    "history": history.run,
    "alarms": alarm_load.run,
}
#: Minutes to hours: only when they are named.
LONG: dict[str, Callable[[], list[Row]]] = {"kills": kills.run, "endurance": endurance.run}


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
        for row in (BENCHES | LONG)[name]():
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
