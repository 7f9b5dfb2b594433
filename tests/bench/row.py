"""One line of the bench's table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, what it must reach, and the bare library's figure in the same run where there is one."""

    name: str
    figure: float
    bar: str
    reached: bool
    bare: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the bare library's."""
        return None if not self.bare else self.figure / self.bare
