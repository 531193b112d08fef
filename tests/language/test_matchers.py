"""Every operator on every type of field, one line each: the field's value, the test, the truth."""

import pytest

from small import truth

BOARD = """
actors: {b: {name: B, type: nämnd, side: kommunen}, c: {name: C, type: myndighet}}
audit:
  title: T
  subject: {name: S}
  as_of: 2024-03-31
  period: {from: 2023-01-01, until: 2023-12-31}
  bodies: {board: b}
"""
OTHERS = """
documents:
  x: {type: plan, FIELDS}
  l: {type: lägesbild, status: beslutad}
  o: {type: brev}
"""
PARAMETERS = (
    "parameters: {limit: {2023-01-01: 5, 2024-01-01: 7}, word: utkast, later: {2030-01-01: 1}}"
)


def document(fields: str, test: str) -> str:
    """Whether the plan passes a test."""
    condition = f"{{every: documents, where: {{type: plan}}, has: {{{test}}}}}"
    return truth(condition, OTHERS.replace("FIELDS", fields) + BOARD, PARAMETERS)


def item(kind: str, fields: str, test: str) -> str:
    """Whether the one item of a kind passes a test."""
    return truth(
        f"{{every: {kind}, has: {{{test}}}}}", f"{kind}: {{x: {{{fields}}}}}{BOARD}", PARAMETERS
    )


@pytest.mark.parametrize(
    ("fields", "test", "expected"),
    [
        ("status: utkast", "status: utkast", "true"),
        ("status: utkast", "status: beslutad", "false"),
        ("title: T", "status: utkast", "unknown"),
        ("status: utkast", "status: [utkast, beslutad]", "true"),
        ("status: utkast", "status: {is: utkast, is_not: beslutad}", "true"),
        ("status: utkast", "status: {none_of: [utkast]}", "false"),
        ("status: utkast", "status: {one_of: [beslutad, upphävd]}", "false"),
        ("status: utkast", "status: $parameter.word", "true"),
        ("status: utkast", "status: {given: true}", "true"),
        ("title: T", "status: {given: false}", "true"),
        ("title: T", "status: {given: true}", "false"),
        ("title: Ny ÅTGÄRDSPLAN", "title: {contains_text: åtgärds}", "true"),
        ("title: Straße", "title: {ends_with: STRASSE}", "true"),
        ("title: Plan 2024", "title: {starts_with: plan}", "true"),
        ("title: Plan 2024", "title: {starts_with: '2024'}", "false"),
        ("title: Plan", "title: plan", "false"),
        ("title: Plan", "title: {is_not: plan}", "true"),
        ("title: plan", "title: $item.type", "true"),
        ("title: plan", "title: $item.scope", "unknown"),
        ("title: Plan, scope: plan", "title: {contains_text: $item.scope}", "true"),
    ],
)
def test_words_and_texts(fields: str, test: str, expected: str) -> None:
    """Equality is exact, text operators fold case; a field not given is unknown."""
    assert document(fields, test) == expected


