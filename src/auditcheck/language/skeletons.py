"""What evidence a pack asks for: for each thing that a condition seeks, an item to fill in.

What the condition says is there; what it leaves to the auditor is a blank, which a field that is
not text refuses, so that nothing half filled in is taken for evidence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from auditcheck.language.blanks import (
    BLANK,
    Fields,
    as_id,
    both,
    choice,
    constant,
    differ,
    element,
    joined,
    value_said,
)
from auditcheck.language.fields import FieldType, fields_of, find_field, record_fields
from auditcheck.language.references import conditions_of
from auditcheck.language.swedish import NOUNS
from auditcheck.model.conditions import (
    AuditFact,
    CheckShare,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    Negated,
    Quantified,
    Reaches,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.kinds import DEMANDABLE, KINDS
from auditcheck.model.rules import Pack

_SAYS = ("is", "includes")
_CHOOSES = ("one_of", "includes_any")

Leaf = Quantified | Counted | Finding | AuditFact
Sought = tuple[tuple[str, object], ...]


@dataclass(slots=True)
class Skeleton:
    """An item to fill in; `sought` is what tells it from others, `asked_by` the criteria."""

    id: str
    kind: str
    sought: Sought
    fields: Fields
    asked_by: dict[str, None] = field(default_factory=dict)


def skeletons_of(
    pack: Pack, taken: Iterable[str] = ()
) -> tuple[dict[str, list[Skeleton]], Fields]:
    """The items by kind, none with an id that is `taken`, and the engagement's facts asked for."""
    maker = _Maker(pack, taken)
    for body in pack.bodies:
        maker.body(body)
    for criterion in pack.criteria.values():
        for condition in conditions_of(criterion):
            for each, asked in _leaves(condition):
                maker.seek(each, criterion.id, asked=asked)
    return maker.made, maker.facts


