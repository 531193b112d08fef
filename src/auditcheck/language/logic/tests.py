"""Tests of one item's fields: which of them imply others, and which no item can have at once.

All are of the same item, with the same `$item` and `$record`. One matcher is *no truer* than
another when in all evidence false comes with false, and true with true: then it implies the other,
and what refutes the other refutes it. Where only the first of the two is needed (`both` is false)
more can be said.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

from auditcheck.language.comparing import COMPARISONS
from auditcheck.language.logic import dates
from auditcheck.language.logic.ranges import COUNTS, SHARES, Numbers, numbers
from auditcheck.model.conditions import (
    CheckShare,
    Compare,
    FieldTest,
    Fixed,
    Follow,
    IsGiven,
    Latest,
    Matcher,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.days import parse_days
from auditcheck.model.truth import Truth

Key = tuple[tuple[str, ...], bool, bool]
OF_NUMBERS = ("at_least", "at_most", "above", "below", "between")
OF_TEXTS = ("contains_text", "starts_with", "ends_with")
AMONG = ("is", "one_of")
NOT_AMONG = ("is_not", "none_of")
_NO_DAY = parse_days("2000")  # plain values are compared with no day in mind
_ONE = Fraction(1)


def implied(have: Tests, wanted: Tests, *, both: bool = False) -> bool:
    """Whether every item that has the first has the second; `both`: and no truer."""
    fields = _by_field(have)
    return all(
        _follows(fields.get(_key(test), ()), matcher, both=both)
        for test in wanted
        for matcher in test.matchers
    )


def clash(tests: Tests) -> bool:
    """Whether no item can have all of the tests."""
    return any(map(_clash, _by_field(tests).values()))


def same(one: Tests, other: Tests) -> bool:
    """Whether the two are one set of tests, in whatever order."""
    return frozenset(one) == frozenset(other)


def at_least_one(compares: Sequence[Compare]) -> bool:
    """Whether a count that the comparisons allow is never none."""
    return bool(compares) and numbers(compares, COUNTS).within(Compare("at_least", (Fixed(_ONE),)))


def _key(test: FieldTest) -> Key:
    return test.path, test.many, test.refers


def _by_field(tests: Iterable[FieldTest]) -> dict[Key, tuple[Matcher, ...]]:
    fields: dict[Key, list[Matcher]] = {}
    for test in tests:
        fields.setdefault(_key(test), []).extend(test.matchers)
    return {key: tuple(matchers) for key, matchers in fields.items()}


def compares_in(matchers: Iterable[Matcher]) -> list[Compare]:
    """The plain comparisons among matchers."""
    return [each for each in matchers if isinstance(each, Compare)]


def _follows(have: Sequence[Matcher], wanted: Matcher, *, both: bool) -> bool:
    """Whether what a field has implies a matcher of the same field."""
    if wanted in have:
        return True
    match wanted:
        case IsGiven(expected):
            return expected and not both and any(each != IsGiven(False) for each in have)
        case Compare():
            return compared(compares_in(have), wanted, both=both)
        case RecordCount():
            return any(_counts(each, wanted, both=both) for each in have)
        case Records() | Latest() | Follow() | CheckShare():
            return any(_stronger(each, wanted, both=both) for each in have)
        case _:
            assert_never(wanted)


def compared(have: Sequence[Compare], wanted: Compare, *, both: bool) -> bool:
    """Whether comparisons of one value imply another."""
    if any(_by_arguments(each, wanted, both=both) for each in have):
        return True
    needed = dates.bounds(wanted)
    if needed is not None:
        known = [bound for each in have for bound in dates.bounds(each) or ()]
        return all(dates.implied(known, bound) for bound in needed)
    if wanted.operator not in (*OF_NUMBERS, *AMONG, *NOT_AMONG, *OF_TEXTS) or not _fixed(wanted):
        return False
    values = _values(have)
    if values is not None:
        return all(_holds(wanted, each) for each in values)
    if wanted.operator in OF_TEXTS:
        return any(_text(each, wanted) for each in have)
    return any(map(_fixed, have)) and numbers(have).within(wanted)


def _fixed(compare: Compare) -> bool:
    return all(isinstance(each, Fixed) for each in compare.arguments)


def _values(have: Iterable[Compare]) -> list[Fixed] | None:
    """The values that a value can have, where comparisons name them; None where none does."""
    known = [each for each in have if _fixed(each)]
    naming = next((each for each in known if each.operator in AMONG), None)
    if naming is None:
        return None
    named = [each for each in naming.arguments if isinstance(each, Fixed)]
    return [each for each in named if all(_holds(other, each) for other in known)]


def _holds(compare: Compare, value: Fixed) -> bool:
    arguments = [each.value for each in compare.arguments if isinstance(each, Fixed)]
    return COMPARISONS[compare.operator](value.value, arguments, _NO_DAY) is Truth.TRUE


def _by_arguments(have: Compare, wanted: Compare, *, both: bool) -> bool:
    """Membership, decided by which arguments the two name, known or looked up.

    One that is looked up may stand for nothing: then its comparison is unknown.
    """
    mine, its = {*have.arguments}, {*wanted.arguments}
    spare = [*(its - mine), *(mine - its if both else ())]
    if not all(isinstance(each, Fixed) for each in spare):
        return False
    match have.operator, wanted.operator:
        case ("is" | "one_of", "is" | "one_of") | ("includes_any", "includes_any"):
            return mine <= its
        case ("is_not" | "none_of", "is_not" | "none_of") | ("excludes", "excludes"):
            return mine >= its
        case "includes", "includes":
            return mine >= its
        case "includes", "includes_any":
            return bool(mine & its)
        case _:
            return False


def _text(have: Compare, wanted: Compare) -> bool:
    """Whether every text that is as the first asks is as the second does."""
    if have.operator not in OF_TEXTS or wanted.operator not in (have.operator, "contains_text"):
        return False
    return all(isinstance(each, Fixed) and _holds(wanted, each) for each in have.arguments)


def _stronger(have: Matcher, wanted: Matcher, *, both: bool) -> bool:
    """Whether a matcher of records, references or checks is no truer than another."""
    match have, wanted:
        case Records("some"), Records("some"):
            return implied(_all(have), _all(wanted), both=both)
        case Records("no"), Records("no"):
            return implied(_all(wanted), _all(have), both=True)
        case Records("every"), Records("every"):
            return same(have.where, wanted.where) and implied(have.has, wanted.has, both=both)
        case Records("every"), Records("some"):
            return not both and implied(_all(have), _all(wanted))
        case RecordCount(), Records("some"):
            within = implied(_all(have), _all(wanted))
            return not both and at_least_one(have.matcher) and within
        case Latest(), Latest():
            alike = have.by == wanted.by and same(have.where, wanted.where)
            return alike and implied(have.has, wanted.has, both=both)
        case Follow(), Follow():
            return implied(have.where, wanted.where, both=both)
        case CheckShare(), CheckShare():
            return numbered(have.matcher, wanted.matcher, SHARES)
        case _:
            return False


def _counts(have: Matcher, wanted: RecordCount, *, both: bool) -> bool:
    """Whether a matcher of a list sees to a number of its elements."""
    match have:
        case RecordCount():
            if same(_all(have), _all(wanted)):
                return numbered(have.matcher, wanted.matcher, COUNTS)
            more = not both and at_least(have.matcher, wanted.matcher)
            return more and implied(_all(have), _all(wanted))
        case Records("some" | "every"):
            one = (Compare("at_least", (Fixed(_ONE),)),)
            more = not both and at_least(one, wanted.matcher)
            return more and implied(_all(have), _all(wanted))
        case _:
            return False


def _all(matcher: Records | RecordCount) -> Tests:
    return (*matcher.where, *matcher.has)


def numbered(have: Sequence[Compare], wanted: Sequence[Compare], among: Numbers) -> bool:
    """Whether comparisons of a number, one of those that it can be, imply others."""
    left = numbers(have, among)
    return all(each in have or left.within(each) for each in wanted)


def at_least(have: Sequence[Compare], wanted: Sequence[Compare]) -> bool:
    """Whether a count that the first allow, and any greater one, is what the second ask for."""
    least = numbers(have, COUNTS).least
    up = COUNTS._replace(low=least)
    return bool(least) and bool(wanted) and all(map(up.within, wanted))


def _clash(matchers: Sequence[Matcher]) -> bool:
    """Whether no value of a field fits all the matchers."""
    distinct = tuple(dict.fromkeys(matchers))  # selections that build on each other say much again
    if IsGiven(False) in distinct and len(distinct) > 1:
        return True
    return (
        compare_clash(compares_in(distinct))
        or any(map(_hollow, distinct))
        or any(_exclude(one, other) for one in distinct for other in distinct)
    )


def compare_clash(compares: Sequence[Compare]) -> bool:
    """Whether no value fits all the comparisons."""
    if _values(compares) == []:
        return True
    of_days = (each for each in compares if each.operator != "in_period")  # not of periods
    ends = [bound for each in of_days for bound in dates.bounds(each) or ()]
    return dates.clash(ends) or numbers(compares).empty


def _hollow(matcher: Matcher) -> bool:
    """Whether nothing fits the one matcher."""
    match matcher:
        case Records("some" | "every") | Latest():
            return clash((*matcher.where, *matcher.has))
        case RecordCount():
            none = numbers(matcher.matcher, COUNTS).empty
            return none or (at_least_one(matcher.matcher) and clash(_all(matcher)))
        case Follow():
            return clash(matcher.where)
        case CheckShare():
            return numbers(matcher.matcher, SHARES).empty
        case _:
            return False


def _exclude(one: Matcher, other: Matcher) -> bool:
    """Whether no value fits both."""
    match one, other:
        case Compare("includes" | "includes_any"), Compare("excludes"):
            mine, its = {*one.arguments}, {*other.arguments}
            return bool(mine & its) if one.operator == "includes" else mine <= its
        case Compare("is" | "one_of"), Compare("is_not" | "none_of"):
            return {*one.arguments} <= {*other.arguments}
        case Records("some" | "every"), Records("no"):
            return implied(_all(one), _all(other))
        case Records("every"), Records("some"):
            return implied(_all(other), one.where) and clash((*_all(other), *one.has))
        case RecordCount(), Records("no"):
            return at_least_one(one.matcher) and implied(_all(one), _all(other))
        case RecordCount(), RecordCount():
            alike = same(_all(one), _all(other))
            return alike and numbers((*one.matcher, *other.matcher), COUNTS).empty
        case Follow(), Follow():
            return clash((*one.where, *other.where))
        case CheckShare(), CheckShare():
            return numbers((*one.matcher, *other.matcher), SHARES).empty
        case _:
            return False