@pytest.mark.parametrize(
    ("day", "test", "expected"),
    [
        ("2024-03-30", "before: 2024-03-31", "true"),
        ("2024-03-31", "before: 2024-03-31", "false"),
        ("2024-03-31", "on_or_before: $as_of", "true"),
        ("2024-04-01", "after: $as_of", "true"),
        ("2024-03-31", "on_or_after: $as_of", "true"),
        ("2024-03", "on_or_before: $as_of", "true"),
        ("2024-03", "before: $as_of", "unknown"),
        ("2024", "after: $as_of", "unknown"),
        ("2023", "after: $as_of", "false"),
        ("2022-03-31", "within: 2 years", "true"),
        ("2022-03-30", "within: 2 years", "false"),
        ("2024-04-01", "within: 2 years", "false"),
        ("2022-03", "within: 2 years", "unknown"),
        ("2022-03-30", "older_than: 2 years", "true"),
        ("2022-03-31", "older_than: 2 years", "false"),
        ("2024-02-29", "within: 1 month", "true"),
        ("2024-02-28", "within: 1 month", "false"),
        ("2024-03-24", "within: 1 week", "true"),
        ("2024-03-30", "within: 1 day", "true"),
        ("2024-03-29", "within: 1 day", "false"),
        ("2023-12-31", "in_period: $period", "true"),
        ("2023-01-01", "in_period: {from: 2023-01-01, until: 2023-01-01}", "true"),
        ("2024-01-01", "in_period: $period", "false"),
        ("2023", "in_period: $period", "true"),
        ("2023", "in_period: {from: 2023-06-01}", "unknown"),
        ("2030-01-01", "in_period: {from: $as_of}", "true"),
        ("2030-01-01", "in_period: {until: $as_of}", "false"),
        ("2023-12-31", "on_or_before: $period.until", "true"),
        ("2022-12-31", "before: $period.from", "true"),
        ("2023-05-01", "after: $item.effective.from", "true"),
        ("2023-04", "after: $item.effective.from", "true"),
        ("2023-03", "after: $item.effective.from", "unknown"),
        ("2023-03", "in_period: {from: $item.effective.from}", "unknown"),
        ("2023-03", "in_period: {from: $item.valid.from}", "unknown"),
        ("2023-03", "given: true", "true"),
    ],
)
def test_dates(day: str, test: str, expected: str) -> None:
    """True or false when every pair of days agrees; `within` has both ends in, month ends clip."""
    fields = f"decided: {{date: {day}}}, effective: {{from: 2023-03}}"
    assert document(fields, f"decided.date: {{{test}}}") == expected


@pytest.mark.parametrize(
    ("period", "test", "expected"),
    [
        ("{from: 2023-01-01, until: 2023-06-01}", "in_period: $period", "true"),
        ("{from: 2022-12-31, until: 2023-06-01}", "in_period: $period", "false"),
        ("{from: 2023-06-01}", "in_period: $period", "false"),
        ("{from: 2023-06-01}", "overlaps: $period", "true"),
        ("{until: 2022-12-31}", "overlaps: $period", "false"),
        ("{until: 2023}", "overlaps: $period", "true"),
        ("{from: 2023-12}", "overlaps: {until: 2023-12-15}", "unknown"),
        (
            "{from: 2024-01-01, until: 2024-02-01}",
            "overlaps: {until: $as_of, from: $as_of}",
            "false",
        ),
        ("{from: 2024-01-01}", "overlaps: {from: $as_of, until: $as_of}", "true"),
        ("{from: 2024-01-01}", "given: true", "true"),
        ("{from: 2024-01-01}", "overlaps: $item.effective", "unknown"),
    ],
)
def test_periods(period: str, test: str, expected: str) -> None:
    """A period without `until` goes on, one without `from` has always been."""
    assert document(f"valid: {period}", f"valid: {{{test}}}") == expected


def test_the_ends_of_a_period_are_dates() -> None:
    """Dots reach inside."""
    assert document("valid: {until: 2024-12-31}", "valid.until: {on_or_after: $as_of}") == "true"
    assert document("valid: {until: 2024-12-31}", "valid.from: {before: $as_of}") == "unknown"
    assert document("decided: {by: b}", "decided.date: {before: $as_of}") == "unknown"


