"""Which fields a condition names, and whether it chooses by them what it looks at."""

from collections.abc import Iterator

from auditcheck.language.references import walk
from auditcheck.model.conditions import (
    AuditFact,
    Compare,
    Condition,
    Counted,
    Dollar,
    FieldTest,
    Finding,
    Follow,
    Latest,
    Quantified,
    RecordCount,
    Records,
    Tests,
)


def chosen_by(condition: Condition) -> Iterator[str]:
    """The fields, inside records and references too, by which items are chosen to be looked at."""
    for test, choosing in _tests_of(condition):
        if choosing:
            yield from test.path
            for dollar in _dollars(test):
                yield from dollar.path if dollar.of in ("item", "record") else ()


def named_by(condition: Condition) -> Iterator[str]:
    """Every field that its tests name."""
    for test, _ in _tests_of(condition):
        yield from test.path
        for dollar in _dollars(test):
            yield from dollar.path if dollar.of in ("item", "record") else ()


def bodies_of(condition: Condition) -> Iterator[str]:
    """The bodies of the audit that it asks for; `*` where it may ask for any of them."""
    if any(isinstance(each, AuditFact) for each in walk(condition)):
        yield "*"
    for test, _ in _tests_of(condition):
        for dollar in _dollars(test):
            if dollar.of in ("body", "audit"):
                yield dollar.path[0] if dollar.of == "body" and dollar.path else "*"


def _dollars(test: FieldTest) -> Iterator[Dollar]:
    for matcher in test.matchers:
        arguments = matcher.arguments if isinstance(matcher, Compare) else ()
        yield from (each for each in arguments if isinstance(each, Dollar))


def _tests_of(condition: Condition) -> Iterator[tuple[FieldTest, bool]]:
    for each in walk(condition):
        match each:
            case Quantified() | Counted():
                yield from _inside(each.where, choosing=True)
                yield from _inside(each.has, choosing=False)
            case Finding():
                yield from _inside(each.where or (), choosing=True)
            case AuditFact():
                yield from _inside(each.tests, choosing=True)
            case _:
                pass


def _inside(tests: Tests, *, choosing: bool) -> Iterator[tuple[FieldTest, bool]]:
    """The tests and those inside them; what a reference leads to is chosen by all of its own."""
    for test in tests:
        yield test, choosing
        for matcher in test.matchers:
            match matcher:
                case Records() | RecordCount() | Latest():
                    yield from _inside(matcher.where, choosing=True)
                    yield from _inside(matcher.has, choosing=choosing)
                case Follow():
                    yield from _inside(matcher.where, choosing=True)
                case _:
                    pass
