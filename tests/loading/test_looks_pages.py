"""The page of each look: its examples are what it says they are."""

import re
import tomllib
from pathlib import Path

import pytest

from auditcheck.files.diagnostic import CODES
from auditcheck.loading.looks import LOOKS
from loading.looking import looked

PAGES = Path(__file__).parents[2] / "docs" / "codes"
TEMPLATES = Path(__file__).parents[2] / "templates"
HOLE = re.compile(r"\{(\w+)\}")
EXAMPLE = re.compile(r"## (FAIL|PASS)\n\n```yaml\n(.*?)```", re.DOTALL)
WITHOUT_YAML = {"unchecked-digest", "no-text-layer", "encrypted-file", "large-file"}
MINUTES = "Det är inte möjligt att följa upp.\f§ 2\nPlanen antas.\n"


def put_files(folder: Path) -> None:
    """Three files that the examples name."""
    (folder / "sources").mkdir()
    (folder / "sources" / "ks-2023.pdf").write_bytes(b"Protokoll\n")
    (folder / "sources" / "ks-2023.doc").write_bytes(b"Protokoll\n")
    (folder / "sources" / "ks-2023.txt").write_text(MINUTES, "utf-8")


@pytest.mark.parametrize("code", LOOKS)
def test_the_examples_of_a_page(code: str, tmp_path: Path) -> None:
    """FAIL gives the code, with the severity that the page names, and nothing else; PASS does not.

    Beside the example stand the small audit of the tests and three files.
    """
    put_files(tmp_path)
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {code}\n")
    assert f"Severity: {LOOKS[code].severity}." in page
    examples = dict(EXAMPLE.findall(page))
    assert set(examples) == (set() if code in WITHOUT_YAML else {"FAIL", "PASS"})
    for word, expected in (("FAIL", {code}), ("PASS", set())):
        if word in examples:
            assert {each.code for each in looked(examples[word], tmp_path)} == expected


def test_each_look_has_a_code() -> None:
    """The table names no code that diagnostics do not know."""
    assert set(LOOKS) <= set(CODES)


@pytest.mark.parametrize("code", [code for code in LOOKS if code not in WITHOUT_YAML])
def test_the_reports_sentence_has_the_values_that_the_look_gives(
    code: str, tmp_path: Path
) -> None:
    """By the same names, so that no hole of the sentence is left open."""
    texts = tomllib.loads((TEMPLATES / "texts.sv.toml").read_text("utf-8"))["diagnostic_detail"]
    put_files(tmp_path)
    fails = dict(EXAMPLE.findall((PAGES / f"{code}.md").read_text("utf-8")))["FAIL"]
    for each in looked(fails, tmp_path):
        about = {"body"} & set(each.values)  # an item, which the report links to instead
        assert set(HOLE.findall(texts.get(code, ""))) == set(each.values) - about
        assert all(value in each.message for value in each.values.values())