@pytest.mark.parametrize(
    ("dates", "test", "expected"),
    [
        ("[2021-01-01, 2023-06-01]", "within: 1 year", "true"),
        ("[2023-06-01, 2021-01-01]", "older_than: 2 years", "false"),
        ("[]", "within: 1 year", "false"),
        ("[]", "older_than: 1 year", "false"),
        ("[2023-06, 2023-06-15]", "after: 2023-06-15", "unknown"),
        ("[2023-06, 2023-06-15]", "on_or_after: 2023-06-15", "true"),
        ("[2023-06-01]", "in_period: $period", "true"),
        ("[2023-06-01]", "count: 1", "true"),
        ("[2023-06-01], incomplete: [updated]", "within: 1 year", "true"),
        ("[2021-06-01], incomplete: [updated]", "within: 1 year", "unknown"),
        ("[2024-05-01], incomplete: [updated]", "after: $as_of", "true"),
        ("[], incomplete: [updated]", "on_or_before: $as_of", "unknown"),
        ("[], incomplete: [updated]", "after: $as_of", "false"),
    ],
)
def test_lists_of_dates(dates: str, test: str, expected: str) -> None:
    """A list stands for its latest day; in an incomplete one that is any day up to `as_of`."""
    assert document(f"updated: {dates}", f"updated: {{{test}}}") == expected


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("amount: 5", "true"),
        ("amount: 5.0", "true"),
        ("amount: [4, 5]", "true"),
        ("amount: {at_least: 5}", "true"),
        ("amount: {above: 5}", "false"),
        ("amount: {at_most: 4.99}", "false"),
        ("amount: {below: 5.01}", "true"),
        ("amount: {between: [5, 5]}", "true"),
        ("amount: {is_not: 5}", "false"),
        ("amount: {at_least: $parameter.limit}", "false"),
        ("amount: {at_least: {parameter: limit, on: date}}", "true"),
        ("amount: {at_least: {parameter: limit, on: $item.date}}", "true"),
        ("amount: {at_least: {parameter: limit}}", "false"),
        ("amount: {at_least: {parameter: limit, on: effective.from}}", "unknown"),
        ("amount: {at_least: $parameter.later}", "unknown"),
        ("amount: $item.amount", "true"),
        ("amount: {given: true}", "true"),
    ],
)
def test_numbers(test: str, expected: str) -> None:
    """Numbers are compared exactly; a parameter has its value at `as_of` or on the item's day."""
    assert item("decisions", "body: b, date: 2023-05-01, amount: 5", test) == expected


@pytest.mark.parametrize(
    ("contains", "test", "expected"),
    [
        ("[mål]", "mål", "true"),
        ("[mål]", "[mål, orsaker]", "true"),
        ("[mål]", "{includes: mål}", "true"),
        ("[mål]", "{includes: [mål, orsaker]}", "false"),
        ("[mål]", "{includes_any: [mål, orsaker]}", "true"),
        ("[mål]", "{excludes: [orsaker, konsekvenser]}", "true"),
        ("[mål]", "{excludes: [orsaker, mål]}", "false"),
        ("[mål]", "{is_not: mål}", "false"),
        ("[mål]", "{none_of: [orsaker]}", "true"),
        ("[mål]", "{is: orsaker}", "false"),
        ("[mål]", "{count: 1}", "true"),
        ("[mål]", "{count: {at_least: 2}}", "false"),
        ("[mål]", "{count: {is: {at_least: 1}}}", "true"),
        ("[mål]", "{count: {is: 1}}", "true"),
        ("[]", "{includes: mål}", "false"),
        ("[]", "{given: true}", "true"),
        ("[mål], incomplete: [contains]", "{includes: mål}", "true"),
        ("[mål], incomplete: [contains]", "{includes: orsaker}", "unknown"),
        ("[mål], incomplete: [contains]", "{excludes: mål}", "false"),
        ("[mål], incomplete: [contains]", "{excludes: orsaker}", "unknown"),
        ("[mål], incomplete: [contains]", "{count: {at_least: 1}}", "true"),
        ("[mål], incomplete: [contains]", "{count: {at_most: 5}}", "unknown"),
        ("[mål], incomplete: [contains]", "{count: 0}", "false"),
    ],
)
def test_lists_of_words(contains: str, test: str, expected: str) -> None:
    """A list is complete, unless the item says that it is not: then only what is found counts."""
    assert document(f"contains: {contains}", f"contains: {test}") == expected


