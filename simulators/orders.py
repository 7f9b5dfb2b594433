"""Commands of a control room -> orders with checked arguments; a wrong one is told in one line."""

import json
import math
from typing import Annotated, Any, Final, Literal

import msgspec

from config.catalogue import City
from config.durations import Duration
from config.messages import LARGEST_SEED, Command
from config.reader import suggestion
from config.scenarios import fault_problem, scenario_ids
from config.story import Cue, Fault, FaultKind, Scenario
from simulators.scenario import Player


class OrderError(Exception):
    """A command that cannot be obeyed; one line that says why."""


class SetSpeed(msgspec.Struct, frozen=True):
    """Go on at another speed."""

    speed: float  #: simulated seconds per second, inf for unpaced


class Pause(msgspec.Struct, frozen=True):
    """Stand still or go on; None turns it over."""

    paused: bool | None


class Reset(msgspec.Struct, frozen=True):
    """Begin again: the same story and start, and the same seed or another one."""

    seed: int | None = None


class Play(msgspec.Struct, frozen=True):
    """Begin a story, or end the one that is played (None)."""

    scenario: Scenario | None
    #: Play it from this moment on, instead of going to its own start.
    now: bool


class Fire(msgspec.Struct, frozen=True):
    """A cue happens."""

    cue: Cue


class Undo(msgspec.Struct, frozen=True):
    """The city as if a cue had never been fired: the one of that id, or the last one."""

    cue: str


class Inject(msgspec.Struct, frozen=True):
    """An instrument begins to fail."""

    fault: Fault


class Repair(msgspec.Struct, frozen=True):
    """Injected faults at a target end, or all of them ("")."""

    target: str


Order = SetSpeed | Pause | Reset | Play | Fire | Undo | Inject | Repair


class _Arguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The payload of a command."""


class _Speed(_Arguments, frozen=True, kw_only=True):
    speed: float | Literal["max"]


class _Pause(_Arguments, frozen=True, kw_only=True):
    paused: bool | None = None


class _Reset(_Arguments, frozen=True, kw_only=True):
    seed: Annotated[int, msgspec.Meta(ge=0, le=LARGEST_SEED)] | None = None


class _Scenario(_Arguments, frozen=True, kw_only=True):
    id: str
    now: bool = False


class _Cue(_Arguments, frozen=True, kw_only=True):
    id: str = ""
    undo: bool = False


class _Fault(_Arguments, frozen=True, kw_only=True):
    kind: FaultKind | None = None
    target: str = ""
    amount: float | None = None
    #: Seconds of simulated time; None until it is cleared.
    duration: float | None = None
    clear: bool = False


_SHAPES: Final[dict[str, type[_Arguments]]] = {
    "speed": _Speed,
    "pause": _Pause,
    "reset": _Reset,
    "scenario": _Scenario,
    "cue": _Cue,
    "fault": _Fault,
}


def parse_order(command: Command, city: City, player: Player) -> Order:
    """What a command means in this city; OrderError when it means nothing, CatalogueError in a bad pack."""
    shape = _SHAPES.get(command.verb)
    if shape is None:
        said = json.dumps(command.verb[:40], ensure_ascii=False)
        raise OrderError(f"unknown command {said}{suggestion(command.verb[:40], _SHAPES)}")
    try:
        arguments: Any = msgspec.convert(dict(command.arguments), shape)
    except (msgspec.ValidationError, RecursionError) as error:
        raise OrderError(f"command {command.verb}: {str(error)[:200]}") from None
    match arguments:
        case _Speed(speed=speed):
            return _speed(speed)
        case _Pause(paused=paused):
            return Pause(paused)
        case _Scenario(id=name, now=now):
            return _play(name, now, city, player)
        case _Cue(undo=True, id=name):
            return Undo(name)
        case _Cue(id=name):
            return _fire(name, player)
        case _Fault():
            return _fault(arguments, city)
    return Reset(arguments.seed)


def _speed(speed: float | str) -> SetSpeed:
    value = math.inf if isinstance(speed, str) else speed
    if not value > 0.0 or (math.isfinite(value) and value > 1e6):
        raise OrderError(f'command speed: {value:g} is not above 0 and up to 1000000, nor "max"')
    return SetSpeed(value)


def _play(name: str, now: bool, city: City, player: Player) -> Play:
    known = scenario_ids(city)
    if name and name not in known:
        raise OrderError(f'command scenario: no such scenario "{name[:40]}"{suggestion(name[:40], known)}')
    return Play(player.scenario(name) if name else None, now)


def _fire(name: str, player: Player) -> Fire:
    cue = player.cue(name)
    if cue is None:
        known = [cue.id for cue in player.cues]
        raise OrderError(f'command cue: no such cue "{name[:40]}"{suggestion(name[:40], known)}')
    return Fire(cue)


def _fault(arguments: _Fault, city: City) -> Inject | Repair:
    if arguments.clear:
        return Repair(arguments.target)
    if arguments.kind is None:
        raise OrderError("command fault: say which `kind`, or `clear`")
    if arguments.duration is not None and not arguments.duration > 0.0:
        raise OrderError("command fault: `duration` is a number of seconds above 0")
    if arguments.amount is not None and not math.isfinite(arguments.amount):
        raise OrderError("command fault: `amount` is not a finite number")
    until = None if arguments.duration is None else Duration(arguments.duration)
    fault = Fault(kind=arguments.kind, target=arguments.target, until=until, amount=arguments.amount)
    problem = fault_problem(city, fault)
    if problem:
        raise OrderError(f"command fault: target: {problem[:200]}")
    return Inject(fault)
