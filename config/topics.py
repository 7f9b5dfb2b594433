"""The MQTT topics of the agreement; the only file that knows their shape."""

from typing import Final

OBSERVATION: Final = "observation"
THING: Final = "thing"
STATUS: Final = "status"
PROGRESS: Final = "progress"
CLOCK: Final = "clock"
SCENARIO: Final = "scenario"
TRUTH: Final = "truth"
COMMAND: Final = "command"
ALARM: Final = "alarm"
CAP: Final = "cap"


def observation(city: str, domain: str, thing: str) -> str:
    """Where a thing's observations go; not retained."""
    return f"{city}/{OBSERVATION}/{domain}/{thing}"


def birth(city: str, domain: str, thing: str) -> str:
    """Where a thing says what it is; retained, an empty payload removes it."""
    return f"{city}/{THING}/{domain}/{thing}"


def status(city: str, client: str) -> str:
    """Whether a client is `online` or `offline`; retained, and its last will."""
    return f"{city}/{STATUS}/{client}"


def progress(city: str, client: str) -> str:
    """How far a client is that works out time before it goes on; retained, empty when it is done."""
    return f"{city}/{PROGRESS}/{client}"


def clock(city: str) -> str:
    """The simulated clock; retained."""
    return f"{city}/{CLOCK}"


def scenario(city: str) -> str:
    """The running scenario; retained."""
    return f"{city}/{SCENARIO}"


def truth(city: str) -> str:
    """Ground truth beside the observations; not retained."""
    return f"{city}/{TRUTH}"


def command(city: str, verb: str) -> str:
    """From a control room to the simulators; not retained."""
    return f"{city}/{COMMAND}/{verb}"


def alarm(city: str, alarm_id: str) -> str:
    """The state of one alarm, for other systems; retained. Its `#` becomes a level."""
    return f"{city}/{ALARM}/{alarm_id.replace('#', '/')}"


def cap(city: str, identifier: str) -> str:
    """One CAP 1.2 message; not retained."""
    return f"{city}/{CAP}/{identifier}"


def subscriptions(city: str) -> tuple[str, ...]:
    """What a control room subscribes to."""
    return (
        f"{city}/{OBSERVATION}/#",
        f"{city}/{THING}/#",
        f"{city}/{STATUS}/+",
        f"{city}/{PROGRESS}/+",
        clock(city),
        scenario(city),
        truth(city),
    )


def commands(city: str) -> str:
    """What the simulators subscribe to."""
    return f"{city}/{COMMAND}/+"


def levels(topic: str) -> list[str]:
    """The levels of a topic."""
    return topic.split("/")
