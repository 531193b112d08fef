"""Dates, numbers and texts as printed."""

from datetime import date
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from auditcheck.report import pretty

BABEL = {"sv": Locale.parse("sv_SE"), "en": Locale.parse("en_GB")}
NB = "\u00a0"


@pytest.mark.parametrize(
    ("written", "sv", "en"),
    [
        ("2024-03-31", f"31{NB}mars{NB}2024", f"31{NB}March{NB}2024"),
        ("2024-12", f"december{NB}2024", f"December{NB}2024"),
        ("2024", "2024", "2024"),
        ("2024-13", "2024-13", "2024-13"),
        ("i våras", "i våras", "i våras"),
    ],
)
def test_dates(written: str, sv: str, en: str) -> None:
    """A day, a month or a year; anything else stays."""
    assert (pretty.date(written, "sv"), pretty.date(written, "en")) == (sv, en)


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (2.4, "2,4", "2.4"),
        (9999, "9999", "9999"),
        (2400000, f"2{NB}400{NB}000", "2,400,000"),
        (-0.5, "−0,5", "−0.5"),
        (3.0, "3", "3"),
        (float("inf"), "inf", "inf"),
    ],
)
def test_numbers(value: float, sv: str, en: str) -> None:
    """The language's decimal sign and groups."""
    assert (pretty.number(value, "sv"), pretty.number(value, "en")) == (sv, en)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("5 §", f"5{NB}§"),
        ("9–10 §§", f"9–10{NB}§§"),
        ("6 kap. 6 §", f"6{NB}kap. 6{NB}§"),
        ("2,4 Mkr och 50 %", f"2,4{NB}Mkr och 50{NB}%"),
        ("10 § 2 st.", f"10{NB}§{NB}2{NB}st."),
        ("5 kronor", "5 kronor"),
    ],
)
def test_units_stay_with_their_numbers(written: str, printed: str) -> None:
    """Only the space changes."""
    assert pretty.tidy(written) == printed


@given(st.text(), st.text())
def test_different_names_have_different_targets(one: str, other: str) -> None:
    """And every target can stand in an id and in a link."""
    targets = pretty.target("b", one), pretty.target("b", other)
    assert (targets[0] == targets[1]) == (one == other)
    assert set(targets[0]) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
    )


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(list(BABEL)))
def test_dates_are_those_of_the_locale(day: date, language: str) -> None:
    """A day, its month and its year, as CLDR has them for Sweden and Great Britain."""
    locale = BABEL[language]
    for written, form in (
        (day.isoformat(), "d MMMM y"),
        (day.isoformat()[:7], "MMMM y"),
        (day.isoformat()[:4], "y"),
    ):
        printed = pretty.date(written, language)
        assert printed.replace(NB, " ") == format_date(day, form, locale=locale)
        assert " " not in printed


NUMBERS = st.decimals(-(10**9), 10**9, places=4) | st.integers(-(10**9), 10**9).map(Decimal)


@given(NUMBERS, st.sampled_from(list(BABEL)))
def test_numbers_are_those_of_the_locale(value: Decimal, language: str) -> None:
    """But that four digits are not grouped, as years are not, and that minus is a minus."""
    number = float(value)
    grouped = abs(number) >= 10_000
    form = "#,##0.######" if grouped else "0.######"
    said = format_decimal(Decimal(str(number)), form, locale=BABEL[language])
    assert pretty.number(number, language) == said.replace("-", "−")
    percent = format_percent(
        Decimal(str(number)) / 100, locale=BABEL[language], decimal_quantization=False
    )
    told = pretty.percent(number, language)
    if grouped:
        assert told == percent.replace("-", "−")
    assert told.endswith("%")
    assert (NB + "%" in told) == (NB + "%" in percent)


@given(st.integers(1, 9999))
def test_a_year_is_never_grouped(year: int) -> None:
    """Whether it is written as a date or as a number."""
    assert {pretty.number(year, "sv"), pretty.number(year, "en")} == {str(year)}
