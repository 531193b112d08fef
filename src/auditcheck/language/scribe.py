"""What the reading of rules knows and where its faults go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from auditcheck.files.characters import quote
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import Route
from auditcheck.files.spelling import Spelling, Spellings
from auditcheck.files.yaml_text import Document
from auditcheck.language.fields import FieldType
from auditcheck.model.conditions import Place, Tests


class Selection(NamedTuple):
    """A named choice of items, to which a condition adds its own `where` and `has`.

    `size` is how many tests it is made of, those inside others too.
    """

    kind: str
    where: Tests
    has: Tests
    size: int = 0


@dataclass(slots=True)
class Lexicon:
    """The words that one pack's rules may use; filled while its sections are read in turn.

    `parameters` gives the shape of each parameter's values. `bodies` collects those that the rules
    name, which an audit must give; `words` those of the vocabulary that they ask for, by field.
    `broken` are the parameters, selections and lists of words that were refused: of what names
    them nothing more is told. `spellings` are the longer lists of words.
    `borrowed` counts the tests that conditions and selections have taken over from selections.
    """

    vocabulary: Mapping[str, Mapping[str, str]]
    parameters: Mapping[str, FieldType] = field(default_factory=dict)
    selections: dict[str, Selection] = field(default_factory=dict)
    bodies: dict[str, None] = field(default_factory=dict)
    words: dict[tuple[str, str], None] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    problems: list[Diagnostic] = field(default_factory=list)
    spellings: Spellings = field(default_factory=Spellings)
    borrowed: int = 0


class Names(NamedTuple):
    """What a condition may refer to: criteria, questions with their parts, levels."""

    criteria: frozenset[str]
    parts: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, tuple[str, ...]]

    def spelt(self, lexicon: Lexicon) -> Spelling:
        """The criteria, to find the one that another word was meant to be."""
        return lexicon.spellings.of("the criterion", lambda: sorted(self.criteria))


class Written(NamedTuple):
    """A value in a rule file, with the way to it, and the lexicon it is read by."""

    value: object
    document: Document
    route: Route
    lexicon: Lexicon

    def at(self, key: str | int, value: object) -> "Written":
        """The value under a key of this one."""
        return self._replace(value=value, route=(*self.route, key))

    def at_value(self, value: object) -> "Written":
        """A part of this value, at the same place."""
        return self._replace(value=value)

    @property
    def place(self) -> Place:
        """Where this stands, symbolically."""
        return Place(self.document.path, self.route)

    def fault(self, code: str, message: str, help_: str, *, at_key: bool = False) -> None:
        """Record that what is written here cannot stand."""
        spots = self.document.spots
        span = spots.key(self.route) if at_key else spots.value(self.route)
        self.lexicon.problems.append(
            Diagnostic(code, "fault", message, self.document.path, span, help_)
        )

    def unknown(
        self,
        what: str,
        word: str,
        words: Iterable[str] | Spelling,
        *,
        code: str | None = None,
        at_key: bool = False,
    ) -> None:
        """Record a word that is none of those expected, with the nearest as help."""
        known = words if isinstance(words, Spelling) else Spelling(words)
        help_ = known.instead(word, "" if known.words else "there is none to name")
        code = code or ("unknown-key" if at_key else "unknown-word")
        self.fault(code, f"{what} {quote(word)} is not known here", help_, at_key=at_key)

    def text(self, what: str) -> str | None:
        """The value as text; anything else is a fault."""
        if isinstance(self.value, str):
            return self.value
        self.fault("wrong-type", f"found {shown(self.value)}", f"write {what}")
        return None

    def mapping(self, expected: str) -> Mapping[str, object]:
        """The value as a mapping; anything else is a fault and reads as empty."""
        if isinstance(self.value, dict):
            return self.value
        self.fault("wrong-type", f"found {shown(self.value)}", f"write {expected}")
        return {}

    def items(self, expected: str) -> list["Written"]:
        """The value as a list's elements; anything else is a fault and reads as empty."""
        if isinstance(self.value, list):
            return [self.at(index, element) for index, element in enumerate(self.value)]
        self.fault("wrong-type", f"found {shown(self.value)}", f"write {expected}")
        return []


def size_of(tests: Tests) -> int:
    """How many tests there are, those inside others too."""
    size = 0
    waiting = [*tests]
    while waiting:
        size += 1
        for matcher in waiting.pop().matchers:
            for inner in ("where", "has"):
                waiting += getattr(matcher, inner, ())
    return size


def shown(value: object) -> str:
    """A value as messages quote it, with its type told where the text alone would not."""
    match value:
        case bool():
            return f"the boolean {str(value).lower()}"
        case int() | float():
            return f"the number {value}"
        case str():
            return quote(value)
        case list():
            return "a list"
        case _:
            return "a mapping"
