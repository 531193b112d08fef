"""Tables, read back by other programs' readers: what a spreadsheet and a data frame would see."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from pyarrow import parquet as arrow

from auditcheck.model.results import Result
from auditcheck.report.exports import csv_tables, parquet
from auditcheck.report.exports.tables import Table, tables
from auditcheck.report.stored import read_result
from verification.made import text_of


@pytest.fixture(scope="module")
def huddinge() -> Result:
    """The shipped audit's result."""
    read = read_result(text_of("huddinge").encode())
    assert isinstance(read, Result)
    return read


def rows_of(raw: bytes) -> list[dict[str, str]]:
    """A CSV file as Python's reader has it."""
    assert raw.startswith(b"\xef\xbb\xbf")
    return [*csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")]


def test_every_outcome_and_level_has_its_row(huddinge: Result) -> None:
    """As many rows as criteria, parts with the conclusion, and recommendations; values as told."""
    outcomes, levels, recommendations = (
        rows_of(csv_tables.render(each)) for each in tables(huddinge)
    )
    assert {row["criterion"]: row["outcome"] for row in outcomes} == {
        id_: each.outcome.value for id_, each in huddinge.criteria.items()
    }
    assert [(row["of"], row["question"], row["part"], row["level"]) for row in levels] == [
        *(("part", part.question, part.id, part.level)
          for question in huddinge.questions for part in question.parts),
        ("conclusion", "", "", "Delvis"),
    ]  # fmt: skip
    assert [row["recommendation"] for row in recommendations] == [
        each.id for each in huddinge.recommendations
    ]
    assert {row["subject"] for row in outcomes} == {"Huddinge kommun"}


def test_parquet_keeps_types(huddinge: Result) -> None:
    """The same rows, with numbers as numbers and lists as lists; the same bytes each time."""
    for table in tables(huddinge):
        raw = parquet.render(table)
        assert raw == parquet.render(table)
        read = arrow.read_table(BytesIO(raw)).to_pylist()
        plain = [[[*c] if isinstance(c, tuple) else c for c in row] for row in table.rows]
        assert [[*row.values()] for row in read] == plain
        assert not read or [*read[0]] == [*table.columns]


@pytest.mark.parametrize(
    "text", ["=1+1", "+46 8", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\u00a0=1"]
)
def test_no_cell_is_a_formula(text: str, huddinge: Result) -> None:
    """What a spreadsheet would calculate is shown as text, by an apostrophe before it."""
    recommendation = replace(huddinge.recommendations[0], text=text, to=(text,))
    whole = replace(huddinge, recommendations=(recommendation,))
    (row,) = rows_of(csv_tables.render(tables(whole)[2]))
    assert (row["text"], row["to"]) == (f"'{text}", f"'{text}")


def test_what_csv_must_quote() -> None:
    """Separators, quotation marks and lines inside a text come back as they were."""
    text = 'a;b "c"\r\nd, å'
    table = Table("t", {"a": str, "b": int}, [(text, None), ("", 0)])
    assert rows_of(csv_tables.render(table)) == [{"a": text, "b": ""}, {"a": "", "b": "0"}]