def _leaves(condition: Condition, *, asked: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """The conditions on evidence, each with whether it is to hold."""
    match condition:
        case Combined(parts=parts):
            for part in parts:
                yield from _leaves(part, asked=asked)
        case Negated(part=part):
            yield from _leaves(part, asked=not asked)
        case Quantified() | Counted() | Finding() | AuditFact():
            yield condition, asked
        case CriterionHolds() | Reaches():
            pass  # what is asked for there is asked for there
        case _:
            assert_never(condition)


class _Maker:
    def __init__(self, pack: Pack, taken: Iterable[str]) -> None:
        self.made: dict[str, list[Skeleton]] = {kind: [] for kind in DEMANDABLE}
        self.facts: Fields = {}
        self._words = pack.vocabulary
        self._taken = set(taken)
        self._numbers = Counter[str]()
        self._same: dict[tuple[str, Sought | str], list[Skeleton]] = {}

    def body(self, name: str) -> None:
        """An actor that plays a part in the pack."""
        id_ = as_id(name)
        self._taken.add(id_)
        sought: Sought = (("id", id_),)
        self.made["actors"].append(Skeleton(id_, "actors", sought, self._whole("actors", {})))

    def seek(self, condition: Leaf, criterion: str, *, asked: bool) -> None:
        """Make what one condition on evidence seeks."""
        match condition:
            case Quantified(quantifier=quantifier, kind=kind, where=where, has=has):
                self._item(kind, where, has, criterion, asked=asked and quantifier != "no")
            case Counted(kind=kind, where=where, has=has, field=path):
                self._item(kind, where, has, criterion, asked=asked, blank=path[:1])
            case Finding(topic=topic, where=where):
                fields: Fields = {"topic": topic}
                if where is not None:
                    fields["about"] = self._refer(FieldType("reference"), where, (), criterion)
                self._keep("observations", (("topic", topic),), fields, criterion)
            case AuditFact(tests=tests):
                self._put_all(self.facts, fields_of("audit"), tests, criterion, asked=asked)
            case _:
                assert_never(condition)

    def _item(
        self,
        kind: str,
        where: Tests,
        has: Tests,
        criterion: str,
        *,
        asked: bool,
        blank: tuple[str, ...] = (),
    ) -> str:
        fields: Fields = {}
        self._put_all(fields, fields_of(kind), where, criterion, asked=True)
        self._put_all(fields, fields_of(kind), has, criterion, asked=asked)
        for name in blank:
            fields.setdefault(name, self._blank(fields_of(kind)[name]))
        sought = tuple(
            (test.field, value) for test in where if (value := value_said(test)) is not None
        )
        return self._keep(kind, sought, fields, criterion)

    def _keep(self, kind: str, sought: Sought, fields: Fields, criterion: str) -> str:
        """Join the item with one that is the same thing, or make it."""
        same = self._same.setdefault((kind, sought or criterion), [])
        for other in same:
            if not differ(other.fields, fields):
                other.fields = self._whole(kind, joined(other.fields, fields))
                other.asked_by[criterion] = None
                return other.id
        id_ = self._name(kind, sought)
        made = Skeleton(id_, kind, sought, self._whole(kind, fields), {criterion: None})
        same.append(made)
        self.made[kind].append(made)
        return id_

    def _name(self, kind: str, sought: Sought) -> str:
        """An id from what is sought: `lagesbild`, `rapport-board`."""
        said = " ".join(str(value) for _, value in sought)
        name = id_ = as_id(said if said and kind == "documents" else f"{NOUNS[kind].one} {said}")
        while id_ in self._taken:
            self._numbers[name] += 1
            id_ = f"{name}-{self._numbers[name] + 1}"
        self._taken.add(id_)
        return id_

    def _whole(self, kind: str, fields: Fields) -> Fields:
        """The fields in their order, those that must be given among them, and the sources."""
        required = {
            info.alias or name
            for name, info in KINDS[kind].model_fields.items()
            if info.is_required()
        }
        ordered = {
            name: fields.get(name, self._blank(type_))
            for name, type_ in fields_of(kind).items()
            if name in fields or name in required
        }
        return ordered | {"sources": [BLANK]}

    def _put_all(
        self,
        fields: Fields,
        known: Mapping[str, FieldType],
        tests: Tests,
        criterion: str,
        *,
        asked: bool,
    ) -> None:
        for test in tests:
            inside = fields
            for step in test.path[:-1]:
                deeper = inside.setdefault(step, {})
                inside = deeper if isinstance(deeper, dict) else {}
            found = find_field(known, test.path)
            assert isinstance(found, FieldType)  # noqa: S101  a pack that loads names fields
            for matcher in test.matchers:
                value = self._value(found, matcher, criterion, asked=asked)
                name = test.path[-1]
                inside[name] = both(inside[name], value) if name in inside else value

    def _value(self, type_: FieldType, matcher: Matcher, criterion: str, *, asked: bool) -> object:
        """What a field must be where that is one thing, else a blank."""
        match matcher:
            case Compare(operator=operator, arguments=arguments):
                values = [constant(each) for each in arguments]
                if asked and operator in _SAYS and None not in values:
                    return values if type_.many else values[0]
                if asked and operator in _CHOOSES and None not in values:
                    chosen = choice(values)
                    return [chosen] if type_.many else chosen
                return self._blank(type_)
            case IsGiven():
                return self._blank(type_)
            case Records(quantifier=quantifier, where=where, has=has):
                wanted = asked and quantifier != "no"
                return [self._record(type_, where, has, criterion, asked=wanted)]
            case RecordCount(where=where, has=has):
                if type_.shape in ("record", "reference"):
                    return [self._record(type_, where, has, criterion, asked=asked)]
                return self._blank(type_)
            case Latest(by=by, where=where, has=has):
                record = self._record(type_, where, has, criterion, asked=asked)
                return [{by: BLANK} | record] if isinstance(record, dict) else [record]
            case Follow(where=where):
                return self._refer(type_, where, (), criterion)
            case CheckShare():
                return self._blank(type_)
            case _:
                assert_never(matcher)

    def _record(
        self, type_: FieldType, where: Tests, has: Tests, criterion: str, *, asked: bool
    ) -> object:
        """A list's record, or the id of the item that it names."""
        if type_.record is None:
            return self._refer(type_, where, has if asked else (), criterion)
        known, fields = record_fields(type_), dict[str, object]()
        self._put_all(fields, known, where, criterion, asked=True)
        self._put_all(fields, known, has, criterion, asked=asked)
        required = {
            info.alias or name
            for name, info in type_.record.model_fields.items()
            if info.is_required()
        }
        return {
            name: fields.get(name, self._blank(each))
            for name, each in known.items()
            if name in fields or name in required or not (fields or required)
        }

    def _refer(self, type_: FieldType, where: Tests, has: Tests, criterion: str) -> object:
        """The id of an item that a reference names, which is made too."""
        tests = (*where, *has)
        kinds = [kind for kind in type_.kinds or DEMANDABLE if self._fits(kind, tests)]
        if not tests or not kinds:
            return BLANK
        return self._item(kinds[0], where, has, criterion, asked=True)

    def _fits(self, kind: str, tests: Tests) -> bool:
        """Whether items of a kind have the fields, and can have the words asked for in them."""
        for test in tests:
            found = find_field(fields_of(kind), test.path)
            if not isinstance(found, FieldType):
                return False
            words, said = self._words_of(found), value_said(test)
            if words and said is not None and said not in words:
                return False
        return True

    def _words_of(self, type_: FieldType) -> tuple[str, ...]:
        return type_.words or tuple(self._words.get(type_.vocabulary, ()))

    def _blank(self, type_: FieldType) -> object:
        """What is to be filled in, in the shape that the field has."""
        if type_.many:
            return [self._blank(element(type_))]
        match type_.shape:
            case "word":
                return choice(self._words_of(type_))
            case "flag":
                return choice(["true", "false"])
            case "date":
                return f"{BLANK} (ÅÅÅÅ-MM-DD)"
            case "map" if type_.element is not None:
                return {BLANK: self._blank(type_.element)}
            case "record" | "period" | "check":
                return {name: self._blank(each) for name, each in record_fields(type_).items()}
            case _:
                return BLANK
