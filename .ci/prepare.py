"""Makes `.venv` and what it needs of the system: `python3 .ci/prepare.py demo|develop`.

Needs nothing but Python itself. As root on Debian and its like, missing system packages are
installed; otherwise the one line to type is printed.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
#: What Qt loads at run time on Linux, and a font for scripts that ours does not cover.
QT_PACKAGES = [
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libopengl0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
]
#: Loads Qt and its X11 plugin, without opening a display.
QT_CHECK = """
import ctypes, pathlib, sys
import PySide6.QtWidgets
if sys.platform.startswith("linux"):
    plugin = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
    ctypes.CDLL(str(plugin))
"""


def main(goal: str) -> int:
    """Prepare for running the demo, or for developing; 0 when all is there."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older one is told so
        return fail("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    if not PYTHON.exists() and not make_venv():
        return 1
    pip("--upgrade", "pip>=25.1")
    wanted = ["--group", "dev"] if goal == "develop" else []
    pip("--constraint", str(CONSTRAINTS), "--editable", str(ROOT), *wanted)
    if not qt_loads() and not (install_packages("Qt", QT_PACKAGES) and qt_loads(quiet=False)):
        return fail("Qt still does not load; the lines above say which library is missing")
    (VENV / f".{goal}").touch()
    if goal == "develop":
        (VENV / ".demo").touch()
    return 0


def make_venv() -> bool:
    """Make `.venv`; Debian keeps the tool for that in a package of its own."""
    print(f"setting up {VENV.name} (a few minutes the first time) ...", flush=True)
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        shutil.rmtree(VENV, ignore_errors=True)
        if not install_packages("making a virtual environment", ["python3-venv"]):
            return False
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    return True


def pip(*arguments: str) -> None:
    """Install quietly; pip's own words are shown when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    # setuptools warns of our top-level folders, which concerns nobody who reads this.
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(fail("the packages could not be installed; the lines above say why"))


def qt_loads(quiet: bool = True) -> bool:
    """Whether Qt finds its libraries."""
    result = subprocess.run([str(PYTHON), "-c", QT_CHECK], capture_output=quiet, check=False)
    return result.returncode == 0


def install_packages(what_for: str, packages: list[str]) -> bool:
    """Install Debian packages as root, or say how."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        fail(f"{what_for} needs libraries that are missing here; on Debian they are {' '.join(packages)}")
        return False
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        fail(f"{what_for} needs system packages. Type this line, then try again:\n  sudo {line}")
        return False
    print(f"installing system packages for {what_for} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], line.split()):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            fail(f"this did not work: {' '.join(command)}")
            return False
    return True


def fail(message: str) -> int:
    """Say what is wrong; the exit status for it."""
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "demo"))