@pytest.mark.parametrize(
    ("records", "test", "expected"),
    [
        ("[{to: b, date: 2023-05-01}]", "some: {where: {to: $body.board}}", "true"),
        ("[{to: c}]", "some: {where: {to: $body.board}}", "false"),
        ("[{to: c}]", "some: {where: {to: $body.council}}", "unknown"),
        ("[{to: b}]", "some: {where: {to: $body.board}, has: {date: {given: true}}}", "false"),
        ("[{to: b}]", "some: {has: {date: {within: 1 year}}}", "unknown"),
        ("[{to: b}, {to: c}]", "every: {has: {to: $body.board}}", "false"),
        ("[]", "every: {has: {to: $body.board}}", "false"),
        ("[]", "no: {where: {to: $body.board}}", "true"),
        ("[{to: b}]", "no: {where: {to: $body.board}}", "false"),
        ("[{to: b}, {to: c}]", "count: {where: {to: {where: {type: nämnd}}}, is: 1}", "true"),
        ("[{to: b}, {to: c}]", "count: {has: {date: {given: false}}, is: {at_least: 3}}", "false"),
        ("[{to: b}, {to: c}]", "count: 2", "true"),
        ("[{to: b, date: 2023-05-01}]", "some: {has: {date: {after: $item.valid.from}}}", "true"),
        ("[{to: b}], incomplete: [presented_to]", "some: {where: {to: $body.board}}", "true"),
        ("[{to: c}], incomplete: [presented_to]", "some: {where: {to: $body.board}}", "unknown"),
        ("[{to: b}], incomplete: [presented_to]", "every: {has: {to: $body.board}}", "unknown"),
        ("[{to: c}], incomplete: [presented_to]", "every: {has: {to: $body.board}}", "false"),
        ("[{to: c}], incomplete: [presented_to]", "no: {where: {to: $body.board}}", "unknown"),
        ("[{to: b}], incomplete: [presented_to]",
         "count: {where: {to: $body.board}, is: {at_least: 1}}", "true"),
        ("[{to: b, date: 2023-01-01}, {to: c, date: 2023-02-01}]",
         "latest: {by: date, has: {to: $body.board}}", "false"),
    ],
)  # fmt: skip
def test_lists_of_records(records: str, test: str, expected: str) -> None:
    """`some`, `every`, `no` and `count` ask of records as the conditions ask of items."""
    fields = f"valid: {{from: 2023-01-01}}, presented_to: {records}"
    assert document(fields, f"presented_to: {{{test}}}") == expected


@pytest.mark.parametrize(
    ("fields", "test", "expected"),
    [
        ("based_on: [l]", "based_on: {some: {where: {type: lägesbild}}}", "true"),
        ("based_on: [o]", "based_on: {some: {where: {type: lägesbild}}}", "false"),
        ("based_on: [l, o]", "based_on: {every: {has: {status: beslutad}}}", "unknown"),
        ("based_on: [l, o]", "based_on: {no: {where: {type: plan}}}", "true"),
        ("based_on: [l, o]", "based_on: {count: {where: {status: {given: true}}, is: 1}}", "true"),
        ("parties: [b]", "parties: $body.board", "true"),
        ("parties: [c]", "parties: {includes: $body.board}", "false"),
        ("parties: [c]", "parties: {excludes: [$body.board]}", "true"),
        ("parties: [b], owner: b", "parties: {includes: $item.owner}", "true"),
        ("owner: b", "owner: $body.board", "true"),
        ("owner: c", "owner: {is_not: $body.board}", "true"),
        ("owner: c", "owner: {one_of: [$body.board, $body.council]}", "unknown"),
        ("owner: b", "owner: {where: {side: kommunen}}", "true"),
        ("owner: c", "owner: {where: {side: kommunen}}", "unknown"),
        ("decided: {by: c}", "decided.by: {where: {type: nämnd}}", "false"),
        ("owner: b", "owner: {where: {level: strategisk}}", "unknown"),
    ],
)
def test_references(fields: str, test: str, expected: str) -> None:
    """A reference is followed by `where`, or is a body that the audit names, never an id."""
    assert document(fields, test) == expected


