"""What is written as YAML reads back as it was."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from auditcheck.files.yaml_out import WIDE, block, flow, scalar
from auditcheck.files.yaml_text import read_yaml

LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
TEXTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: text.isprintable()),
    st.sampled_from(["true", "null", "~", "yes", "2024-01-01", "12", "- a", "a: b", "a #b", "{"]),
)
NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 7)),
)
LEAVES = st.one_of(TEXTS, NUMBERS, st.booleans())
VALUES: Any = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=6),
        st.dictionaries(TEXTS, inner, min_size=1, max_size=6),
    ),
    max_leaves=20,
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_what_is_written_reads_back(mapping: dict[str, object]) -> None:
    """Text stays text, numbers numbers, on one line or on many."""
    for text in ("\n".join(block(mapping)), flow(mapping)):
        document, problems = read_yaml("a.yaml", text.encode())
        assert document is not None, (problems, text)
        assert document.data == mapping


def test_what_a_person_would_write_plain_is_plain() -> None:
    """Quotes only where they are needed."""
    plain = ["lägesbild", "mål och budget", "FYLL I (ÅÅÅÅ-MM-DD)", "a/b"]
    assert [scalar(each) for each in plain] == plain
    assert [scalar(each) for each in ("a, b", "2024", "true", "")] == [
        '"a, b"', '"2024"', '"true"', '""',
    ]  # fmt: skip
    assert flow({"a": [1, True, 0.5], "b": {}}) == "{a: [1, true, 0.5], b: {}}"


def test_what_is_too_wide_stands_on_lines_of_its_own() -> None:
    """A mapping's keys and a list's elements."""
    wide = {"a": {"first": "x" * 60, "second": "y" * 60}, "b": ["x" * 60, "y" * 60]}
    assert list(block(wide, 1)) == [
        "  a:", f"    first: {'x' * 60}", f"    second: {'y' * 60}",
        "  b:", f"    - {'x' * 60}", f"    - {'y' * 60}",
    ]  # fmt: skip
    assert list(block({"a": "x" * WIDE})) == [f"a: {'x' * WIDE}"]
