"""Diagnostics: their form on a terminal, their order, and what was probably meant."""

from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditcheck.files.characters import harmless, quote
from auditcheck.files.diagnostic import CODES, Diagnostic, Related, excerpt, in_order
from auditcheck.files.place import Span
from auditcheck.files.yaml_text import read_yaml, shown_text


def at(span: Span | None, message: str = "a key", path: str = "e.yaml") -> Diagnostic:
    """Return some diagnostic at a place."""
    return Diagnostic("duplicate-key", "fault", message, path, span)


def test_excerpt_shows_the_place_and_the_help() -> None:
    """The message, the place, the line with carets, the other place, and what to do."""
    raw = b"audit:\n  title: a\n  title: b\n"
    (fault,) = read_yaml("evidence/audit.yaml", raw)[1]
    assert excerpt(fault, shown_text(raw)) == dedent(
        """\
        error[duplicate-key]: the key 'title' is given twice
          --> evidence/audit.yaml:3:3
           |
         3 |   title: b
           |   ^^^^^
          also: evidence/audit.yaml:2:3: it is first given here
          help: join the two, or delete one"""
    )


@pytest.mark.parametrize(
    ("span", "text"), [(None, "a: b"), (Span(1, 1, 1, 2), None), (Span(9, 1, 9, 2), "a: b")]
)
def test_excerpt_without_a_line(span: Span | None, text: str | None) -> None:
    """Without a place, a text, or that line in it, only the message and the place are shown."""
    place = "e.yaml" if span is None else f"e.yaml:{span.line}:1"
    assert excerpt(at(span), text) == f"error[duplicate-key]: a key\n  --> {place}"


@pytest.mark.parametrize(("severity", "word"), [("warning", "warning"), ("note", "note")])
def test_excerpt_names_the_severity(severity: str, word: str) -> None:
    """Warnings and notes are told as such."""
    assert severity in {"warning", "note"}
    diagnostic = Diagnostic("tag", "warning" if word == "warning" else "note", "m", "p", None)
    assert excerpt(diagnostic, None).startswith(f"{word}[tag]: m\n")


CARETS = [
    ("a: bc", (4, 6), ["a: bc", "   ^^"]),
    ("a:", (3, 3), ["a:", "  ^"]),  # nothing stands there
    ("\ta: b", (1, 2), ["    a: b", "^^^^"]),
    ("\ta: b", (2, 3), ["    a: b", "    ^"]),
    ("a: o\u0308 b", (7, 8), ["a: o\u0308 b", "     ^"]),
    ("日本: x", (5, 6), ["日本: x", "      ^"]),
    ("日本: x", (1, 3), ["日本: x", "^^^^"]),
    ("a\u202eb: c", (2, 3), ["a<U+202E>b: c", " ^^^^^^^^"]),
    ("a\x1b[1m: c", (6, 7), ["a<U+001B>[1m: c", "            ^"]),
    ("a\xa0b: c", (3, 4), ["a<U+00A0>b: c", "         ^"]),
]


@pytest.mark.parametrize(("line", "columns", "expected"), CARETS)
def test_carets_stand_under_what_is_meant(
    line: str, columns: tuple[int, int], expected: list[str]
) -> None:
    """Carets count terminal columns: tabs, wide, combining and unseen characters too."""
    shown = excerpt(at(Span(1, columns[0], 1, columns[1])), line).splitlines()
    assert [each[5:] for each in shown[3:]] == expected


def test_a_span_of_several_lines() -> None:
    """Of several lines the first is shown, with carets to its end."""
    shown = excerpt(at(Span(1, 4, 3, 2)), "a: |\n  b\nc: d").splitlines()
    assert shown[3:] == [" 1 | a: |", "   |    ^"]


def test_a_long_line_is_windowed() -> None:
    """Only the part of a long line around the place is shown, and it says that it is cut."""
    line = "a: " + "b" * 300 + "!" + "c" * 300
    _, _, _, source, carets = excerpt(at(Span(1, 304, 1, 305)), line).splitlines()
    assert source == f" 1 | …{'b' * 32}!{'c' * 63}…"
    assert source[carets.index("^")] == "!"
    _, _, _, source, carets = excerpt(at(Span(1, 1, 1, 602)), line).splitlines()
    assert source == f" 1 | a: {'b' * 93}…"
    assert carets == f"   | {'^' * 96}"
    _, _, _, source, carets = excerpt(at(Span(1, 605, 1, 605)), line).splitlines()
    assert source == f" 1 | …{'c' * 32}"
    assert carets == "   | " + " " * 33 + "^"


