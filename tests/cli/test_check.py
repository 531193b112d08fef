"""`check`: its formats, what is told, and the exit code."""

import json
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree as ET

import pytest

from auditcheck.cli.app import run
from auditcheck.report.diagnostics import FORMATS

BASE = Path(__file__).parents[1] / "hostile" / "base"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound audit, and the working folder."""
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(audit: Path, text: str) -> None:
    """One more file of evidence."""
    (audit / "evidence" / "zz.yaml").write_text(text, encoding="utf-8")


FAULT = "forums:\n  council: {name: Råd, led_by: nobody, sources: [minutes]}\n"
NOTE = "sources:\n  unused: {kind: document, title: Budget}\n"


def checked(output: Output, *options: str) -> tuple[int, str, str]:
    """The exit code of `check evidence` with these options, its stdout, and its stderr."""
    code = run(["check", "evidence", *options])
    return code, *output.readouterr()


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_the_same_answer(format_: str, audit: Path, capsys: Output) -> None:
    """0 without faults, 1 with one; the counts stand on stderr, unless it is to be quiet."""
    code, _, err = checked(capsys, "--format", format_)
    assert (code, err) == (0, "0 faults, 0 warnings, 0 notes\n")
    add(audit, FAULT)
    code, out, err = checked(capsys, "--format", format_)
    assert (code, err) == (1, "1 fault, 0 warnings, 0 notes\n")
    assert "unknown-id" in out
    assert "zz.yaml" in out
    if format_ != "text":
        assert checked(capsys, "--format", format_, "--quiet") == (1, out, "")


def test_the_formats_are_read_back(audit: Path, capsys: Output) -> None:
    """Each by what reads it: JSON three times, XML, and lines."""
    add(audit, NOTE)
    outputs = {format_: checked(capsys, "--format", format_)[1] for format_ in FORMATS}
    (plain,) = json.loads(outputs["json"])
    (result,) = json.loads(outputs["sarif"])["runs"][0]["results"]
    (violation,) = json.loads(outputs["gitlab"])
    (case,) = ET.fromstring(outputs["junit"])[0]  # noqa: S314  our own
    assert plain["code"] == result["ruleId"] == violation["check_name"] == "uncited-source"
    assert case.get("name") == "uncited-source at evidence/zz.yaml:2:3"
    assert outputs["github"].startswith(
        "::notice title=uncited-source,file=evidence/zz.yaml,line=2"
    )
    assert outputs["text"].startswith("note[uncited-source]: ")


def test_quiet_text_tells_faults_alone(audit: Path, capsys: Output) -> None:
    """What does not make the answer no is left out."""
    add(audit, NOTE)
    assert checked(capsys, "--quiet") == (0, "", "0 faults, 0 warnings, 1 note\n")


def test_select_and_ignore(audit: Path, capsys: Output) -> None:
    """One code alone, several, all but some; what is left out is counted."""
    add(audit, f"{NOTE}reports:\n  talk: {{from: board, to: board, sources: [interview]}}\n")
    every = ["not-weighed", "oral-only", "uncited-source"]
    for options, codes in (
        ([], every),
        (["--select", "oral-only"], ["oral-only"]),
        (["--select", "oral-only", "--select", "uncited-source"], every[1:]),
        (["--ignore", "oral-only"], ["not-weighed", "uncited-source"]),
        (["--ignore", "oral-only", "--ignore", "not-weighed"], ["uncited-source"]),
        (["--select", "oral-only", "--ignore", "oral-only"], []),
    ):
        code, out, err = checked(capsys, "--format", "json", *options)
        assert code == 0
        assert sorted(each["code"] for each in json.loads(out)) == codes
        left_out = f", {3 - len(codes)} not selected" if len(codes) < 3 else ""
        notes = "1 note" if len(codes) == 1 else f"{len(codes)} notes"
        assert err == f"0 faults, 0 warnings, {notes}{left_out}\n"


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_there_is_not(option: str, audit: Path, capsys: Output) -> None:
    """Wrong use, with the code that was probably meant."""
    assert audit.is_dir()
    code, out, err = checked(capsys, option, "oral-onyl")
    assert (code, out) == (2, "")
    assert err == f"error: {option}: 'oral-onyl' is not a code\n  help: write 'oral-only'\n"
    assert checked(capsys, option, "E501")[0] == 2


@pytest.mark.parametrize("option", [["--select", "oral-only"], ["--ignore", "unknown-id"]])
def test_a_fault_that_is_not_told(option: list[str], audit: Path, capsys: Output) -> None:
    """Not to be assessed never looks like passed: exit 3, and which codes stand in the way."""
    add(audit, FAULT)
    code, out, err = checked(capsys, "--format", "json", *option)
    assert (code, json.loads(out)) == (3, [])
    assert "evidence cannot be assessed: 1 fault not told (unknown-id)\n" in err


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{}", [0, 0, 0]),
        (NOTE, [0, 0, 1]),
        (
            "documents:\n  draft: {type: plan, decided: {date: 2024-05-01}, sources: [minutes]}\n",
            [0, 1, 1],
        ),
        (FAULT, [1, 1, 1]),
    ],
    ids=["nothing", "a note", "a warning", "a fault"],
)
def test_fail_on(text: str, codes: list[int], audit: Path, capsys: Output) -> None:
    """Faults alone, warnings too, or all."""
    add(audit, text)
    for limit, expected in zip(["fault", "warning", "note"], codes, strict=True):
        assert checked(capsys, "--fail-on", limit)[0] == expected
        quiet = checked(capsys, "--fail-on", limit, "--quiet")
        assert (quiet[0], quiet[1] != "") == (expected, expected == 1)


def test_only_what_is_told_fails(audit: Path, capsys: Output) -> None:
    """A note that is ignored does not make the answer no."""
    add(audit, NOTE)
    assert checked(capsys, "--fail-on", "note", "--ignore", "uncited-source")[0] == 0
    code, out, _ = checked(capsys, "--fail-on", "note", "--format", "junit")
    assert (code, "<failure" in out) == (1, True)


def test_what_is_accepted_is_counted_and_fails_nothing(audit: Path, capsys: Output) -> None:
    """By `check`, which is then well on any limit, and by `evaluate`, which does not note it."""
    accept = "accept: [{code: uncited-source, because: Läst i sin helhet., until: 2024-03-31}]"
    add(audit, NOTE.replace("Budget", f"Budget, {accept}"))
    code, out, err = checked(capsys, "--format", "json", "--fail-on", "note")
    assert (code, json.loads(out)) == (0, [])
    assert err == "0 faults, 0 warnings, 0 notes, 1 accepted\n"
    assert run(["evaluate", "evidence", "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["diagnostics"] == []
    assert "accept" not in result["items"]["unused"]["fields"]
    code, out, err = checked(capsys, "--format", "json", "--as-of", "2024-04-01")
    assert [each["code"] for each in json.loads(out)] == ["uncited-source", "expired-accept"]
    assert err == "0 faults, 1 warning, 1 note\n"


def rules_checked(output: Output, *options: str) -> tuple[int, str, str]:
    """The exit code of `check rules` with these options, its stdout, and its stderr."""
    code = run(["check", "rules", *options])
    return code, *output.readouterr()


def test_a_folder_of_rules(audit: Path, capsys: Output) -> None:
    """A pack is checked by itself, without the evidence, in every format."""
    (audit / "evidence" / "audit.yaml").unlink()
    assert rules_checked(capsys) == (0, "", "0 faults, 0 warnings, 0 notes\n")
    text = "criteria:\n  alone: {title: Alone, requires: {some: dokuments}}\n"
    (audit / "rules" / "zz.yaml").write_text(text, encoding="utf-8")
    for format_ in FORMATS:
        code, out, err = rules_checked(capsys, "--format", format_)
        assert (code, err) == (1, "1 fault, 0 warnings, 0 notes\n")
        assert "dokuments" in out
        assert "rules/zz.yaml" in out
    read = json.loads(rules_checked(capsys, "--format", "json")[1])
    assert [(each["path"], each["line"]) for each in read] == [("rules/zz.yaml", 2)]


def test_warnings_of_rules(audit: Path, capsys: Output) -> None:
    """What is no fault is told too, and fails where it is to."""
    grounds = "authority: law, section: 8 §"
    text = f"criteria:\n  alone: {{title: Alone, {grounds}, requires: {{some: documents}}}}\n"
    (audit / "rules" / "zz.yaml").write_text(text, encoding="utf-8")
    questions = audit / "rules" / "questions.yaml"
    used = questions.read_text(encoding="utf-8").replace("[calls]", "[calls, alone]")
    questions.write_text(used, encoding="utf-8")
    code, out, _ = rules_checked(capsys, "--format", "json")
    assert (code, [each["code"] for each in json.loads(out)]) == (0, ["no-where"])
    assert rules_checked(capsys, "--fail-on", "warning")[0] == 1


@pytest.mark.parametrize("name", ["pack.yaml", "criteria.yaml"])
def test_rules_that_cannot_be_read(name: str, audit: Path, capsys: Output) -> None:
    """The file that is broken is told of, and not that the others are no evidence."""
    (audit / "rules" / name).write_text("pack: [\n", encoding="utf-8")
    code, out, _ = rules_checked(capsys, "--format", "json")
    assert (code, {each["code"] for each in json.loads(out)}) == (1, {"yaml-syntax"})


def test_rules_have_no_rules(audit: Path, capsys: Output) -> None:
    """What belongs to an audit is wrong use."""
    assert audit.is_dir()
    code, out, err = rules_checked(capsys, "--rules", "rules")
    assert (code, out) == (2, "")
    assert err == "error: --rules is for an audit, and rules holds rules\n  help: leave it out\n"


def test_a_day_for_rules(audit: Path, capsys: Output) -> None:
    """It is for what is accepted until a day; what is no day is wrong use."""
    assert audit.is_dir()
    assert rules_checked(capsys, "--as-of", "2024-01-01")[0] == 0
    assert rules_checked(capsys, "--as-of", "2024")[0] == 2


def test_what_a_pack_accepts(audit: Path, capsys: Output) -> None:
    """It is counted with the rules alone, and with the audit, against the audit's day."""
    head = audit / "rules" / "pack.yaml"
    word = "actors.type: [styrelse, myndighet]"
    text = head.read_text(encoding="utf-8").replace(word, f"{word}\n  forums.tasks: [möte, råd]")
    entry = "{code: unused-word, at: vocabulary/forums.tasks, because: Skiljer åt., until: %s}"
    accept = f"version: 1.0.0, accept: [{entry}]}}"
    used = (
        "criteria:\n  meets: {title: Det finns möten, authority: law, section: 8 §, "
        "requires: {some: forums, where: {tasks: möte}}}\n"
        "questions:\n  meetings: {asks: Möts man?, informing: [meets], open: true}\n"
    )
    (audit / "rules" / "zz.yaml").write_text(used, encoding="utf-8")
    for until, codes, more in (("2024-03-31", [], ", 1 accepted"), ("2024-03-30", BOTH, "")):
        written = text.replace("version: 1.0.0}", accept % until)
        head.write_text(written, encoding="utf-8")
        code, out, err = rules_checked(capsys, "--format", "json")
        assert (code, json.loads(out)) == (0, [])
        assert err == "0 faults, 0 warnings, 0 notes, 1 accepted\n"
        code, out, err = checked(capsys, "--format", "json")
        assert sorted(each["code"] for each in json.loads(out)) == codes
        assert err.endswith(f"{more}\n")


BOTH = ["expired-accept", "unused-word"]


def test_a_pack_beside_an_audit(audit: Path, capsys: Output) -> None:
    """A folder with both is an audit, in which rules have no place."""
    add(audit, "pack: {id: beredskap, title: Beredskap, version: 1.0.0}\n")
    code, out, _ = checked(capsys, "--format", "json")
    assert (code, [each["code"] for each in json.loads(out)]) == (1, ["unknown-section"])
