"""What a look at rules is given, and what it tells."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from auditcheck.files.diagnostic import Related, Severity
from auditcheck.files.place import Route, Span
from auditcheck.files.yaml_text import Document
from auditcheck.language.logic.prover import Prover
from auditcheck.language.spans import Span as Days
from auditcheck.language.spans import span_of
from auditcheck.model.conditions import Place
from auditcheck.model.rules import Criterion, Pack, Part, Question


class Told(NamedTuple):
    """Something a look found: what, how to mend it, and where."""

    message: str
    help: str
    path: str
    span: Span
    also: tuple[Related, ...] = ()


class Seen(NamedTuple):
    """A pack that was read without fault, its files, and what can be proven of its criteria."""

    pack: Pack
    documents: Mapping[str, Document]
    prover: Prover

    def told(
        self,
        place: Place,
        message: str,
        remedy: str,
        also: tuple[Related, ...] = (),
        *,
        key: bool = False,
    ) -> Told:
        """What was found at a value, or at its key."""
        return Told(message, remedy, place.path, self._span(place, key=key), also)

    def related(self, message: str, place: Place) -> Related:
        """Another place: a key."""
        return Related(message, place.path, self._span(place, key=True))

    def _span(self, place: Place, *, key: bool) -> Span:
        spots = self.documents[place.path].spots
        return spots.key(place.route) if key else spots.value(place.route)

    def place(self, *route: str) -> Place:
        """Where a section's entry stands: in the file that has it."""
        section, name, *_ = route
        return next(
            Place(path, route)
            for path, document in self.documents.items()
            if name in _entries(document, section)
        )

    def written(self, place: Place) -> object:
        """What is written there."""
        value: object = self.documents[place.path].data
        for step in place.route:
            assert isinstance(value, dict | list)  # noqa: S101  the place was read
            value = value[step]  # type: ignore[index]  # the step is of its kind
        return value

    def days(self, criterion: Criterion) -> Days:
        """When a criterion is in force."""
        return span_of(criterion, self.pack.authorities)

    @property
    def graded(self) -> Iterable[tuple[Question, Part]]:
        """The parts that have a level."""
        for question in self.pack.questions.values():
            if not question.open:
                yield from ((question, part) for part in question.parts)


def _entries(document: Document, section: str) -> Mapping[str, object]:
    entries = document.data.get(section)
    return entries if isinstance(entries, dict) else {}


def inside(place: Place, *steps: str | int) -> Place:
    """A place further in."""
    route: Route = (*place.route, *steps)
    return Place(place.path, route)


Look = Callable[[Seen], Iterable[Told]]


class Line(NamedTuple):
    """A line of the table: how much it weighs, and what is looked for."""

    severity: Severity
    look: Look
