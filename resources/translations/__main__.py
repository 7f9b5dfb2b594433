"""Gathers the words of the window and compiles them: `python -m resources.translations`.

New words stand in `ui_fr.ts` as unfinished until someone translates them; those that nobody says are
dropped. French may be typed with ordinary spaces. English needs a file for its plurals only.
"""

import re
import subprocess
import sys
from pathlib import Path

import PySide6

from config.typography import french

HERE = Path(__file__).resolve().parent
WINDOW = HERE.parents[1] / "dashboard" / "ui"
QT = Path(PySide6.__file__).parent


def main() -> int:
    """Qt's own two tools, one after the other; 1 when this PySide6 comes without them."""
    sources = sorted(str(path) for path in WINDOW.rglob("*.py"))
    french, english = str(HERE / "ui_fr.ts"), str(HERE / "ui_en.ts")
    tidy = ("-no-obsolete", "-locations", "none")
    steps = [
        ("lupdate", *tidy, *sources, "-ts", french),
        ("lupdate", *tidy, "-pluralonly", *sources, "-ts", english),
        ("lrelease", french, english),
    ]
    for name, *arguments in steps:
        if name == "lrelease":
            _typeset(HERE / "ui_fr.ts")
        tool = next((path for path in (QT / name, QT / f"{name}.exe") if path.exists()), None)
        if tool is None:
            print(f"translations: no {name} here; install PySide6-Essentials", file=sys.stderr)
            return 1
        done = subprocess.run([str(tool), *arguments], check=False)
        if done.returncode:
            return done.returncode
    return 0


def _typeset(path: Path) -> None:
    """What is said in French, with the spaces of French."""
    said = r"(?<=<translation>)[^<]+|(?<=<numerusform>)[^<]+"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(said, lambda found: french(found[0]), text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
