"""Recommendations through any number of years, and promises, which are no evidence."""

import pytest

from followed import OUTCOMES, PLAIN, RENAMED, RULES, every, followed, given, step_of

N, P, M, E, A = "not met", "partly met", "met", "not evidenced", "not applicable"


def test_a_recommendation_through_the_years() -> None:
    """Made, made better, gone, and made again; promises beside, none of them counted."""
    promise = (
        "\nresponses: {svar: {recommendation: r, stance: accepted, measure: M, due: 2022-06-30, "
        "date: 2021-02-01}}"
    )
    audits = [
        given(RULES, OUTCOMES[N], "2021-01-01"),
        given(RULES, OUTCOMES[P] + promise, "2022-01-01"),
        given(RULES, OUTCOMES[M], "2023-01-01"),
        given(RULES, OUTCOMES[M], "2023-06-01"),
        given(RULES, OUTCOMES[N], "2024-01-01"),
    ]
    (history,) = followed(*audits).history
    assert [(year.made, year.change, year.outcomes) for year in history.years] == [
        (True, None, {"c": N}),
        (True, "partly", {"c": P}),
        (False, "mended", {"c": M}),
        (False, None, {"c": M}),
        (True, "worse", {"c": N}),
    ]
    assert [answer.promise for answer in history.answers] == ["day passed"]
    assert followed(*audits[:4]).history[0].answers[0].promise == "shown"
    assert followed(*audits[:2]).history[0].answers[0].promise == "day to come"


def test_a_history_follows_what_is_renamed() -> None:
    """Through two editions of the pack, to the last name."""
    third = RENAMED
    for old, new in (
        ("advice: {text: R, was: [older, r]", "last: {text: R, was: advice"),
        ("better:", "best:"), ("was: c", "was: better"), ("[better]", "[best]"),
    ):  # fmt: skip
        third = third.replace(old, new)
    audits = [given(rules, OUTCOMES[N]) for rules in (PLAIN, RENAMED, third)]
    (history,) = followed(*audits).history
    assert history.name == "last"
    assert [year.name for year in history.years] == ["r", "advice", "last"]
    assert [year.change for year in history.years] == [None, "remaining", "remaining"]
    assert [year.outcomes for year in history.years] == [{"best": N}] * 3


PROMISES = {
    "shown": ("stance: accepted", M), "said done but not shown": ("done: 2024-01-01", N),
    "day passed": ("due: 2024-03-30", N), "day to come": ("due: 2024-03", N),
    "no day given": ("measure: M", N), "declined": ("stance: declined, due: 2020-01-01", N),
    "contested": ("stance: contested", P), "not asked now": ("done: 2024-01-01", A),
    "not evidenced now": ("done: 2024-01-01", E),
}  # fmt: skip


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_told_by_the_evidence(promise: str) -> None:
    """Done, due or declined: what is shown is shown by the last audit."""
    said, now = PROMISES[promise]
    answered = f"\nresponses: {{svar: {{recommendation: r, {said}}}}}"
    old, new = given(RULES, OUTCOMES[N]), given(RULES, OUTCOMES[now] + answered)
    (history,) = followed(old, new).history
    assert [answer.promise for answer in history.answers] == [promise]
    without = step_of(old, given(RULES, OUTCOMES[now]))
    told = step_of(old, new)
    assert [each.change for each in every(told)] == [each.change for each in every(without)]


def test_said_to_be_done_already() -> None:
    """`already done` is as good as a day: the evidence does not show it."""
    answered = "\nresponses: {svar: {recommendation: r, stance: already done}}"
    (history,) = followed(given(RULES, OUTCOMES[N]), given(RULES, OUTCOMES[N] + answered)).history
    assert history.answers[0].promise == "said done but not shown"
