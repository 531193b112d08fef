"""The pages of the codes: what they call FAIL fails so, over the sound audit; PASS passes."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.pipeline import check_audit, open_audit

BASE = Path(__file__).parent / "base"
PAGES = Path(__file__).parents[2] / "docs" / "codes"
EXAMPLE = re.compile(r"^## (FAIL|PASS)\n\n```yaml\n# (evidence|rules)(?:: (.*))?\n", re.MULTILINE)
SEVERITY = re.compile(r"Severity: (\w+)\.")


def examples() -> dict[str, dict[str, tuple[str, str, str]]]:
    """By code and FAIL or PASS: the folder, the file's name and its text."""
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for each in EXAMPLE.finditer(text):
            word, folder, replaced = each.groups()
            example = text[each.end() :].partition("```")[0]
            found.setdefault(page.stem, {})[word] = folder, replaced or "zz.yaml", example
    return found


EXAMPLES = examples()


def found_in(folder: Path) -> list[Diagnostic]:
    """Every diagnostic of the audit in a folder and of its rules, with what it leaves aside."""
    audit = open_audit(folder / "evidence", "evidence")
    return [*(check_audit(audit)[0] if audit.sound else audit.diagnostics)]


def test_there_are_examples() -> None:
    """The pages are found."""
    assert len(EXAMPLES) >= 40


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_examples_of_a_page(code: str, tmp_path: Path) -> None:
    """FAIL gives that code once and no other fault; PASS gives it not, and no fault."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    severity = SEVERITY.search(page)
    assert set(EXAMPLES[code]) == {"FAIL", "PASS"}
    for word, (folder, name, text) in EXAMPLES[code].items():
        copytree(BASE, tmp_path / word)
        (tmp_path / word / folder / name).write_text(text, encoding="utf-8")
        found = found_in(tmp_path / word)
        own = [each.severity for each in found if each.code == code]
        assert own == ([severity.group(1) if severity else "fault"] if word == "FAIL" else [])
        assert [e.code for e in found if e.severity == "fault" and e.code != code] == []
