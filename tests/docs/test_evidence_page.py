"""The page on evidence has every kind and every field as the models have them, and no other."""

import pytest

from auditcheck.model.kinds import KINDS, STRENGTH, Source
from auditcheck.model.written import Item
from docs.tables import COMMON, DOCS, code, rows_of, tables

PAGE = DOCS / "evidence.md"
FIELDS = {
    heading.strip("`"): [(code(row[0]), row[1]) for row in rows]
    for heading, header, rows in tables(PAGE)
    if header[:2] == ["field", "holds"]
}


def test_every_kind_has_its_table_and_nothing_else_has() -> None:
    """The tables of fields are those of the audit, the kinds and what every item may have."""
    assert sorted(FIELDS) == sorted(["audit", *KINDS, "Every item"])


@pytest.mark.parametrize("kind", ["audit", *KINDS])
def test_the_table_of_a_kind_is_its_model(kind: str) -> None:
    """The same fields in the same order, the starred ones starred, each with its type."""
    assert FIELDS[kind] == list(rows_of(kind))


def test_what_every_item_may_have() -> None:
    """The common fields are those of the models, `sources` beside them."""
    assert sorted(name.rstrip("*") for name, _ in FIELDS["Every item"]) == sorted(COMMON)
    assert set(COMMON) <= set(Item.model_fields)
    assert set(COMMON) - {"sources"} <= set(Source.model_fields)


def test_every_kind_of_source_has_its_strength() -> None:
    """The table of strengths is the one that the engine goes by."""
    (rows,) = [rows for _, header, rows in tables(PAGE) if header[0] == "strength"]
    written = {word.strip(): int(row[0]) for row in rows for word in code(row[1]).split(",")}
    assert written == STRENGTH
