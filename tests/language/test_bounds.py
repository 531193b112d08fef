"""Conditions over very much: what would take ages, if each way were tried, is decided at once."""

import pytest

from small import codes, trace, truth

DOCUMENTS = 25


def linked(number: int, more: str = "") -> str:
    """So many documents, each of which builds on all of them."""
    names = ", ".join(f"d{n}" for n in range(number))
    items = (f"d{n}: {{type: plan, based_on: [{names}]{more}}}" for n in range(number))
    return f"documents: {{{', '.join(items)}}}"


def nested(depth: int, innermost: str) -> str:
    """A test that follows `based_on` so deep."""
    test = innermost
    for _ in range(depth):
        test = f"{{based_on: {{some: {{where: {test}}}}}}}"
    return test


@pytest.mark.parametrize(
    ("innermost", "expected"),
    [
        ("{status: beslutad}", "unknown"),
        ("{type: brev}", "false"),
        ("{type: plan}", "true"),
        ("{title: $item.title}", "unknown"),
    ],
)
def test_documents_that_build_on_each_other(innermost: str, expected: str) -> None:
    """Six references deep there are 244 million ways, and twenty-five documents to look at."""
    condition = f"{{some: documents, where: {{type: plan}}, has: {nested(6, innermost)}}}"
    assert truth(condition, linked(DOCUMENTS)) == expected


def test_what_is_remembered_is_of_its_own_item() -> None:
    """A test that asks for the item selected, or for a record, is made for each of them."""
    evidence = """
documents:
  one: {type: plan, title: A, based_on: [basis]}
  two: {type: plan, title: B, based_on: [basis]}
  basis: {type: brev, title: A}
actors: {board: {name: N, type: nämnd}, other: {name: O, type: nämnd}}
forums:
  f:
    name: F
    members: [{actor: board, role: A}, {actor: board, role: N}, {actor: other, role: N}]
"""
    same_title = "{based_on: {some: {where: {title: $item.title}}}}"
    of_item = f"{{count: documents, where: {{type: plan}}, has: {same_title}, is: 1}}"
    assert truth(of_item, evidence) == "true"
    same_name = "{actor: {where: {name: $record.role}}}"
    of_record = f"{{some: forums, has: {{members: {{count: {{where: {same_name}, is: 1}}}}}}}}"
    assert truth(of_record, evidence) == "true"


def test_what_is_remembered_is_of_its_own_day() -> None:
    """A test against a parameter on the item's own day is made for each item."""
    evidence = """
documents: {basis: {type: brev, title: A}}
decisions:
  early: {body: b, date: 2023-05-01, based_on: [basis]}
  late: {body: b, date: 2024-01-05, based_on: [basis]}
actors: {b: {name: B, type: nämnd}}
"""
    of_day = "{based_on: {some: {where: {title: {is: {parameter: named, on: date}}}}}}"
    condition = f"{{count: decisions, where: {{body: $body.board}}, has: {of_day}, is: 1}}"
    audit = "audit: {title: T, subject: {name: S}, as_of: 2024-03-31, bodies: {board: b}}"
    more = "parameters: {named: {2023-01-01: A, 2024-01-01: B}}"
    assert truth(condition, f"{audit}{evidence}", more) == "true"


def test_what_is_remembered_of_a_sample() -> None:
    """A sample that two observations are about is looked at by its share, as any other item."""
    evidence = """
samples: {s: {topic: inköp, size: 4, checks: {attest: {passed: 3, of: 4}}}}
observations:
  one: {topic: styrning, about: s, holds: 'yes', says: S}
  two: {topic: uppföljning, about: s, holds: 'yes', says: S}
"""
    about = "{about: {where: {checks.attest: {share: {at_least: 75 %}}}}}"
    assert truth(f"{{count: observations, where: {about}, is: 2}}", evidence) == "true"


def test_a_parameter_with_very_many_steps() -> None:
    """A value for each day of two centuries is looked up for each of many items with a year."""
    days = ", ".join(
        f"{year}-{month:02}-{day:02}: {month}"
        for year in range(1850, 2030)
        for month in range(1, 13)
        for day in range(1, 29)
    )
    items = ", ".join(f"d{n}: {{body: b, date: 2023, amount: 12}}" for n in range(500))
    evidence = f"decisions: {{{items}}}\nactors: {{b: {{name: B, type: nämnd}}}}"
    condition = "{every: decisions, has: {amount: {at_least: {parameter: limit, on: date}}}}"
    more = f"parameters: {{limit: {{{days}}}}}"
    assert truth(condition, evidence, more) == "unknown"
    assert truth(condition, evidence.replace("date: 2023", "date: 2023-05"), more) == "true"


