"""How a mistake in a city pack is told: one line with the file, the key and what is near."""

import difflib
from collections.abc import Iterable
from pathlib import Path


class CatalogueError(Exception):
    """A city pack that cannot be used: `file: key: what is wrong`, on one line."""

    def __init__(self, file: Path | str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?` or the list of what there is, for the end of an error line."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; there are: {', '.join(names[:12])}{' ...' if len(names) > 12 else ''}" if names else ""
