"""What an earlier round of the same process has made, while nothing it was made of has changed."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memory:
    """What was made in this round and in the one before, by what it was made of.

    A single run has an empty one. Only what is made of its key alone may be kept in it.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def known(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is known by the key, or make it."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        made: Made = self._now[key]
        return made

    def begin_round(self) -> None:
        """Forget what the last round had no use for."""
        self._before, self._now = self._now, {}