AMOUNTS = "decisions: {sure: {body: b, date: 2023-01-01, currency: SEK, amount: 1}, %s}"
ACTOR = "\nactors: {b: {name: B, type: nämnd}}"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("{at_least: 1}", "true"),
        ("{above: 1}", "unknown"),
        ("{above: 100000000}", "false"),
        ("{one_of: [2, 3, 4]}", "unknown"),
    ],
)
def test_a_sum_with_thousands_that_perhaps_count(asked: str, expected: str) -> None:
    """Not every total that could be is tried, only how small and how large it can be."""
    items = (f"d{n}: {{body: b, date: 2023-01-01, amount: {n * n % 9973}}}" for n in range(4_000))
    condition = f"{{sum: decisions.amount, where: {{currency: SEK}}, is: {asked}}}"
    assert truth(condition, AMOUNTS % ", ".join(items) + ACTOR) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("{at_least: 20 %}", "true"), ("{at_least: 50 %}", "unknown"), ("{above: 80 %}", "false")],
)
def test_a_share_with_thousands_that_perhaps_count(asked: str, expected: str) -> None:
    """Thousands perhaps concerned, which may have it or not, are decided by counting."""
    sure = ", ".join(
        f"s{n}: {{type: brev, scope: S, status: {'beslutad' if n % 2 else 'utkast'}}}"
        for n in range(8_000)
    )
    perhaps = ", ".join(
        f"d{n}: {{type: brev{['', ', status: beslutad', ', status: utkast'][n % 3]}}}"
        for n in range(3_000)
    )
    condition = (
        f"{{share: documents, where: {{scope: S}}, has: {{status: beslutad}}, is: {asked}}}"
    )
    assert truth(condition, f"documents: {{{sure}, {perhaps}}}") == expected


def test_a_count_among_thousands_of_numbers() -> None:
    """A count that may be any of thousands, among thousands that are named."""
    items = ", ".join(f"d{n}: {{type: plan}}" for n in range(4_000))
    odd = ", ".join(str(n) for n in range(1, 8_001, 2))
    condition = "{count: documents, where: {type: plan}, has: {status: beslutad}, is: {%s: [%s]}}"
    assert truth(condition % ("one_of", odd), f"documents: {{{items}}}") == "unknown"
    above = ", ".join(str(n) for n in range(4_001, 8_000))
    assert truth(condition % ("one_of", above), f"documents: {{{items}}}") == "false"
    assert truth(condition % ("none_of", above), f"documents: {{{items}}}") == "true"


def test_thousands_of_absences_that_cover_together() -> None:
    """A demand for one of many values is covered value by value, by all that say so."""
    titles = ", ".join(f"t{n}" for n in range(200))
    items = ", ".join(
        f"a{n}: {{of: documents, where: {{type: [plan, brev], title: t{n % 200}}}}}"
        for n in range(6_000)
    )
    condition = f"{{some: documents, where: {{type: plan, title: [{titles}]}}}}"
    found = trace(condition, f"absences: {{{items}}}")
    assert found.truth.name == "FALSE"
    assert found.absences == tuple(f"a{n + 200 * k}" for n in range(200) for k in range(30))
    assert (
        truth(condition, f"absences: {{{items.replace('title: t7}', 'title: x}')}}}") == "unknown"
    )


def test_a_demand_of_too_many_combinations_is_not_covered() -> None:
    """Where the values of a demand combine in too many ways, absences settle nothing."""
    values = ", ".join(f"t{n}" for n in range(400))
    items = ", ".join(
        f"a{n}: {{of: documents, where: {{type: plan, title: t{n}}}}}" for n in range(400)
    )
    condition = f"{{some: documents, where: {{type: plan, title: [{values}]}}}}"
    assert truth(condition, f"absences: {{{items}}}") == "unknown"


def chain(number: int, *, rising: bool) -> str:
    """A pack with so many selections, each of which builds on another, and one criterion."""
    named = [f"s{n}" for n in range(number)]
    bases = ["documents", *named]
    pairs = list(zip(named, bases, strict=False))
    written = pairs if rising else reversed(pairs)
    selections = "".join(
        f"  {name}: {{of: {base}, where: {{type: plan}}}}\n" for name, base in written
    )
    return (
        f"selections:\n{selections}"
        f"criteria: {{c: {{title: C, requires: {{some: s{number - 1}}}}}}}\n"
    )


@pytest.mark.parametrize("rising", [True, False])
def test_selections_that_build_on_each_other(rising: bool) -> None:
    """A few hundred are read in whatever order; of thousands the tests would be millions."""
    assert codes(chain(300, rising=rising)) == []
    assert codes(chain(10_000, rising=rising)) == ["too-many-rules"]


def test_many_parts_that_rest_on_many_criteria() -> None:
    """Each part weighs the criteria behind its own; a million are weighed, and no more."""
    single = "".join(
        f"  c{n}: {{title: C{n}, requires: {{some: documents, where: {{title: t{n}}}}}}}\n"
        for n in range(2_000)
    )
    rests = ", ".join(f"{{criterion: c{n}}}" for n in range(2_000))
    criteria = f"criteria:\n{single}  whole: {{title: W, requires: {{all: [{rests}]}}}}\n"

    def asked(number: int) -> str:
        return "".join(f"  q{n}: {{asks: Q, essential: [whole]}}\n" for n in range(number))

    assert codes(f"{criteria}questions:\n{asked(400)}") == []
    assert codes(f"{criteria}questions:\n{asked(501)}") == ["too-many-rules"]
