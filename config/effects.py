"""How the services of a city hang together: one cause, what follows from it, and who watches which part."""

from collections.abc import Iterable
from pathlib import Path

from config import checks
from config.catalogue import City, Priority, Row, Text
from config.errors import CatalogueError, suggestion
from config.reader import parse_toml


class Department(Row, frozen=True, kw_only=True):
    """A service of the city that watches its own things and nothing else."""

    id: str
    name: Text
    #: What it supposes when its own things go wrong, knowing nothing of the others.
    guess: Text


class Effect(Row, frozen=True, kw_only=True):
    """One link of the chain: it has begun when an alarm of its priority is raised at one of its things."""

    id: str
    name: Text
    #: What has happened once it has begun: "The tunnel is closed".
    text: Text
    domain: str
    #: The alarms that tell of it are on these properties.
    properties: tuple[str, ...]
    #: Ids of its things; empty means every thing of the domain.
    things: tuple[str, ...] = ()
    priority: Priority = "advisory"
    #: The property that is drawn, "" for the first of `properties`.
    curve: str = ""
    #: Ids of the effects that bring it about; a cause has none.
    after: tuple[str, ...] = ()
    #: Who watches it; nobody in the city watches a cause that belongs to no service.
    department: str = ""

    @property
    def drawn(self) -> str:
        """The property that is drawn."""
        return self.curve or self.properties[0]


class Effects(Row, frozen=True, kw_only=True):
    """The keys of `effects.toml`; effects stand after what brings them about."""

    department: tuple[Department, ...] = ()
    effect: tuple[Effect, ...] = ()


def read_effects(city: City) -> Effects:
    """The chain of `effects.toml`, empty if the pack has none; CatalogueError for the first mistake."""
    path = Path(city.folder) / "effects.toml"
    if not path.is_file():
        return Effects()
    file = parse_toml(path, Effects)
    checks.unique(path, "department", [item.id for item in file.department])
    checks.unique(path, "effect", [item.id for item in file.effect])
    for department in file.department:
        checks.translated(path, f"department {department.id}.name", department.name, city.languages)
        checks.translated(path, f"department {department.id}.guess", department.guess, city.languages)
    earlier: list[str] = []
    for effect in file.effect:
        _check_effect(path, city, effect, earlier, [item.id for item in file.department])
        earlier.append(effect.id)
    for department in file.department:
        if all(effect.department != department.id for effect in file.effect):
            raise CatalogueError(path, f"department {department.id}", "it watches none of the effects")
    return file


def _check_effect(
    path: Path, city: City, effect: Effect, earlier: Iterable[str], departments: Iterable[str]
) -> None:
    def known(field: str, names: Iterable[str], among: Iterable[str]) -> None:
        among = list(among)
        for name in names:
            if name not in among:
                problem = f'unknown name "{name}"{suggestion(name, among)}'
                raise CatalogueError(path, f"effect {effect.id}.{field}", problem)

    checks.translated(path, f"effect {effect.id}.name", effect.name, city.languages)
    checks.translated(path, f"effect {effect.id}.text", effect.text, city.languages)
    known("domain", [effect.domain], city.by_id)
    domain = city.domain(effect.domain)
    if not effect.properties:
        raise CatalogueError(path, f"effect {effect.id}.properties", "name at least one property")
    known("properties", effect.properties, [item.id for item in domain.properties])
    known("curve", [effect.drawn], [item.id for item in domain.properties])
    known("things", effect.things, [thing.id for thing in domain.things])
    known("after", effect.after, earlier)
    known("department", [effect.department] if effect.department else [], departments)
