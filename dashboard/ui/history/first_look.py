"""What is drawn before anybody has chosen: the worst alarm and what brought it about, or rain and a river."""

from collections.abc import Sequence
from itertools import islice

from config.effects import Effect
from dashboard.ui.history.entries import Entry


def first_look(entries: Sequence[Entry], effects: Sequence[Effect], worst: str = "") -> Sequence[str]:
    """Ids of at most two datastreams, the cause first.

    `worst` is the datastream of the worst alarm; where it is itself the beginning, what follows from it
    is shown, too. Without one, the city's chain of effects begins: a cause, and the first that follows
    from it at a place that has a name. A city without a chain shows the first datastream of two domains.
    """
    known = {entry.id: entry for entry in entries}
    by_id = {effect.id: effect for effect in effects}
    if worst in known:
        told = next((effect for effect in effects if _tells(effect, known[worst])), None)
        if told is None:
            return [worst]
        if told.after:
            cause = _first(entries, by_id[told.after[0]])
            return [cause, worst] if cause else [worst]
        named_first = sorted(effects, key=lambda effect: not effect.things)
        followed = (_first(entries, effect) for effect in named_first if told.id in effect.after)
        return [worst, *islice(filter(None, followed), 1)]
    for effect in effects:
        if effect.after and effect.things:
            pair = _first(entries, by_id[effect.after[0]]), _first(entries, effect)
            if all(pair):
                return pair
    firsts = {entry.domain: entry.id for entry in reversed(entries)}
    return [firsts[domain] for domain in dict.fromkeys(entry.domain for entry in entries)][:2]


def _tells(effect: Effect, entry: Entry) -> bool:
    return (
        entry.domain == effect.domain
        and entry.item.id in (*effect.properties, effect.drawn)
        and (not effect.things or entry.id.split("/")[1] in effect.things)
    )


def _first(entries: Sequence[Entry], effect: Effect) -> str:
    """Where it is drawn: at the first of its things; "" where none is known."""
    found = [e.id for e in entries if e.domain == effect.domain and e.item.id == effect.drawn]
    wanted = [f"{effect.domain}/{thing}/{effect.drawn}" for thing in effect.things]
    return next((name for name in wanted if name in found), "") or next(iter(found), "")
