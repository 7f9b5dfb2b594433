"""French puts a space before its double signs, and a line must not begin with one of them.

Whoever writes a text types ordinary spaces; they become such that no line is broken there: narrow ones before
`;`, `!`, `?` and inside guillemets, a whole one before `:` (Lexique des règles typographiques en usage à
l'Imprimerie nationale, 2002).
"""

import re
from typing import Final

NARROW: Final = "\u202f"
WHOLE: Final = "\u00a0"

_NARROW: Final = re.compile(r" (?=[;!?»])|(?<=«) ")
_WHOLE: Final = re.compile(r" (?=:)")


def french(text: str) -> str:
    """A French text whose lines are broken where they may be."""
    return _WHOLE.sub(WHOLE, _NARROW.sub(NARROW, text))


def typeset(data: object) -> object:
    """Plain data of a file, every `fr` in it typeset."""
    if isinstance(data, dict):
        return {
            key: french(value) if key == "fr" and isinstance(value, str) else typeset(value)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [typeset(value) for value in data]
    return data
