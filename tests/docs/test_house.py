"""The pages on the house and its words name what is there."""

import re
import tomllib
from pathlib import Path

import pytest

from docs.tables import DOCS, code, tables

ROOT = DOCS.parent
LINT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


def test_every_room_and_contract_is_named() -> None:
    """The tables are pyproject's: rooms from the top, contracts in their order."""
    found = {header[0]: rows for _, header, rows in tables(DOCS / "house.md")}
    layers = [name for layer in LINT["contracts"][0]["layers"] for name in layer.split(" | ")]
    assert [name for row in found["room"] for name in code(row[0]).split(", ")] == layers
    assert [row[0] for row in found["contract"]] == [each["name"] for each in LINT["contracts"]]


def test_the_commands_are_those_of_make() -> None:
    """The table has each target that a person runs."""
    (rows,) = [rows for _, header, rows in tables(DOCS / "house.md") if header[0] == "command"]
    targets = re.findall(
        r"^(\w+):.*\$\(READY\)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert [code(row[0]) for row in rows] == [f"make {target}" for target in targets]


def test_what_is_named_in_the_house_is_there() -> None:
    """Every module, table and page that the text points at exists."""
    text = (DOCS / "house.md").read_text("utf-8")
    source = ROOT / "src" / "auditcheck"
    for path in re.findall(r"`((?:\w+/)+\w+\.py)`", text):
        assert (source / path).is_file(), path
    for page in re.findall(r"\]\(([^)#]+)", text):
        assert "://" in page or (DOCS / page).exists(), page
    names = set(re.findall(r"`([A-Z]{3,})`", text))
    code_ = "".join(path.read_text("utf-8") for path in source.rglob("*.py"))
    assert not [name for name in names - {"FAIL", "PASS"} if f"\n{name}" not in code_]


def test_each_word_has_one_line() -> None:
    """Three cells a word, none empty, none twice."""
    (rows,) = [rows for _, _, rows in tables(DOCS / "words.md")]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    """Each link inside the project names a file that is there, and a heading in it."""
    for target in re.findall(r"\]\(([^):]+)\)", page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        linked = (page.parent / path) if path else page
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)", linked.read_text("utf-8"), re.MULTILINE)
            assert anchor in [
                re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings
            ]
