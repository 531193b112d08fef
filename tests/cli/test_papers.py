"""Reports as PDF and Word: files that begin as such, and clear words where they cannot be made."""

import sys
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest

from auditcheck.cli.app import run
from variants import ROOT

Output = pytest.CaptureFixture[str]
CASE = ROOT / "packs" / "exempelby"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small audit's result."""
    path = tmp_path_factory.mktemp("kept") / "result.json"
    assert run(["evaluate", str(CASE), "-q", "--result", str(path)]) == 0
    return path


def test_one_run_makes_all_formats(kept: Path, tmp_path: Path, capsys: Output) -> None:
    """Each file is what its ending says, in the language asked for."""
    paths = [tmp_path / f"report.{ending}" for ending in ("html", "md", "pdf", "docx")]
    options = [each for path in paths for each in ("--report", str(path))]
    assert run(["render", str(kept), "--language", "en", *options]) == 0
    assert capsys.readouterr().err.count("wrote ") == 4
    with pikepdf.open(paths[2]) as pdf:
        assert str(pdf.Root.Lang) == "en"
    document = docx.Document(str(paths[3]))
    assert document.core_properties.language == "en-GB"
    assert "Summary" in "".join(each.text for each in document.paragraphs)


def test_evaluate_makes_them_too(tmp_path: Path) -> None:
    """In the same run as the assessment, and with the working version said in the header."""
    path = tmp_path / "report.docx"
    assert run(["evaluate", str(CASE), "-q", "--report", str(path)]) == 0
    header = docx.Document(str(path)).sections[0].header
    assert "Arbetsversion." in "".join(each.text for each in header.paragraphs)


def test_the_sheets_of_the_fact_check(kept: Path, tmp_path: Path) -> None:
    """In Word and as a PDF, without a cover."""
    paths = [tmp_path / "sheets.docx", tmp_path / "sheets.pdf"]
    options = [each for path in paths for each in ("--report", str(path))]
    assert run(["render", str(kept), "--fact-check", "all", *options]) == 0
    document = docx.Document(str(paths[0]))
    assert document.paragraphs[0].text.startswith("Sakgranskning")
    assert paths[1].read_bytes().startswith(b"%PDF-")


def own_template(path: Path, *texts: str) -> Path:
    """A Word document of these paragraphs."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    written = BytesIO()
    document.save(written)
    path.write_bytes(written.getvalue())
    return path


def test_a_template_of_ones_own(kept: Path, tmp_path: Path) -> None:
    """By its path, or by its name in the folder of templates."""
    folder = tmp_path / "mine"
    folder.mkdir()
    own = own_template(folder / "report.docx", "Byrån AB", "{{ body }}")
    for option, value in (("--template", own), ("--templates", folder)):
        path = tmp_path / "report.docx"
        assert run(["render", str(kept), option, str(value), "--report", str(path)]) == 0
        assert docx.Document(str(path)).paragraphs[0].text == "Byrån AB"


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (["{{ body }}", "{{ titel }}"], "'titel' is undefined"),
        (["{{ title }}"], "no paragraph of it is '{{ body }}'"),
        (None, "no such file"),
    ],
)
def test_a_template_that_cannot_be_used(
    kept: Path, tmp_path: Path, capsys: Output, texts: list[str] | None, problem: str
) -> None:
    """Exit 3 with the template and what is wrong; nothing is written, not the rest either."""
    own = tmp_path / "own.docx"
    if texts is not None:
        own_template(own, *texts)
    page, path = tmp_path / "report.html", tmp_path / "report.docx"
    options = ["--report", str(page), "--report", str(path), "--template", str(own)]
    assert run(["render", str(kept), *options]) == 3
    told = capsys.readouterr().err
    assert f"the Word template '{own.as_posix()}' cannot be used: {problem}" in told
    assert "help: mend it" in told
    assert not page.exists()
    assert not path.exists()


@pytest.mark.parametrize(
    ("ending", "module", "extra"), [("pdf", "weasyprint", "pdf"), ("docx", "docxtpl", "docx")]
)
def test_an_extra_that_is_not_installed(
    kept: Path,
    tmp_path: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    module: str,
    extra: str,
) -> None:
    """One line says what to install."""
    for name in [each for each in sys.modules if each.startswith("auditcheck.report.")]:
        if name.endswith((".pdf", ".word")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / f"report.{ending}"
    assert run(["render", str(kept), "--report", str(path)]) == 2
    assert f"help: run: python -m pip install 'auditcheck[{extra}]'" in capsys.readouterr().err
    assert not path.exists()
