"""What the program is made of: its own files and the libraries, with origins and licences."""

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from importlib.resources import files
from typing import Final

_PROJECT: Final = "nice-sensor-dashboard"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that was taken from somewhere: a file of ours, or a library."""

    name: str
    what: str  #: what it is, or the version of a library
    origin: str  #: "" for a library
    licence: str


def program_version() -> str:
    """The version of this program, "" where it runs without being installed."""
    try:
        return version(_PROJECT)
    except PackageNotFoundError:
        return ""


def resources(language: str = "en") -> list[Source]:
    """The rows of `resources/README.md`, which says where every file comes from, in that language."""
    text = (files("resources") / "README.md").read_text(encoding="utf-8")
    first, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    spoken = next((part for part in parts if part.startswith(f"{language} ")), first)
    rows = [line.strip().strip("|").split("|") for line in spoken.splitlines() if line.startswith("|")]
    cells = [[cell.strip().replace("`", "") for cell in row] for row in rows[2:]]  # head and rule
    return [Source(*row) for row in cells if len(row) == 4]


def libraries() -> list[Source]:
    """The libraries that the program needs to run, as they are installed here."""
    try:
        needed = requires(_PROJECT) or []
    except PackageNotFoundError:
        return []
    names = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in needed if "extra ==" not in line]
    found = []
    for name in names:
        try:
            found.append(Source(name, version(name), "", _licence(name)))
        except PackageNotFoundError:
            continue  # only needed on another system
    return found


def _licence(name: str) -> str:
    """As the package says it: an expression, a classifier, or the first line of its text."""
    about = metadata(name)
    classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    classified = classifiers[0].rsplit(" :: ", 1)[-1] if classifiers else ""
    texts = about.get_all("License") or [""]
    expressions = about.get_all("License-Expression") or [""]
    return str(expressions[0]) or classified or str(texts[0]).split("\n", 1)[0]
