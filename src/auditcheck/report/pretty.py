"""Dates, numbers and texts as they are printed in Swedish or English, and ids as link targets."""

import re
from decimal import Decimal
from math import isfinite

from auditcheck.model.days import MONTHS

_POINT = {"sv": ",", "en": "."}
_GROUP = {"sv": "\u00a0", "en": ","}
_PERCENT = {"sv": "\u00a0%", "en": "%"}
_ENDS = {"sv": ("från och med ", "till och med "), "en": ("from ", "until ")}
_GROUPED_FROM = 10_000
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_STICKS = re.compile(
    r"(?<=[0-9§]) (?=§|kap\.|st\.|kr\b|tkr\b|[Mm]kr\b|mnkr\b|%|procent\b|miljon)|(?<=§) (?=\d)"
)
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")


def date(text: str, language: str) -> str:
    """`2024-03-31` as `31 mars 2024`, with unbreakable spaces; what is no date stays as it is."""
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    year, month, day = match.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= len(MONTHS["sv"]):
        return text
    words = [MONTHS[language][int(month) - 1], year]
    return "\u00a0".join([str(int(day)), *words] if day else words)


def period(first: str | None, last: str | None, language: str) -> str:
    """Two dates with a dash between them, or the only end that there is."""
    ends = [date(end, language) if end else "" for end in (first, last)]
    if all(ends):
        return " – ".join(ends)
    return "".join(word + end for word, end in zip(_ENDS[language], ends, strict=True) if end)


def number(value: float | Decimal, language: str) -> str:
    """A number with the language's decimal sign; from 10 000 on, past all years, in groups."""
    if not isfinite(value):
        return str(value)
    whole, _, decimals = format(abs(Decimal(str(value))), "f").partition(".")
    decimals = decimals.rstrip("0")
    if int(whole) >= _GROUPED_FROM:
        whole = f"{int(whole):,}".replace(",", _GROUP[language])
    sign = "−" if value < 0 else ""
    return sign + whole + (_POINT[language] + decimals if decimals else "")


def percent(value: float | Decimal, language: str) -> str:
    """A number of hundredths with its sign; in Swedish with an unbreakable space between."""
    return f"{number(value, language)}{_PERCENT[language]}"


def tidy(text: str) -> str:
    """The text without white space at its ends, and unbreakable where a number has its unit."""
    return _STICKS.sub("\u00a0", text.strip())


def capital(text: str) -> str:
    """The text with a capital first letter: a coded word that stands as a title."""
    return text[:1].upper() + text[1:]


def short(text: str, length: int = 72) -> str:
    """The text cut at a word, with an ellipsis, where it is too long for a link in passing."""
    if len(text) <= length:
        return text
    cut = text[:length].rpartition(" ")[0] or text[:length]
    return cut.rstrip(" ,;:–-") + "…"


def target(prefix: str, name: str) -> str:
    """A link target: different names give different targets, whatever characters they hold."""
    return f"{prefix}-" + _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", name)


def section_order(section: str) -> tuple[int, ...]:
    """Sections by their numbers: 4 §, 5 §, 10 § first paragraph, 10 § second paragraph."""
    return tuple(int(digits) for digits in re.findall(r"\d{1,9}", section))
