"""The pages before the Nu HTML checker: it has nothing to say, and would have if there were."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from auditcheck.cli.app import run
from auditcheck.report import html
from auditcheck.report.view import build
from report.conftest import TEMPLATES
from report.sample import sample
from variants import ROOT

JAR = ROOT / "tests" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="module")
def java() -> str:
    """Java, with the checker installed; where CI asks for them, their absence is a failure."""
    found = shutil.which("java")
    missing = "java is not installed" if found is None else ""
    if not JAR.is_file():
        missing = "vnu-jar is not installed: npm ci --prefix tests/node --ignore-scripts"
    if missing and os.environ.get("AUDITCHECK_NODE") == "required":
        pytest.fail(f"{missing}, and this run requires it")
    if missing or found is None:
        pytest.skip(missing)
    return found


def _messages(java: str, *pages: Path) -> list[str]:
    """All that the checker says of the pages, errors and warnings alike."""
    command = [java, "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]
    checked = subprocess.run([*command, *map(str, pages)], capture_output=True, check=True)
    return [
        f"{Path(each['url']).name}:{each.get('lastLine', 0)}: {each['message']}"
        for each in json.loads(checked.stdout)["messages"]
    ]


def test_the_checker_has_nothing_to_say(
    java: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the shipped report, one with everything in it, the packs' pages and a follow-up."""
    pages = [tmp_path / f"{name}.html" for name in ("report", "sample-sv", "sample-en")]
    assert run(["evaluate", str(ROOT / "evidence"), "--quiet", "--report", str(pages[0])]) == 0
    for page, language in zip(pages[1:], ("sv", "en"), strict=True):
        page.write_text(html.render(build(sample(), language), TEMPLATES), "utf-8")
    capsys.readouterr()
    for pack in ("brottsforebyggande", "internkontroll"):
        assert run(["rules", pack, "--format", "html"]) == 0
        pages.append(tmp_path / f"{pack}.html")
        pages[-1].write_text(capsys.readouterr().out, "utf-8")
    folders = [str(ROOT / "examples" / f"furuhede-{year}") for year in (2024, 2025)]
    for language in ("sv", "en"):
        pages.append(tmp_path / f"follow-up-{language}.html")
        report = ["--report", str(pages[-1]), "--language", language]
        assert run(["diff", *folders, "--quiet", *report]) == 0
    assert _messages(java, *pages) == []


def test_a_spoiled_page_is_seen_through(java: str, tmp_path: Path) -> None:
    """An id twice, a table's row cut short, a property that is none."""
    text = html.render(build(sample(), "sv"), TEMPLATES)
    text = text.replace("<main id=", '<p id="contents">dubbel</p><main id=', 1)
    text = text.replace("<style>", "<style>p { colour: red }", 1).replace("</tr>", "", 1)
    spoiled = tmp_path / "spoiled.html"
    spoiled.write_text(text, "utf-8")
    said = " ".join(_messages(java, spoiled))
    assert "Duplicate ID" in said
    assert "colour" in said
