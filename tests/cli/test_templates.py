"""Templates of one's own: one takes the place of the shipped, and what is wrong says where."""

from pathlib import Path

import pytest

from auditcheck.cli.app import run
from auditcheck.report.own_templates import PURPOSES
from variants import ROOT

Captured = pytest.CaptureFixture[bytes]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The shipped audit's result."""
    path = tmp_path_factory.mktemp("kept") / "result.json"
    assert run(["evaluate", str(ROOT / "evidence"), "-q", f"--result={path}"]) == 0
    return str(path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder for templates of one's own."""
    folder = tmp_path / "own"
    (folder / "md").mkdir(parents=True)
    return folder


def test_one_template_takes_the_place_of_one(kept: str, own: Path, capsysbinary: Captured) -> None:
    """All else is as shipped, and what it includes of one's own is no stray."""
    (own / "md" / "summary.j2").write_text("Kort {% include 'ours.j2' %}\n", "utf-8")
    (own / "ours.j2").write_text("sagt.", "utf-8")
    (own / "README.txt").write_text("om mallarna", "utf-8")
    assert run(["render", kept]) == 0
    shipped = capsysbinary.readouterr().out.decode()
    assert run(["render", kept, "--templates", str(own)]) == 0
    written = capsysbinary.readouterr()
    text = written.out.decode()
    assert written.err == b""
    assert "Kort sagt." in text
    assert text.split("## 2 Uppdraget")[1] == shipped.split("## 2 Uppdraget")[1]


def test_one_text_takes_the_place_of_one(kept: str, own: Path, capsysbinary: Captured) -> None:
    """In its language; of a text with two forms, one may be given."""
    texts = "[page]\nreport = 'Rapport'\n[summary.items]\nmany = '{n} bevis'\n"
    (own / "texts.sv.toml").write_text(texts, "utf-8")
    assert run(["render", kept, "--templates", str(own)]) == 0
    written = capsysbinary.readouterr()
    assert written.err == b""
    assert "Rapport – **" in written.out.decode()
    assert "102 bevis från 17 källor" in written.out.decode()
    assert run(["render", kept, "--templates", str(own), "--language", "en"]) == 0
    assert "Rapport" not in capsysbinary.readouterr().out.decode().partition("|")[0]


STRAYS = {
    "md/sumary.j2": ("", "takes the place of no template, and none includes it",
                     "write 'md/summary.j2'"),
    "texts.sv.tml": ("", "takes the place of no template", "write 'texts.sv.toml'"),
    "texts.sv.toml": ("[page]\nbakc = 'x'", "no template says 'page.bakc'", "write 'page.back'"),
    "texts.en.toml": ("[page]\nfooter = '{x} {as_of}'", "nothing fills '{x}' in 'page.footer'",
                      "it may hold {as_of}, {subject}"),
}  # fmt: skip


@pytest.mark.parametrize("file", STRAYS)
def test_what_changes_nothing_is_told(
    kept: str, own: Path, file: str, capsysbinary: Captured
) -> None:
    """With what was perhaps meant; the report is made all the same."""
    source, message, help_ = STRAYS[file]
    (own / "report.css").write_text("body { color: black }", "utf-8")
    (own / file).write_text(source, "utf-8")
    assert run(["render", kept, "--templates", str(own)]) == 0
    written = capsysbinary.readouterr()
    assert f"warning: {own.as_posix()}/{file}: {message}" in written.err.decode()
    assert help_ in written.err.decode()
    assert written.out


def test_texts_of_ones_own_templates_are_no_strays(
    kept: str, own: Path, capsysbinary: Captured
) -> None:
    """Nor is anything where a template chooses what it includes as it is filled."""
    (own / "md" / "summary.j2").write_text(
        "{{ 'ours.hello'|say }}{% include 'ours' ~ '.j2' %}", "utf-8"
    )
    (own / "ours.j2").write_text("!", "utf-8")
    (own / "texts.sv.toml").write_text("[ours]\nhello = 'Hej {du}'", "utf-8")
    assert run(["render", kept, "--templates", str(own)]) == 0
    written = capsysbinary.readouterr()
    assert (written.err, "Hej {du}!" in written.out.decode()) == (b"", True)


@pytest.mark.parametrize(
    ("file", "source", "place"),
    [
        ("report.md.j2", b"\n{{ view.x }}", "report.md.j2:2: "),
        (
            "report.md.j2",
            b"{% include '../../etc/passwd' %}",
            "report.md.j2:1: there is no template",
        ),
        ("macros.md.j2", b"{% for %}", "macros.md.j2:1: "),
        ("md/about.j2", b"\xe5", "md/about.j2:1: the file is not UTF-8"),
        ("texts.sv.toml", b"[page\n", "texts.sv.toml:1: "),
    ],
)
def test_a_fault_stops_before_anything_is_written(
    kept: str, own: Path, file: str, source: bytes, place: str, capsysbinary: Captured
) -> None:
    """Its place begins with the user's own folder."""
    (own / file).write_bytes(source)
    target = own.parent / "report.md"
    reports = ["--report", str(own.parent / "report.html"), "--report", str(target)]
    assert run(["render", kept, *reports, "--templates", str(own)]) == 3
    assert f"error: {own.as_posix()}/{place}" in capsysbinary.readouterr().err.decode()
    assert [path.name for path in own.parent.iterdir()] == ["own"]
    evaluated = ["evaluate", str(ROOT / "evidence"), "--templates", str(own)]
    assert run([*evaluated, "--report", str(target)]) == 3
    assert not target.exists()


def test_the_templates_are_listed(own: Path, capsysbinary: Captured) -> None:
    """Each file that is shipped, what it is for, and which of them one has of one's own."""
    folder = ROOT / "templates"
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(PURPOSES) == files
    assert run(["render", "--list-templates"]) == 0
    plain = capsysbinary.readouterr().out.decode().splitlines()
    assert [line.split("  ")[0] for line in plain] == list(PURPOSES)
    (own / "report.css").write_text("", "utf-8")
    assert run(["render", "--list-templates", "--templates", str(own)]) == 0
    listed = capsysbinary.readouterr().out.decode().splitlines()
    changed = [line for line in listed if line not in plain]
    (line,) = changed
    assert line.endswith(f"({own.as_posix()}/report.css)")


def test_render_needs_a_result(capsysbinary: Captured) -> None:
    """Unless it only lists."""
    assert run(["render"]) == 2
    assert "render needs a RESULT" in capsysbinary.readouterr().err.decode()


def test_a_fact_check_is_for_someone(kept: str, tmp_path: Path, capsysbinary: Captured) -> None:
    """By id, by role or name in any case, or all; else the nearest, and who there is."""
    page = tmp_path / "sheet.html"
    for name in ("socialnamnden", "SOCIALNÄMNDEN"):
        assert run(["render", kept, "--fact-check", name, "--report", str(page)]) == 0
        assert "Socialnämnden" in page.read_text("utf-8")
    assert run(["render", kept, "--fact-check", "socialnamden"]) == 2
    told = capsysbinary.readouterr().err.decode()
    assert "write 'socialnamnden'" in told
    assert "interviews: Sju tjänstemän" in told
    sheets = tmp_path / "sheets"
    options = ["--report", str(sheets), "--format", "html"]
    assert run(["render", kept, "--fact-check", "all", *options]) == 0
    assert len(list(sheets.glob("*.html"))) == 9
    assert run(["render", kept, "--fact-check", "all"]) == 0
    assert capsysbinary.readouterr().out.decode().count("# Sakgranskning") == 9


def test_a_fact_check_of_an_audit_without_anyone(tmp_path: Path, capsysbinary: Captured) -> None:
    """There is nobody to ask: say what is missing."""
    evidence = tmp_path / "evidence"
    assert run(["init", str(evidence), "--as-of", "2024-01-01"]) == 0
    kept = str(tmp_path / "r.json")
    assert run(["evaluate", str(evidence), "-q", "--result", kept]) == 0
    assert run(["render", kept, "--fact-check", "all"]) == 2
    assert "no source has a role" in capsysbinary.readouterr().err.decode()
