"""The example audit: its sources and quotes, from check to report, and what spoiling them does."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from auditcheck.cli.app import run
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.model.quotes import VERIFIED
from auditcheck.model.results import Result
from auditcheck.pipeline import evaluated, open_audit, result_of, told
from documents import furuhede
from documents.docx import zipped
from documents.pdf import encrypted, scanned
from variants import ROOT, levels

FURUHEDE = ROOT / "examples" / "furuhede-2024"
LEVELS = {
    "organisation.roles": "I allt väsentligt",
    "organisation.preparatory-body": "Ja",
    "helhetssyn.cooperation": "Ja",
    "helhetssyn.programme": "I allt väsentligt",
    "external.cooperation": "I allt väsentligt",
    "external.activities": "Ja",
    "resources": "Ja",
    "steering": "I allt väsentligt",
    "law": "Nej",
}


def found(folder: Path) -> tuple[Diagnostic, ...]:
    """All that `check` tells of a folder."""
    audit = open_audit(folder, "furuhede")
    return told(audit, evaluated(audit))[0] if audit.sound else audit.diagnostics


@pytest.fixture(scope="module")
def result() -> Result:
    """The audit's result, made once."""
    return result_of(open_audit(FURUHEDE, "furuhede"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the audit, to be spoiled."""
    return shutil.copytree(FURUHEDE, tmp_path / "furuhede")


def test_the_audit_is_clean_and_graded(result: Result) -> None:
    """Nothing is wrong with it, and each question has its level."""
    assert found(FURUHEDE) == ()
    assert levels(result) == LEVELS
    assert result.conclusion is not None
    assert result.conclusion.assessment == "Delvis"


def test_every_quote_is_found_and_every_way_to_find_one_is_used(result: Result) -> None:
    """No quote is left unlooked for, and none is only near."""
    quoted = [cite for item in result.items.values() for cite in item.sources if cite.quote]
    steps = {cite.verification.step for cite in quoted if cite.verification}
    assert len(quoted) == 41
    assert all(cite.verification for cite in quoted)
    assert steps == {*VERIFIED}
    used = {str(each.fields["file"]) for each in result.items.values() if "file" in each.fields}
    assert {each.path for each in result.inputs.sources} == used


def test_the_documents_are_made_from_their_texts() -> None:
    """The same bytes again: nothing in them is of another origin."""
    for name, make in furuhede.MADE.items():
        assert make() == (FURUHEDE.parent / name).read_bytes()


def test_the_whole_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Checked, evaluated, explained and reported: each tells how the quotes were found."""
    page, text = tmp_path / "report.html", tmp_path / "report.md"
    assert run(["check", str(FURUHEDE), "--fail-on", "note"]) == 0
    assert run(["evaluate", str(FURUHEDE), "--report", str(page), "--report", str(text)]) == 0
    assert run(["explain", str(FURUHEDE)]) == 0
    explained = capsys.readouterr().out
    for said in ("word for word, page 1", "but for hyphenation, page 2", "across a page break"):
        assert said in explained
    for report in (page, text):
        told_ = report.read_text("utf-8").replace("\\", "")
        for said in (
            "ordagrant på s. 1",
            "ordagrant på s. 1, bortsett från typografi",
            "ordagrant på s. 2, bortsett från avstavning",
            "ordagrant, från s. 2 över till nästa sida",
            "ordagrant i källan",
            "Källornas filer",
        ):
            assert said in told_
        assert "Att pröva på nytt" not in told_


Spoil = Callable[[Path], object]


def written(file: str, old: str, new: str) -> Spoil:
    """Something in the evidence written otherwise."""

    def spoil(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def replaced(source: str, raw: bytes) -> Spoil:
    """A source's file replaced."""
    return lambda folder: (folder / "sources" / source).write_bytes(raw)


MINUTES = furuhede.minutes()
TEXTS = (ROOT / "examples" / "making" / "ks-2024.txt").read_text("utf-8").split("\f")
BOMB = zipped({"[Content_Types].xml": b" " * 33 * 2**20})


SPOILED: dict[str, tuple[Spoil, list[str], str]] = {
    "a changed word": (
        written("actors.yaml", "Trygghetsenheten samordnar", "Trygghetsenheten leder"),
        ["actors.yaml:53:48 unlike-quote"],
        "page 1 of 'ks-protokoll' says: the file has 'samordnar', the quote has 'leder'",
    ),
    "a negation left out": (
        written("findings.yaml", "ännu inte har fått", "ännu har fått"),
        ["findings.yaml:50:16 unlike-quote"],
        "page 3 of 'ks-protokoll' says: the file has 'inte'",
    ),
    "a changed number": (
        written("findings.yaml", '2,4 miljoner kronor"', '24 miljoner kronor"'),
        ["findings.yaml:37:48 unlike-quote"],
        "page 2 of 'ks-protokoll' says: the file has '2,4', the quote has '24'",
    ),
    "other words": (
        written(
            "findings.yaml", "quote: Föreningarna är med från början", "quote: Alla deltar nu"
        ),
        ["findings.yaml:132:79 missing-quote"],
        "these words are nowhere in the file of 'samordnaren'",
    ),
    "a changed page": (
        written("documents.yaml", "page: 4, quote: trygghet", "page: 3, quote: trygghet"),
        ["documents.yaml:73:38 quote-elsewhere"],
        "these words are on page 4 of 'ks-protokoll', not on this one",
    ),
    "a changed byte": (
        replaced("lagesbild.md", (FURUHEDE / "sources/lagesbild.md").read_bytes() + b" "),
        ["sources.yaml:19:13 unlike-digest"],
        "the file has changed since it was reviewed: what rests on it is suspect",
    ),
    "a bomb": (
        replaced("overenskommelse.docx", BOMB),
        ["sources.yaml:12:11 large-file", "sources.yaml:13:13 unlike-digest"],
        "the quotes of 'overenskommelsen' were not looked for in its file: it holds more",
    ),
    "an encrypted PDF": (
        replaced("ks-2024.pdf", encrypted(MINUTES, "hemligt")),
        ["sources.yaml:6:11 encrypted-file", "sources.yaml:7:13 unlike-digest"],
        "the quotes of 'ks-protokoll' were not looked for in its file: it is encrypted",
    ),
    "a PDF cut short": (
        replaced("ks-2024.pdf", MINUTES[:900]),
        ["sources.yaml:6:11 broken-file", "sources.yaml:7:13 unlike-digest"],
        "in its file: it is not whole, or not what its name says",
    ),
    "another format": (
        written("sources.yaml", "sources/intervju.txt", "sources.yaml"),
        ["sources.yaml:29:11 unknown-format", "sources.yaml:30:13 unlike-digest"],
        "the quotes of 'samordnaren' were not looked for in its file: its format is not read",
    ),
    "a scan without text": (
        replaced("ks-2024.pdf", scanned([*(page.strip("\n") for page in TEXTS[:3]), None])),
        [
            "documents.yaml:67:48 no-text-layer",
            "documents.yaml:73:48 no-text-layer",
            "findings.yaml:25:16 no-text-layer",
            "sources.yaml:7:13 unlike-digest",
        ],
        "the quote was not looked for: page 4 of 'ks-protokoll' has no text layer",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_copy(copy: Path, name: str) -> None:
    """Each fault is told at its line and column; the audit is assessed all the same."""
    spoil, places, message = SPOILED[name]
    spoil(copy)
    seen = found(copy)
    assert [
        f"{each.path.removeprefix('furuhede/')}:{each.span.line}:{each.span.column} {each.code}"
        for each in seen
        if each.span
    ] == places
    assert message in seen[0].message
    assert not [each for each in seen if each.severity == "fault"]
    assert levels(result_of(open_audit(copy, "furuhede"))) == LEVELS


def test_what_rests_on_a_changed_file_is_suspect_until_it_is_reviewed(
    copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """In check, explain and both reports; the new digest in the evidence ends it."""
    file = copy / "sources" / "lagesbild.md"
    file.write_bytes(file.read_bytes() + b"\n")
    result = result_of(open_audit(copy, "furuhede"))
    suspect = {id_ for id_, item in result.items.items() if item.suspect}
    assert suspect == {"lagesbilden", "lagesbild-2024", "foreningarna"}
    assert result.criteria["law.picture"].suspect == ("lagesbilden",)
    assert result.criteria["law.council"].suspect == ()
    parts = {part.name for q in result.questions for part in q.parts if part.suspect}
    assert parts == {"resources", "law"}
    assert result.conclusion is not None
    assert result.conclusion.suspect == ("lagesbilden",)
    reports = [tmp_path / "a.html", tmp_path / "a.md"]
    options = [option for report in reports for option in ("--report", str(report))]
    assert run(["evaluate", str(copy), *options]) == 0
    assert "suspect: lagesbilden" in capsys.readouterr().out
    for report in reports:
        assert "Att pröva på nytt" in report.read_text("utf-8")
    assert run(["explain", str(copy), "law"]) == 0
    explained = capsys.readouterr().out
    assert "law: Nej · suspect until reviewed: lagesbilden changed" in explained
    assert "(word for word) (changed since it was reviewed)" in explained
    (warning,) = found(copy)
    assert warning.help is not None
    digest = warning.help.rpartition(" ")[2]
    old = next(s.sha256 for s in result_of(open_audit(FURUHEDE, "f")).inputs.sources
               if s.path.endswith(".md"))  # fmt: skip
    written("sources.yaml", old, digest)(copy)
    assert found(copy) == ()
    assert not any(item.suspect for item in result_of(open_audit(copy, "f")).items.values())


def test_a_warning_can_be_let_stand_but_what_it_is_about_stays_marked(copy: Path) -> None:
    """A changed file that is accepted is not told, and what rests on it is suspect."""
    file = copy / "sources" / "lagesbild.md"
    file.write_bytes(file.read_bytes() + b"\n")
    accept = (
        "    title: Lägesbild för Furuhede 2024\n    accept: [{code: unlike-digest, because: A}]"
    )
    written("sources.yaml", "    title: Lägesbild för Furuhede 2024", accept)(copy)
    assert found(copy) == ()
    assert result_of(open_audit(copy, "f")).items["lagesbild-2024"].suspect == ("lagesbilden",)


def test_a_kept_result_gives_the_same_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the evidence, and with what became of the quotes."""
    kept = tmp_path / "result.json"
    assert run(["evaluate", str(FURUHEDE), "--result", str(kept), "-q"]) == 0
    capsys.readouterr()
    assert run(["render", str(kept), "--format", "md"]) == 0
    assert "ordagrant på s. 1" in capsys.readouterr().out.replace("\\", "")
    assert json.loads(kept.read_bytes())["version"] == 2