def test_large_line_numbers_widen_the_gutter() -> None:
    """The bars stay under each other whatever the line."""
    shown = excerpt(at(Span(1234, 1, 1234, 2)), "\n" * 1233 + "a: b").splitlines()
    assert shown[2:] == ["     |", "1234 | a: b", "     | ^"]


@given(st.text(), st.text(), st.text(), st.integers(1, 50), st.integers(1, 50))
def test_nothing_that_a_terminal_obeys_is_shown(
    message: str, path: str, text: str, line: int, column: int
) -> None:
    """Whatever the evidence holds, the lines are printable and encodable."""
    span = Span(line, column, line, column + 3)
    also = (Related(message, path, span), Related(message, path, None))
    diagnostic = Diagnostic("tag", "fault", message, path, span, message, also)
    for shown in excerpt(diagnostic, text).split("\n"):
        assert all(character.isprintable() for character in shown)
        assert shown.encode().decode() == shown


def test_a_code_must_be_listed() -> None:
    """A diagnostic with a code that is not in the table is a programming error."""
    with pytest.raises(KeyError):
        Diagnostic("no-such-code", "fault", "m", "p", None)


def test_in_order() -> None:
    """By path, line, column and code; a whole file before its lines."""
    spans = [None, Span(1, 2, 9, 9), Span(1, 10, 1, 11), Span(2, 1, 2, 1)]
    expected = [at(span, path=path) for path in ("a.yaml", "b.yaml") for span in spans]
    assert list(in_order(reversed(expected))) == expected
    first, second = Diagnostic("anchor", "fault", "", "a", None), at(None, path="a")
    assert in_order([second, first]) == (first, second)


def test_many_faults_of_one_long_line_are_shown_soon() -> None:
    """Only the neighbourhood of a place is looked at, whatever the length of its line."""
    text = "a: [" + "b, " * 600_000 + "]"
    for column in range(1_000, 1_500_000, 1_000):
        assert len(excerpt(at(Span(1, column, 1, column + 1)), text)) < 400


def test_quote_cuts_what_is_long() -> None:
    """A quoted value is one line of at most sixty characters."""
    assert quote("a\nb") == "'a b'"
    assert quote("å" * 60) == f"'{'å' * 60}'"
    assert quote("å" * 61) == f"'{'å' * 59}…'"


def test_harmless_keeps_what_can_be_seen() -> None:
    """Letters and signs of all scripts stay as they are."""
    assert harmless("å ä ö – § 😀 日本") == "å ä ö – § 😀 日本"
    assert harmless("\ud800\u2028\x9b") == "<U+D800><U+2028><U+009B>"


PAGES = Path(__file__).parents[2] / "docs" / "codes"


def test_each_code_has_a_page() -> None:
    """Every code is explained under docs."""
    assert [code for code in CODES if not (PAGES / f"{code}.md").exists()] == []


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: str(page.stem))
def test_a_page_is_whole(page: Path) -> None:
    """A page is of a code, and has what, why, both examples and the remedy, in that order."""
    assert page.stem in CODES
    heads = [f"# {page.stem}\n", "\n## Why\n", "\n## FAIL\n", "\n## PASS\n", "\n## Remedy\n"]
    places = [page.read_text(encoding="utf-8").find(head) for head in heads]
    assert places[0] == 0
    assert all(before < after for before, after in pairwise(places))


READING = [
    "anchor",
    "control-character",
    "duplicate-key",
    "empty-value",
    "invisible-character",
    "key-not-text",
    "not-a-mapping",
    "number-too-long",
    "several-documents",
    "tag",
    "too-deep",
    "yaml-syntax",
]


@pytest.mark.parametrize("code", READING)
def test_the_examples_of_a_page_are_true(code: str) -> None:
    """What the page of a code of reading calls FAIL has that fault alone, its PASS none."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    _, fails, passes = (part.split("```")[0] for part in page.split("```yaml\n"))
    assert {fault.code for fault in read_yaml("e.yaml", fails.encode())[1]} == {code}
    assert read_yaml("e.yaml", passes.encode())[1] == ()
