"""Sums, shares and goals that the figures beside them contradict."""

import pytest

from loading.looking import expect


def figures(*figures: str) -> str:
    """Figures by the names a, b …, each with a title and a source."""
    lines = [
        f"  {name}: {{title: a, sources: [minutes], {figure}}}"
        for name, figure in zip("abc", figures, strict=False)
    ]
    return "\n".join(["figures:", *lines, ""])


@pytest.mark.parametrize(
    ("value", "parts", "total"),
    [("100", "{x: 60, y: 39}", "99"), ("0.5", "{x: 0.1, y: 0.2}", "0.3"),
     ("2.4", "{x: 1.2, y: 1.0, z: 0.5}", "2.7"), ("-1", "{x: 1}", "1"), ("5", "{x: 4.9}", "4.9")],
)  # fmt: skip
def test_parts_that_do_not_sum(value: str, parts: str, total: str) -> None:
    """Whole numbers are exact; decimals may have been rounded, but not by so much."""
    message = f"the parts sum to {total}, and the figure is {value}"
    text = figures(f"value: ‹{value}›, «parts»: {parts}")
    expect(text, f"warning[unequal-sum]: {message}")


@pytest.mark.parametrize(
    ("value", "parts"),
    [("100", "{x: 60, y: 40}"), ("0.3", "{x: 0.1, y: 0.2}"), ("2.4", "{x: 1.3, y: 1.2}"),
     ("0.0000003", "{x: 0.0000001, y: 0.0000002}"), ("7", "{x: 7}")],
)  # fmt: skip
def test_parts_that_sum(value: str, parts: str) -> None:
    """Sums are exact, and may differ by what rounding can explain."""
    expect(figures(f"value: {value}, parts: {parts}"))


@pytest.mark.parametrize(
    ("part", "of", "share", "gives"),
    [("1.9", "2.4", "0.5", "0.7917"), ("1", "2", "0.4", "0.5"), ("3", "4", "1", "0.75"),
     ("0", "4", "0.1", "0"), ("3", "0", "0.5", "no share"), ("50", "100", "50", "0.5")],
)  # fmt: skip
def test_a_share_that_the_figures_do_not_give(part: str, of: str, share: str, gives: str) -> None:
    """The share is told beside what it is, and the other figure's place with it."""
    text = figures(f"value: {part}, stated_share: {{of: b, is: «{share}»}}", f"value: ‹{of}›")
    message = f"{part} of {of} is {gives}, and the share stated is {share}"
    expect(text, f"warning[unlike-share]: {message}")


@pytest.mark.parametrize(
    ("part", "of", "share"),
    [("1.2", "2.4", "0.5"), ("1.9", "2.4", "0.8"), ("1.9", "2.4", "0.79"), ("1", "3", "0.33"),
     ("4", "4", "1"), ("0", "0", "0.5"), ("2, unit: Mkr", "4, unit: tkr", "0.1"),
     ("-2", "-4", "0.5")],
)  # fmt: skip
def test_a_share_that_the_figures_give(part: str, of: str, share: str) -> None:
    """A share is as exact as it is written; figures of different units are not compared."""
    expect(figures(f"value: {part}, stated_share: {{of: b, is: {share}}}", f"value: {of}"))


def indicator(series: str, *more: str) -> str:
    """One indicator with that series."""
    return f"indicators: {{i: {{title: a, sources: [minutes], {', '.join(more)}, {series}}}}}"


SERIES = "series: [{year: 2022, value: 9, target: 5}, ‹{year: 2023, value: %s, target: 8}›]"


@pytest.mark.parametrize(
    ("attained", "better", "value", "bound"),
    [("yes", "higher", "7.9", "least"), ("partly", "higher", "7", "least"),
     ("yes", "lower", "9", "most"), ("no", "higher", "8", "least"), ("no", "lower", "8", "most")],
)  # fmt: skip
def test_attainment_that_the_series_contradicts(
    attained: str, better: str, value: str, bound: str
) -> None:
    """The latest year decides that has both value and target."""
    text = indicator(SERIES % value, f"better: {better}", f"attained: «{attained}»")
    message = f"attained is '{attained}', but for 2023 the value is {value} and the target at "
    expect(text, f"warning[unlike-attainment]: {message}{bound} 8")


def test_attainment_of_a_goal_is_told_as_the_goals() -> None:
    """An indicator may miss its target while the goal is said to be partly reached."""
    text = indicator(SERIES % 7, "better: higher", "goal: Tryggt", "attained: «partly»")
    message = "attained is 'partly' of the goal 'Tryggt', but for 2023 the value is 7 and the "
    expect(text, f"warning[unlike-attainment]: {message}target at least 8")


@pytest.mark.parametrize(
    "written",
    [
        indicator(SERIES % 8, "better: higher", "attained: yes"),
        indicator(SERIES % 9, "better: higher", "attained: partly"),
        indicator(SERIES % 9, "better: lower", "attained: no"),
        indicator(SERIES % 7, "attained: yes"),
        indicator(SERIES % 7, "better: higher"),
        indicator(SERIES % 7, "better: higher", "attained: yes", "incomplete: [series]"),
        indicator("series: [{year: 2023, value: 1}, {year: 2024, target: 2}]",
                  "better: higher", "attained: yes"),
        indicator("series: [{year: 2023, value: 9, target: 8}, {year: 2024, target: 10}]",
                  "better: higher", "attained: yes"),
        indicator("series: [{year: 2023, value: 9, target: 8}, {year: 2023, value: 7, target: 8}]",
                  "better: higher", "attained: yes"),
        indicator("unit: a", "better: higher", "attained: yes"),
    ],
)  # fmt: skip
def test_attainment_that_may_be_so(written: str) -> None:
    """It fits the series, or something is missing, or the figures of the year disagree."""
    expect(written.replace("‹", "").replace("›", ""))


def test_more_tested_than_the_sample_has() -> None:
    """Told at the number, with the size beside it; fewer, or all, is well."""
    text = """
samples:
  s:
    topic: trygghet
    size: ‹10›
    checks: {a: {passed: 9, of: «11»}, b: {passed: 9, of: 10}, c: {passed: 1, of: 4}}
    sources: [minutes]
"""
    message = "11 were tested in this check, and the sample has 10"
    expect(text, f"warning[unlike-size]: {message}")
