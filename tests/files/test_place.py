"""Places: from a route to the lines and columns of what stands there."""

import pytest

from auditcheck.files.place import Lines, Route, Span
from auditcheck.files.yaml_text import read_yaml

TEXT = """\
# the first line
audit:
  title: Åtgärder  # å is one character
  period: {from: 2023-01-01, until: 😀}
"quoted \\u00e5": [a, [b, c], {d: e}]
documents:
  plan:
    parties:
    - police
    - fire-service
    note: |
      two
      lines

    last: >-
      folded

# the end
empty: {}
"""
VALUES: list[tuple[Route, str]] = [
    (("audit", "title"), "Åtgärder"),
    (("audit", "period"), "{from: 2023-01-01, until: 😀}"),
    (("audit", "period", "until"), "😀"),
    (("quoted å",), "[a, [b, c], {d: e}]"),
    (("quoted å", 0), "a"),
    (("quoted å", 1), "[b, c]"),
    (("quoted å", 1, 1), "c"),
    (("quoted å", 2, "d"), "e"),
    (("documents", "plan", "parties", 1), "fire-service"),
    (("documents", "plan", "parties"), "- police\n    - fire-service"),
    (("documents", "plan", "note"), "|\n      two\n      lines"),
    (("documents", "plan", "last"), ">-\n      folded"),
    (("empty",), "{}"),
    # steps that the file does not have are passed over
    (("audit", "function-after[check]", "period", "Period", "from"), "2023-01-01"),
    (("documents", 7, "plan", "parties", "list", 0), "police"),
    (("audit", "title", "str"), "title"),
    # a last step that is missing is told of at the key of what lacks it
    (("documents", "plan", "title"), "plan"),
    (("documents", "plan", "DocumentItem", "title"), "plan"),
    (("documents", "plan", "parties", 2), "parties"),
    (("empty", "x"), "empty"),
    (("quoted å", 2, "x"), "{d: e}"),
    (("quoted å", 0, "x"), "a"),
]
KEYS: list[tuple[Route, str]] = [
    (("audit",), "audit"),
    (("quoted å",), '"quoted \\u00e5"'),
    (("audit", "period", "until"), "until"),
    (("documents", "plan", "parties", 1), "fire-service"),
    (("documents", "plan", "missing"), "plan"),
    (("quoted å", 2, "d"), "d"),
]


def cut(span: Span) -> str:
    """Return what stands in a span of the text."""
    lines = TEXT.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


document = read_yaml("e.yaml", TEXT.encode())[0]
assert document is not None
SPOTS = document.spots


@pytest.mark.parametrize(("route", "expected"), VALUES)
def test_value(route: Route, expected: str) -> None:
    """A route leads to what stands there, or to the nearest place that can be shown."""
    assert cut(SPOTS.value(route)) == expected


@pytest.mark.parametrize(("route", "expected"), KEYS)
def test_key(route: Route, expected: str) -> None:
    """A route leads to its key, or to the value where it has none."""
    assert cut(SPOTS.key(route)) == expected


def test_the_whole_file() -> None:
    """The empty route, and a section that is missing, lead to the whole mapping."""
    whole = Span(2, 1, 19, 10)
    assert SPOTS.value(()) == SPOTS.key(()) == SPOTS.value(("sources",)) == whole


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_a_file_of_nothing(text: str) -> None:
    """In an empty file every route leads to its beginning."""
    found, _ = read_yaml("e.yaml", text.encode())
    assert found is not None
    assert found.spots.value(("audit", "title")) == Span(1, 1, 1, 1)
    assert found.spots.key(()) == Span(1, 1, 1, 1)


def test_an_empty_mapping() -> None:
    """The places of a mapping of nothing are its brackets."""
    found, _ = read_yaml("e.yaml", b"\n {}\n")
    assert found is not None
    assert found.spots.value(("audit",)) == Span(2, 2, 2, 4)


def test_places_do_not_hang_on_the_data() -> None:
    """The data may be changed after reading; the places stay."""
    found, _ = read_yaml("e.yaml", b"a: {b: 1, c: 2}\n")
    assert found is not None
    found.data.clear()
    assert found.spots.value(("a", "c")) == Span(1, 14, 1, 15)


def test_a_folded_key() -> None:
    """A key that runs over two lines is found by its text."""
    found, _ = read_yaml("e.yaml", b"? a\n  b\n: c\nd: e\n")
    assert found is not None
    assert found.data == {"a b": "c", "d": "e"}
    assert found.spots.value(("a b",)) == Span(3, 3, 3, 4)
    assert found.spots.key(("a b",)) == Span(1, 3, 2, 4)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_an_editor(line_break: str) -> None:
    """Lines end at each of the three line breaks; columns count characters."""
    lines = Lines(f"å😀{line_break}b{line_break}")
    end = 2 + len(line_break)
    assert lines.span(1, 2) == Span(1, 2, 1, 3)
    assert lines.span(0, end + 1) == Span(1, 1, 2, 2)
    assert lines.span(end + 1 + len(line_break), end + 1 + len(line_break)) == Span(3, 1, 3, 1)


def test_places_below_a_value() -> None:
    """Routes may begin further in: what they lead to stands where it stood."""
    document, _ = read_yaml("e.yaml", TEXT.encode())
    assert document is not None
    spots, below = document.spots, document.spots.below(("documents", "plan"))
    assert below.value(("parties", 1)) == spots.value(("documents", "plan", "parties", 1))
    assert below.key(("parties",)) == spots.key(("documents", "plan", "parties"))
    assert below.key(()) == spots.key(("documents", "plan"))
    assert below.value(("lacking",)) == spots.value(("documents", "plan", "lacking"))
    assert below.below(("parties",)).value((0,)) == below.value(("parties", 0))
