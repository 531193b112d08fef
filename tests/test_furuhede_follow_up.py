"""The example a year later: the whole path of a follow-up, as an auditor goes it."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from jsonschema import Draft202012Validator

from auditcheck.cli.answer import Terminal
from auditcheck.cli.app import run
from auditcheck.cli.following_text import text
from auditcheck.engine.following.audits import Given, follow
from auditcheck.model.quotes import VERIFIED
from auditcheck.pipeline import open_audit, result_of
from test_furuhede import LEVELS
from variants import ROOT, levels

THEN, NOW = (ROOT / "examples" / f"furuhede-{year}" for year in (2024, 2025))
Output = pytest.CaptureFixture[str]


def test_the_audit_a_year_later_is_clean(capsys: Output) -> None:
    """Nothing to remark, every quote verified in its file, and each question has its level."""
    assert run(["check", str(NOW), "--fail-on", "note", "--no-cache"]) == 0
    capsys.readouterr()
    result = result_of(open_audit(NOW, "furuhede"))
    quoted = [cite for item in result.items.values() for cite in item.sources if cite.quote]
    assert len(quoted) > 40
    assert all(each.verification and each.verification.step in VERIFIED for each in quoted)
    assert levels(result) == LEVELS | {"steering": "Delvis", "law": "Ja"}


def test_what_became_of_it_on_the_terminal(capsys: Output) -> None:
    """A council, a plan, one thing worse, a promise not kept; each with its cause and facts."""
    assert run(["diff", str(THEN), str(NOW)]) == 0
    told = capsys.readouterr().out
    for said in (
        "Furuhede kommun, 2024-12-31 → 2025-12-31",
        "differing: evidence, law or date",
        "✓ mended · 6 · Bedrivs arbetet så som lagen kräver?\n    Nej → Ja · cause: evidence",
        "▼ worse · 5 · ",
        "    I allt väsentligt → Delvis · cause: evidence\n",
        "· still met · 4 · Är de resurser som arbetet får tillräckliga för att nå målen?: Ja\n",
        "Criteria: ✓ 6 mended · = 5 remaining · ▼ 1 worse · + 4 new demand · · 47 still met",
        "new: atgardsplan-2025; gone: atgardsplan-2024",
        "new: strategiska-radet; gone: inget-strategiskt-rad",
        "changed: trygga-utomhus (followed_up_by, series, sources)",
        "(not applicable then) · cause: evidence together with law or date",
        "not applicable → not evidenced (not applicable then) · cause: law or date",
        "Recommendations: ✓ 2 mended · = 3 remaining · ▼ 1 worse",
        "due 2025-06-30 · by Trygghetschefen\n      the day has passed, and the evidence",
        "said to be done, but the evidence does not show it",
        "contested, and the recommendation remains",
    ):
        assert said in told
    assert "\033" not in told


def test_the_terminal_is_eighty_columns() -> None:
    """What a person looks at is wrapped."""
    audits = [Given(result_of(open_audit(folder, "furuhede"))) for folder in (THEN, NOW)]
    shown = text(*follow(audits), Terminal(True, 80, False))
    assert max(map(len, shown.splitlines())) <= 80


def test_the_document(capsys: Output) -> None:
    """Fits its schema, and tells the same."""
    assert run(["schema", "diff"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert run(["diff", str(THEN), str(NOW), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(schema).validate(document)
    assert (document["format"], document["version"]) == ("auditcheck-diff", 1)
    (step,) = document["steps"]
    changed = {each["name"]: each["change"] for each in step["parts"] if each["causes"]}
    assert changed == {"steering": "worse", "law": "mended"}
    promises = {
        answer["item"]: answer["promise"]
        for history in document["history"]
        for answer in history["answers"]
    }
    assert promises == {
        "svar-plan": "shown",
        "svar-rad": "shown",
        "svar-programmet": "day passed",
        "svar-lagesbilden": "said done but not shown",
        "svar-styrningen": "contested",
    }
    del document["steps"][0]["parts"][0]["change"]
    assert not Draft202012Validator(schema).is_valid(document)


def test_the_reports(tmp_path: Path, capsys: Output) -> None:
    """In both formats and languages: the promise not kept, and the plan that came late."""
    names = ("f.html", "f.md", "f.en.html", "f.en.md")
    swedish, english = [tmp_path / name for name in names[:2]], [tmp_path / n for n in names[2:]]
    for paths, language in ((swedish, []), (english, ["--language", "en"])):
        options = [option for path in paths for option in ("--report", str(path))]
        assert run(["diff", str(THEN), str(NOW), *options, *language]) == 0
        told = capsys.readouterr()
        assert all(f"wrote {path.as_posix()}" in told.err for path in paths)
    for path in swedish:
        page = path.read_text("utf-8").replace("\u00a0", " ")
        for said in (
            "Från 31 december 2024 till 31 december 2025",
            "Ett löfte är inget bevis.",
            "Dagen har passerat, och bevisen visar inte att det är gjort.",
            "Planen beslutades mer än ett år efter den dag då den enligt lagen skulle finnas.",
            "bevisen tillsammans med lagen eller dagen",
            "Inte med nu: Saknas: ett forum utpekat som strategiskt råd",
        ):
            assert said in page
    for path in english:
        assert "A promise is no evidence." in path.read_text("utf-8")


def test_a_promise_is_not_counted_as_done(tmp_path: Path, capsys: Output) -> None:
    """Said to be done, with its day: every change stays as it is without the response."""
    copy = copytree(NOW, tmp_path / "said-done")
    responses = copy / "responses.yaml"
    due = responses.read_text("utf-8")
    assert "    due: 2025-06-30\n" in due
    done = due.replace("    due: 2025-06-30\n", "    due: 2025-06-30\n    done: 2025-06-29\n")
    found = []
    for written in (done, "responses: {}\n"):
        responses.write_text(written, "utf-8")
        assert run(["diff", str(THEN), str(copy), "--format", "json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0]["steps"] == found[1]["steps"]
    answers = [answer for each in found[0]["history"] for answer in each["answers"]]
    (claimed,) = [each for each in answers if each["done"]]
    assert claimed["promise"] == "said done but not shown"


def test_results_alone_and_mixed(tmp_path: Path, capsys: Output) -> None:
    """The same changes; the causes only where one factor differs."""
    kept = []
    for folder in (THEN, NOW):
        kept.append(str(tmp_path / f"{folder.name}.json"))
        assert run(["evaluate", str(folder), "-q", "--result", kept[-1]]) == 0
    changes = []
    for old, new in ((str(THEN), str(NOW)), (*kept,), (kept[0], str(NOW)), (str(THEN), kept[1])):
        assert run(["diff", old, new, "--format", "json"]) == 0
        (step,) = json.loads(capsys.readouterr().out)["steps"]
        changes.append([(e["name"], e["change"], e["facts"]) for e in step["criteria"]])
        causes = [each["causes"] for each in step["criteria"] if each["causes"]]
        assert bool(causes) == step["crosswise"]
    assert changes == [changes[0]] * 4
    assert run(["diff", *kept]) == 0
    told = capsys.readouterr().out
    assert "cause not told apart: give the evidence folders" in told
    assert "note: causes are told by what alone differs" in told
    later = str(tmp_path / "later.json")
    assert run(["evaluate", str(THEN), "--as-of", "2026-12-31", "-q", "--result", later]) == 0
    assert run(["diff", kept[0], later]) == 0
    told = capsys.readouterr().out
    assert "differing: law or date" in told
    assert "cause: law or date" in told
    assert "not told apart" not in told


def test_three_years(tmp_path: Path, capsys: Output) -> None:
    """Each is compared with the next; the history holds them all."""
    third = copytree(NOW, tmp_path / "furuhede-2026")
    audit = third / "audit.yaml"
    audit.write_text(
        audit.read_text("utf-8").replace("as_of: 2025-12-31", "as_of: 2026-12-31"), "utf-8"
    )
    assert run(["diff", str(THEN), str(NOW), str(third), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(step["old"], step["new"]) for step in document["steps"]] == [(0, 1), (1, 2)]
    assert document["steps"][1]["differing"] == ["date"]
    years = {each["name"]: [y["made"] for y in each["years"]] for each in document["history"]}
    assert years["establish-council"] == [True, False, False]
    assert years["follow-up-programme"] == [True, True, True]
    assert years["align-indicators"] == [False, True, True]


def test_worse_can_fail(capsys: Output) -> None:
    """Of the last step alone."""
    assert run(["diff", str(THEN), str(NOW), "--fail-on-worse", "-q"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "worse than at the audit before: steering, indicators-aligned, align-indicators\n"
    )
    assert run(["diff", str(THEN), str(NOW), str(NOW), "--fail-on-worse", "-q"]) == 0


def test_a_broken_folder_is_told_with_its_place(tmp_path: Path, capsys: Output) -> None:
    """Which one, and where in it; both, where both are; nothing is written."""
    one, two = (copytree(NOW, tmp_path / name) for name in ("one", "two"))
    sound = (NOW / "responses.yaml").read_text("utf-8")
    wrong = sound.replace("stance: contested", "stance: kanske")
    for folder in (one, two):
        (folder / "responses.yaml").write_text(wrong, "utf-8")
    report = tmp_path / "f.md"
    assert run(["diff", str(THEN), str(one), "--report", str(report)]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    line = wrong.split("\n").index("    stance: kanske") + 1
    assert f"{one.as_posix()}/responses.yaml:{line}:13" in told.err
    assert told.err.endswith(f"not compared: 1 fault in {one.as_posix()}\n")
    assert run(["diff", str(two), str(one)]) == 3
    told = capsys.readouterr()
    assert f"{two.as_posix()}/responses.yaml:{line}:13" in told.err
    assert f"not compared: 2 faults in {two.as_posix()}, {one.as_posix()}" in told.err
    assert not report.exists()


def test_wrong_use(tmp_path: Path, capsys: Output) -> None:
    """One audit alone, a result that is none, a format that a follow-up report is not in."""
    assert run(["diff", str(THEN)]) == 2
    broken = tmp_path / "broken.json"
    broken.write_text("{}", "utf-8")
    assert run(["diff", str(broken), str(NOW)]) == 3
    assert "is not a result: not a stored result" in capsys.readouterr().err
    assert run(["diff", str(tmp_path / "none.json"), str(NOW)]) == 3
    assert "cannot read" in capsys.readouterr().err
    assert run(["diff", str(tmp_path / "none"), str(NOW)]) == 3
    assert "error[no-such-folder]" in capsys.readouterr().err
    for ending in ("pdf", "docx"):
        assert run(["diff", str(THEN), str(NOW), "--report", str(tmp_path / f"f.{ending}")]) == 2
        assert "end it in .html or .md" in capsys.readouterr().err
    assert run(["diff", str(THEN), str(NOW), "--report", str(NOW / "f.md")]) == 2
    assert "lies inside the input" in capsys.readouterr().err


def test_other_subjects_are_told(capsys: Output) -> None:
    """The shipped audit is of another municipality, by the same rules."""
    assert run(["diff", str(ROOT / "evidence"), str(NOW)]) == 0
    told = capsys.readouterr().out
    assert "Huddinge kommun → Furuhede kommun, 2024-03-31 → 2025-12-31" in told
    assert "note: different subjects: this is no follow-up of one and the same" in told


def test_the_same_audit_twice(capsys: Output) -> None:
    """Nothing differs, nothing has changed."""
    assert run(["diff", str(NOW), str(NOW), "--format", "json"]) == 0
    (step,) = json.loads(capsys.readouterr().out)["steps"]
    assert (step["differing"], step["notes"]) == ([], ["nothing differs"])
    found = [*step["parts"], *step["criteria"], *step["recommendations"], step["conclusion"]]
    assert {each["change"] for each in found} <= {"remaining", "still met", "as before"}
