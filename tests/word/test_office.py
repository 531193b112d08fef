"""The Word report in LibreOffice: opened, set on paper, and read back from there."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from auditcheck.cli.app import run
from auditcheck.report import html
from auditcheck.report.templates import printable
from auditcheck.report.view import build
from auditcheck.report.word import render
from report.conftest import TEMPLATES
from report.hostile import HOSTILE
from report.sample import sample
from variants import ROOT
from word.reading import paragraphs

PATIENCE = 300  # seconds, after which it is taken never to end
HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011"))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the shipped audit and of the sample, with what LibreOffice makes of them."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("AUDITCHECK_OFFICE") == "required":
            pytest.fail("LibreOffice is not installed, and this run requires it")
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    shipped, made = folder / "shipped.docx", folder / "sample.docx"
    assert run(["evaluate", str(ROOT / "evidence"), "-q", "--report", str(shipped)]) == 0
    page = html.render(build(sample(), "sv"), TEMPLATES)
    made.write_bytes(render(page, (TEMPLATES / "report.docx").read_bytes()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, str(shipped), str(made)],
        env={**os.environ, "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return folder


def bare(text: str) -> str:
    """The text without what the breaking of lines changes."""
    return "".join(text.split()).translate(HYPHENS)


def printed(folder: Path, name: str) -> str:
    """What stands on the pages, bare, without what stands on each of them."""
    document = docx.Document(str(folder / f"{name}.docx"))
    section = document.sections[0]
    head = bare("".join(each.text for each in section.header.paragraphs))
    foot = bare("".join(each.text for each in section.footer.paragraphs))
    around = re.compile(rf"{re.escape(head)}(.*){re.escape(foot)}\d+", re.DOTALL)
    pages = []
    for page in PdfReader(folder / f"{name}.pdf").pages:
        found = around.fullmatch(bare(page.extract_text()))
        assert found
        pages.append(found[1])
    return "".join(pages)


def test_all_that_the_document_says_is_on_paper(office: Path) -> None:
    """Each heading and each paragraph, cells of tables too."""
    said = printed(office, "shipped")
    document = docx.Document(str(office / "shipped.docx"))
    texts = [bare(each) for each in paragraphs(document) if each.strip()]
    assert len(texts) > 1000
    assert [each for each in texts if each not in said] == []
    headings = [p.text for p in document.paragraphs if p.style and "Heading" in str(p.style.name)]
    at = 0
    assert len(headings) > 100
    for each in map(bare, headings):
        at = said.find(each, at)
        assert at >= 0, each
        at += len(each)


def test_the_document_is_read_as_it_is_meant(office: Path) -> None:
    """Its title and its language, and as many pages as so much text takes."""
    reader = PdfReader(office / "shipped.pdf")
    document = docx.Document(str(office / "shipped.docx"))
    assert reader.metadata is not None
    assert reader.metadata.title == document.core_properties.title
    assert reader.root_object["/Lang"] == document.core_properties.language
    assert len(reader.pages) > 40


def test_every_hostile_text_stands_there_as_text(office: Path) -> None:
    """Nothing is cut and nothing is obeyed."""
    said = printed(office, "sample")
    for text in HOSTILE:
        assert bare(printable(text)) in said, text
