"""Days and durations as auditors write them."""

from datetime import date

import pytest

from auditcheck.model.days import Duration, back_from, before, parse_days, parse_duration


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03-31", date(2024, 3, 31), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_is_all_days_in_it(text: str, first: date, last: date) -> None:
    """A day, a month or a year."""
    days = parse_days(text)
    assert (days.first, days.last, str(days)) == (first, last, text)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-3", "2024/03", "2024-02-30", "2024-13", "２０２４"]
)
def test_what_is_no_date(text: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match="is not a d"):
        parse_days(text)


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("1 day", date(2024, 3, 30)),
        ("2 weeks", date(2024, 3, 17)),
        ("1 month", date(2024, 2, 29)),
        ("3 months", date(2023, 12, 31)),
        ("13 months", date(2023, 2, 28)),
        ("2 years", date(2022, 3, 31)),
    ],
)
def test_counting_back_is_calendar_exact(duration: str, expected: date) -> None:
    """Month ends clip to the last of the month."""
    assert back_from(date(2024, 3, 31), parse_duration(duration)) == expected


def test_leap_day_clips() -> None:
    """A year before 29 February is the 28th."""
    assert back_from(date(2024, 2, 29), Duration(1, "years")) == date(2023, 2, 28)


def test_before_the_calendar_is_its_first_day() -> None:
    """What would lie before year 1 begins with it."""
    assert back_from(date(2, 1, 1), Duration(1000, "years")) == date.min
    assert back_from(date.min, Duration(1, "days")) == date.min


@pytest.mark.parametrize("text", ["", "2", "two years", "1 decade", "1 2 days"])
def test_what_is_no_duration(text: str) -> None:
    """A number and a unit, nothing else."""
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["0 days", "1001 days", "99999 years"])
def test_durations_have_limits(text: str) -> None:
    """The number is from 1 to 1000."""
    with pytest.raises(OverflowError, match="is not a duration from 1 to 1000"):
        parse_duration(text)


def test_durations_say_what_they_are() -> None:
    """A duration is shown in plural, a comparison of dates has three values."""
    assert str(parse_duration("1 year")) == "1 years"
    assert before(parse_days("2023"), parse_days("2024")).name == "TRUE"