@pytest.mark.parametrize(
    ("series", "test", "expected"),
    [
        ("[{year: 2022, value: 1}, {year: 2023, value: 5}]", "has: {value: 5}", "true"),
        ("[{year: 2023, value: 1}, {year: 2022, value: 5}]", "has: {value: 5}", "false"),
        ("[{year: 2023, value: 5}, {year: 2025, target: 9}]", "has: {value: 5}", "unknown"),
        ("[{year: 2023, value: 5}, {year: 2025, target: 9}]",
         "where: {value: {given: true}}, has: {value: 5}", "true"),
        ("[{year: 1, value: 5, target: 4}]", "has: {value: {at_least: $record.target}}", "true"),
        ("[{year: 2023, value: 5}]", "has: {value: {at_least: $record.target}}", "unknown"),
        ("[{year: 2023, value: 5}, {year: 2023, value: 6}]", "has: {value: 5}", "unknown"),
        ("[{year: 2023, value: 5}, {year: 2023, value: 6}]", "has: {value: {above: 4}}", "true"),
        ("[]", "has: {value: 5}", "false"),
        ("[{year: 2022, value: 5}]", "where: {year: 2023}, has: {value: 5}", "false"),
        ("[{year: 2023, value: 5}], incomplete: [series]", "has: {value: 5}", "unknown"),
    ],
)  # fmt: skip
def test_latest(series: str, test: str, expected: str) -> None:
    """The record with the highest value; where several may be it they must agree."""
    fields = f"title: I, series: {series}"
    assert item("indicators", fields, f"series: {{latest: {{by: year, {test}}}}}") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("date: 2023-05", "date: 2023-05-15", "unknown"),
        ("date: 2023-04", "date: 2023-05-15", "true"),
        ("date: 2023-06", "date: 2023-05-15", "false"),
        ("", "date: 2023-05-15", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_latest_by_a_partial_date(first: str, second: str, expected: str) -> None:
    """A month may or may not be later than a day in it; without a date it may be the latest."""
    one, two = (each and f", {each}" for each in (first, second))
    fields = f"presented_to: [{{to: c{one}}}, {{to: b{two}}}]"
    test = "presented_to: {latest: {by: date, has: {to: $body.board}}}"
    assert document(fields, test) == expected


@pytest.mark.parametrize(
    ("check", "test", "expected"),
    [
        ("{passed: 3, of: 4}", "{at_least: 75 %}", "true"),
        ("{passed: 3, partly: 1, of: 4}", "{above: 75 %}", "false"),
        ("{passed: 1, of: 3}", "{is: 33.3 %}", "false"),
        ("{passed: 0, of: 0}", "{at_least: 75 %}", "unknown"),
        ("{passed: 3, of: 4}", "{at_least: $audit.plan_year}", "unknown"),
    ],
)
def test_the_share_of_a_check(check: str, test: str, expected: str) -> None:
    """A check's share is those passed of those tested; of none it is unknown."""
    fields = f"topic: inköp, size: 4, checks: {{attest: {check}}}"
    assert item("samples", fields, f"checks.attest: {{share: {test}}}") == expected
    assert item("samples", fields, "checks.other: {share: {at_least: 1 %}}") == "unknown"


def test_numbers_inside_checks_and_parts() -> None:
    """Dots reach into mappings by any name."""
    fields = "topic: inköp, size: 4, checks: {attest: {passed: 3, of: 4}}"
    assert item("samples", fields, "checks.attest.passed: {at_least: 3}") == "true"
    parts = "title: F, value: 3, parts: {a: 1, b: 2}"
    assert item("figures", parts, "parts.a: 1") == "true"
    assert item("figures", parts, "parts.c: 1") == "unknown"


def test_a_flag_is_not_a_number() -> None:
    """Equality compares type first."""
    fields = "name: F, mandate: {documented: true}"
    assert item("forums", fields, "mandate.documented: true") == "true"
    assert item("forums", fields, "mandate.documented: [false]") == "false"
