"""Mutations: one thing in the rules written otherwise, as a hand that slipped would have.

A mutation is made in what is written, not in what was read from it, so it is always something that
an author could have written; one that the loader refuses is none.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Any, NamedTuple

from auditcheck.files.place import Route
from auditcheck.files.yaml_text import Document
from auditcheck.proving.slips import ASIDE, GONE, Gone, Renamed, slips_in


class Mutation(NamedTuple):
    """A change in a rule file: where (the file by its index), what it is, and how it is said."""

    document: int
    route: Route
    key: str | int
    value: Any
    said: str

    @property
    def text(self) -> str | None:
        """What is written instead; None: nothing is."""
        if isinstance(self.value, Gone):
            return None
        return self.value.name if isinstance(self.value, Renamed) else _flow(self.value)

    @property
    def renames(self) -> bool:
        """Whether it is the key that is written otherwise."""
        return isinstance(self.value, Renamed)

    @property
    def at(self) -> str:
        """The place as an acceptance names it."""
        return "/".join(str(step) for step in (*self.route, self.key))


def _flow(value: object) -> str:
    """A value as YAML writes it in a line."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return str(value)


def mutations_of(documents: Iterable[Document]) -> list[Mutation]:
    """Every mutation of a pack, in the order of its files and lines."""
    return [
        Mutation(index, *change)
        for index, document in enumerate(documents)
        for change in slips_in(document.data)
    ]


def mutated(documents: tuple[Document, ...], mutation: Mutation) -> tuple[Document, ...]:
    """The files of the pack with the one change made."""
    document = documents[mutation.document]
    data = {**document.data}
    top = mutation.route[0]
    data[str(top)] = deepcopy(data[str(top)])
    holder: Any = data
    for step in mutation.route:
        holder = holder[step]
    if mutation.value is GONE:
        del holder[mutation.key]
    elif mutation.value is ASIDE:
        _set_aside(data, mutation)
    elif isinstance(mutation.value, Renamed):
        _rename(holder, str(mutation.key), mutation.value.name)
    else:
        holder[mutation.key] = mutation.value
    index = mutation.document
    return (*documents[:index], replace(document, data=data), *documents[index + 1 :])


def _set_aside(data: dict[str, Any], mutation: Mutation) -> None:
    """Let a criterion inform that was weighed: one that nothing used would be refused."""
    *above, group = mutation.route
    holder: Any = data
    for step in above:
        holder = holder[step]
    name = holder[group].pop(mutation.key)
    holder["informing"] = [*holder.get("informing", []), name]
    if not holder[group]:
        del holder[group]


def _rename(holder: dict[str, Any], key: str, name: str) -> None:
    items = [(name if each == key else each, value) for each, value in holder.items()]
    holder.clear()
    holder.update(items)
