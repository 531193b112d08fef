"""Matchers: from what is written under `where` and `has` to typed tests of fields."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from auditcheck.language.amounts import one, read_duration, read_number, read_pair, refuse_operator
from auditcheck.language.arguments import (
    DATE,
    PERIOD,
    SHARE,
    Surroundings,
    read_argument,
    read_list,
)
from auditcheck.language.clashing import refuse_matchers
from auditcheck.language.fields import FieldType, fields_of, find_field, record_fields
from auditcheck.language.operators import IN_A_LIST, operators_of
from auditcheck.language.scribe import Written, shown
from auditcheck.model.conditions import (
    CheckShare,
    Compare,
    FieldTest,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    Operator,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.kinds import DEMANDABLE

Names = Callable[[tuple[str, ...]], FieldType | tuple[int, Mapping[str, FieldType]]]


def read_tests(written: Written, names: Names, around: Surroundings) -> Tests:
    """The tests under a `where` or `has`: one for each field, in the order written."""
    tests = []
    if written.value == {}:
        written.fault("empty-list", "found an empty mapping", "name at least one field")
    for key, value in written.mapping("a mapping from fields to what they must be").items():
        each = written.at(key, value)
        path = tuple(key.split("."))
        field = names(path)
        if not isinstance(field, FieldType):
            index, known = field
            _unknown_field(each, key, path[index], known)
            continue
        before = len(written.lexicon.problems)
        matchers = _read_matchers(each, field, around)
        if matchers:
            if before == len(written.lexicon.problems):
                refuse_matchers(each, path, matchers)
            tests.append(
                FieldTest(path, matchers, each.place, field.many, field.shape == "reference")
            )
    return tuple(tests)


def _unknown_field(written: Written, key: str, step: str, known: Mapping[str, FieldType]) -> None:
    if known:
        written.unknown("the field", step, known, code="unknown-field", at_key=True)
    else:
        written.fault(
            "unknown-field",
            f"'{key}' reaches into what has no fields, at '{step}'",
            "dots reach into records and mappings; ask of a list's elements with 'some', 'every', "
            "'no', 'count' or 'latest'",
            at_key=True,
        )


def names_of_kind(kind: str) -> Names:
    """The fields of one kind of evidence, or of the audit."""
    return lambda path: find_field(fields_of(kind), path)


def names_of_reference(kinds: tuple[str, ...]) -> Names:
    """The fields of what a reference may name: those that any of the kinds has."""

    def find(path: tuple[str, ...]) -> FieldType | tuple[int, Mapping[str, FieldType]]:
        fields = [fields_of(kind) for kind in kinds or DEMANDABLE]
        found = [find_field(each, path) for each in fields]
        known = [each for each in found if isinstance(each, FieldType)]
        if not known:
            return 0, {name: field for each in fields for name, field in each.items()}
        first, *others = known
        same = [each for each in others if (each.shape, each.many) == (first.shape, first.many)]
        return replace(first, others=tuple(same))

    return find


def _names_inside(field: FieldType) -> Names:
    if field.shape == "reference":
        return names_of_reference(field.kinds)
    return lambda path: find_field(record_fields(field), path)


def _read_matchers(
    written: Written, field: FieldType, around: Surroundings
) -> tuple[Matcher, ...]:
    value = written.value
    if isinstance(value, dict) and "parameter" not in value:
        if not value:
            written.fault("empty-list", "found an empty mapping", "write at least one operator")
        read = [
            _read_operator(written.at(name, argument), name, field, around)
            for name, argument in value.items()
        ]
        return tuple(each for each in read if each is not None)
    operator = "one_of" if isinstance(value, list) else "is"
    plain = _read_operator(written, operator, field, around, plain=True)
    return () if plain is None else (plain,)


def _read_operator(
    written: Written, name: str, field: FieldType, around: Surroundings, *, plain: bool = False
) -> Matcher | None:
    allowed = operators_of(field)
    if name not in allowed:
        refuse_operator(written, name, field, allowed, plain=plain)
        return None
    match name:
        case "given":
            if isinstance(written.value, bool):
                return IsGiven(written.value)
            written.fault("wrong-type", f"found {shown(written.value)}", "write true or false")
            return None
        case "some" | "every" | "no":
            where, has, _ = _read_inside(written, field, around, ("where", "has"))
            return Records(name, where, has)
        case "latest":
            return _read_latest(written, field, around)
        case "count":
            return _read_count(written, field, around)
        case "where":
            return Follow(read_tests(written, _names_inside(field), around))
        case "share":
            return CheckShare(read_number(written, around, SHARE))
        case _:
            return _read_compare(written, name, field, around)


def _read_compare(
    written: Written, name: str, field: FieldType, around: Surroundings
) -> Compare | None:
    operator = next(each for each in get_args(Operator) if each == name)
    if field.many and name in IN_A_LIST:
        operator = IN_A_LIST[name]
    wanted = replace(field, many=False)
    arguments: tuple[object, ...] | None
    match name:
        case "within" | "older_than":
            single = read_duration(written)
            arguments = None if single is None else (single,)
        case "in_period" | "overlaps":
            arguments = one(read_argument(written, PERIOD, around))
        case "before" | "after" | "on_or_before" | "on_or_after":
            arguments = one(read_argument(written, DATE, around))
        case "between":
            arguments = read_pair(written, wanted, around)
        case "one_of" | "none_of" | "includes" | "includes_any" | "excludes":
            arguments = read_list(written, wanted, around)
        case _:
            arguments = one(read_argument(written, wanted, around))
    return None if arguments is None else Compare(operator, arguments)  # type: ignore[arg-type]


def _read_inside(
    written: Written, field: FieldType, around: Surroundings, keys: tuple[str, ...]
) -> tuple[Tests, Tests, dict[str, Written]]:
    """`where` and `has` inside a list, and the other keys that the operator allows."""
    names, inner = _names_inside(field), around.inside(field)
    tests: dict[str, Tests] = {}
    others: dict[str, Written] = {}
    for key, value in written.mapping(f"a mapping with {' or '.join(keys)}").items():
        each = written.at(key, value)
        if key not in keys:
            each.unknown("the key", key, keys, at_key=True)
        elif key in ("where", "has"):
            tests[key] = read_tests(each, names, inner)
        else:
            others[key] = each
    return tests.get("where", ()), tests.get("has", ()), others


def _read_latest(written: Written, field: FieldType, around: Surroundings) -> Latest | None:
    where, has, others = _read_inside(written, field, around, ("by", "where", "has"))
    if "by" not in others:
        written.fault(
            "missing-key", "'latest' needs 'by'", "name the field that orders the records"
        )
        return None
    by = others["by"]
    fields = record_fields(field)
    ordered = [name for name, each in fields.items() if each.shape in ("number", "date")]
    if by.value not in ordered:
        by.unknown("the field to order by", str(by.value), ordered)
        return None
    return Latest(str(by.value), where, has)


def _read_count(written: Written, field: FieldType, around: Surroundings) -> RecordCount | None:
    value = written.value
    of_records = field.shape in ("record", "reference")
    if of_records and isinstance(value, dict) and {"where", "has"} & set(value):
        where, has, others = _read_inside(written, field, around, ("where", "has", "is"))
        if "is" not in others:
            written.fault("missing-key", "'count' needs 'is'", "write how many: is: {at_least: 3}")
            return None
        return RecordCount(where, has, read_number(others["is"], around))
    if isinstance(value, dict) and set(value) == {"is"} and isinstance(value["is"], dict):
        return RecordCount((), (), read_number(written.at("is", value["is"]), around))
    return RecordCount((), (), read_number(written, around))
