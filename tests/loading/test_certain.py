"""Demands for numbers that hold whatever is found; words that stand for something else."""

import pytest

from small import SCALE, codes, told, try_pack


def certain(condition: str) -> list[str]:
    """What is told of a demand that always holds."""
    found = told(f"criteria: {{c: {{title: C, requires: {condition}}}}}")
    return [message for code, message in found if code == "always-holds"]


EVERY = "every number fits this: it always holds"


@pytest.mark.parametrize(
    "condition",
    [
        "{count: documents, is: {at_least: 0}}",
        "{share: documents, has: {status: beslutad}, is: {between: [0 %, 100 %]}}",
        "{sum: funds.amount, is: {at_least: 0}}",
        "{some: documents, has: {followed_up: {count: {at_least: 0}}}}",
        "{not: {some: forums, where: {led_by: {where: {aliases: {count: {at_least: 0}}}}}}}",
    ],
)
def test_what_every_number_fits(condition: str) -> None:
    """A limit that nothing falls below, however deep it stands."""
    assert certain(condition) == [EVERY]


@pytest.mark.parametrize(
    "condition",
    [
        "{count: documents, is: {at_least: 1}}",
        "{share: documents, has: {status: beslutad}, is: {at_least: 1 %}}",
        "{some: documents, has: {followed_up: {count: {above: 0}}}}",
        "{sum: funds.amount, is: {above: 0}}",
        "{sum: decisions.amount, is: {at_least: 0}}",
        "{count: documents, is: {at_least: $parameter.limit}}",
    ],
)
def test_what_some_numbers_do_not_fit(condition: str) -> None:
    """A limit that something falls below, or that is not known, is none of these."""
    found = told(f"criteria: {{c: {{title: C, requires: {condition}}}}}\nparameters: {{limit: 0}}")
    assert "always-holds" not in [code for code, _ in found]


def test_the_share_of_what_nothing_is_asked_of() -> None:
    """It is the whole: such a demand holds always, or never."""
    whole = "without 'has' the share is all that is selected: it always holds"
    assert certain("{share: documents, is: {at_least: 75 %}}") == [whole]
    rules = "criteria: {c: {title: C, requires: {share: documents, is: {at_most: 75 %}}}}"
    assert codes(rules) == ["never-holds"]


def test_conditions_of_ladders_are_looked_at() -> None:
    """A rung's and the conclusion's, and the scale's once for all its parts."""
    found = told(
        "criteria: {c: {title: C, requires: {some: documents, where: {type: plan}}}}\n"
        "scale:\n"
        "  {levels: [Nej, Ja], ladder: {Ja: {essential: all, count: forums, is: {at_least: 0}}}}\n"
        "questions: {q: {asks: Q, essential: [c]}, r: {asks: R, essential: [c]}}\n"
        "conclusion: {asks: K, levels: {Ja: {count: funds, is: {at_least: 0}}}}"
    )
    assert [message for code, message in found if code == "always-holds"] == [EVERY, EVERY]


@pytest.mark.parametrize("word", ["not evidenced", "Not Applicable", "not yet due", "open", "met"])
def test_levels_are_not_named_as_outcomes(word: str) -> None:
    """A report could not tell the level from there being none."""
    _, (problem, *_) = try_pack(SCALE.replace("Ja", word) + "criteria: {}")
    assert problem.code == "name-taken"
    assert problem.span is not None
    assert problem.span.column == len("scale: {levels: [Nej, ") + 1


@pytest.mark.parametrize(
    ("where", "help_"),
    [
        (
            "documents, where: {decided.date: {within: 99999 years}}",
            "write a number from 1 to 1000",
        ),
        ("documents, where: {decided.date: {within: 0 months}}", "write a number from 1 to 1000"),
        ("observations, where: {holds: true}", "write one of: 'yes', 'partly', 'no'"),
        ("documents, where: {type: true}", "write one of: 'plan', 'lägesbild', 'brev'"),
        ("documents, where: {status: beslutat}", "write 'beslutad'"),
    ],
)
def test_what_the_help_says(where: str, help_: str) -> None:
    """The limit that was passed, and the words that there are."""
    _, (problem, *_) = try_pack(f"criteria: {{c: {{title: C, requires: {{some: {where}}}}}}}")
    assert problem.help == help_


def test_only_what_is_near_is_offered() -> None:
    """A word that is like none of those expected is answered with their list."""
    _, (problem, *_) = try_pack("criteria: {c: {title: C, requires: {some: judgements}}}")
    assert problem.help is not None
    assert problem.help.startswith("expected one of: actors, documents, ")
