"""The commands on the shipped audit, as a person meets them."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from auditcheck.cli.answer import Terminal
from auditcheck.cli.app import run
from auditcheck.cli.summary import summary
from auditcheck.files.yaml_text import read_yaml
from auditcheck.model.results import Result
from auditcheck.report.stored import read_result
from variants import ROOT, Data, shipped_data, variant

EVIDENCE = str(ROOT / "evidence")
SUMMARY = """\
Granskning av trygghetsskapande och brottsförebyggande arbete – Huddinge kommun, as of 2024-03-31
rules brottsforebyggande 1.0.0 · 102 items, 17 sources · 65 criteria

#  Question                                                            Assessment               \
Open
1  Är arbetet organiserat så att ansvar och roller är tydliga?         I allt väsentligt / Nej
2  Finns en helhetssyn och ett internt samarbete för att nå målen?     Delvis / Nej             \
cooperation: hangs on interviews
3  Är samverkan med externa parter tillräcklig och ändamålsenlig?      Ja / Ja                  \
cooperation: hangs on interviews
4  Är de resurser som arbetet får tillräckliga för att nå målen?       Delvis                   \
could reach Ja · 1 gap
5  Är kommunstyrelsens styrning, uppföljning och uppsikt tillräcklig?  Delvis                   \
1 of 3 demands met
6  Bedrivs arbetet så som lagen kräver?                                Nej                      \
2 of 4 demands met
   Samlad bedömning                                                    Delvis

10 recommendations · 1 recorded shortcoming not weighed (no-activity-plans)
"""

Captured = pytest.CaptureFixture[bytes]


def shown(capture: Captured, *arguments: str, code: int = 0) -> str:
    """Run a command that exits with `code`, and give what it writes to stdout."""
    assert run(list(arguments)) == code
    return capture.readouterr().out.decode()


def test_evaluate_shows_the_levels_at_a_glance(capsysbinary: Captured) -> None:
    """Piped, the summary is plain aligned lines, word for word what the README shows."""
    assert shown(capsysbinary, "evaluate", EVIDENCE) == SUMMARY
    assert SUMMARY.rstrip() in (ROOT / "README.md").read_text("utf-8")


def test_evaluate_points_to_what_check_tells(capsysbinary: Captured) -> None:
    """What is not a result goes to stderr, and quiet means quiet."""
    assert run(["evaluate", EVIDENCE]) == 0
    assert b"6 warnings and 43 notes" in capsysbinary.readouterr().err
    assert run(["evaluate", EVIDENCE, "--quiet"]) == 0
    assert capsysbinary.readouterr() == (b"", b"")


@pytest.mark.parametrize(("level", "code"), [("Nej", 0), ("Delvis", 1), ("Ja", 1)])
def test_a_threshold_decides_the_exit_code(capsysbinary: Captured, level: str, code: int) -> None:
    """Below the level asked for, the answer is no, and the parts that are below are named."""
    assert run(["evaluate", EVIDENCE, "--fail-below", level, "--quiet"]) == code
    assert (b"law (Nej)" in capsysbinary.readouterr().err) is bool(code)


PACK = """\
pack: {id: a, title: A, version: '1'}
scale: {levels: [Nej, Ja], ladder: {Ja: {essential: all}}}
vocabulary: {documents.type: [plan]}
questions: {q: {asks: Q, essential: [c]}}
"""
AUDIT = "audit: {title: T, subject: {name: S}, as_of: 2024-01-01, rules: ../rules}\n"


def _written(folder: Path, pack: str, audit: str = AUDIT) -> Path:
    """An audit and its rules, written side by side; gives the audit's folder."""
    for name, text in (("rules", pack), ("evidence", audit)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "a.yaml").write_text(text, "utf-8")
    return folder / "evidence"


HELD = "{title: {given: true}}"


def test_a_threshold_is_for_the_conclusion_too(capsysbinary: Captured, tmp_path: Path) -> None:
    """Both parts reach it, the conclusion does not: the answer is no."""
    conclusion = "conclusion: {asks: A, levels: {Ja: {parts: 2, reaches: Ja}}}\n"
    pack = f"{PACK}criteria: {{c: {{title: C, requires: {{audit: {HELD}}}}}}}\n{conclusion}"
    evidence = str(_written(tmp_path, pack))
    assert run(["evaluate", evidence, "--fail-below", "Ja", "-q"]) == 1
    assert "the conclusion (Nej)" in capsysbinary.readouterr().err.decode()


FORGED = "T\\n\\n#  Question  Assessment\\n1  Q  Ja"


def test_no_text_makes_lines_of_its_own(capsysbinary: Captured, tmp_path: Path) -> None:
    """A title or a question with line breaks cannot forge a row of a table or a line of a tree."""
    pack = f"{PACK}criteria: {{c: {{title: C, requires: {{audit: {HELD}}}}}}}\n"
    forging = pack.replace("asks: Q", f'asks: "{FORGED}"').replace(
        "title: C", f'title: "{FORGED}"'
    )
    plain = _written(tmp_path / "plain", pack)
    forged = _written(
        tmp_path / "forged", forging, AUDIT.replace("title: T", f'title: "{FORGED}"')
    )
    for command in ("evaluate", "explain"):
        as_usual, as_forged = (
            shown(capsysbinary, command, str(folder)).splitlines() for folder in (plain, forged)
        )
        assert len(as_forged) == len(as_usual)
        assert not [line for line in as_forged if line.startswith("1  Q  Ja")]


def test_explain_unfolds_a_criterion_once(capsysbinary: Captured, tmp_path: Path) -> None:
    """Thirty criteria that each name the one before twice are a short tree, not 2^30 lines."""
    criteria = ["criteria:", f"  c0: {{title: C, requires: {{audit: {HELD}}}}}"]
    for number in range(1, 30):
        twice = ", ".join([f"{{criterion: c{number - 1}}}"] * 2)
        criteria.append(f"  c{number}: {{title: C, requires: {{all: [{twice}]}}}}")
    pack = "\n".join([PACK.replace("[c]", "[c29]"), *criteria])
    tree = shown(capsysbinary, "explain", str(_written(tmp_path, pack)), "c29")
    assert len(tree.splitlines()) < 200
    assert "see 'c27' above" in tree


def test_the_result_is_the_same_however_its_folder_is_named(
    capsysbinary: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it keeps no remark about the rules, which are for the one who keeps them."""
    demands = (
        "c: {title: C, requires: {some: documents}}, d: {title: D, requires: {some: documents}}"
    )
    pack = PACK.replace("[c]", "[c, d]") + f"criteria: {{{demands}}}\n"
    evidence = _written(tmp_path, pack)
    monkeypatch.chdir(evidence)
    kept = {
        shown(capsysbinary, "evaluate", name, "--format", "json") for name in (str(evidence), ".")
    }
    assert len(kept) == 1
    assert '"no-where"' not in next(iter(kept))
    assert "no-where" in shown(capsysbinary, "check", ".", "--format", "json")


def test_the_result_is_what_its_schema_says(capsysbinary: Captured) -> None:
    """`evaluate --format json` is valid by `schema result`, and is read back as a result."""
    raw = shown(capsysbinary, "evaluate", EVIDENCE, "--format", "json")
    schema = json.loads(shown(capsysbinary, "schema", "result"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(raw), schema)
    assert isinstance(read_result(raw.encode()), Result)


def test_the_same_evidence_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the folder is called and the hash seed is: no clock, no environment, no path."""
    kept = []
    for seed in ("0", "1"):
        folder = tmp_path / seed / "evidence"
        folder.parent.mkdir()
        folder.symlink_to(ROOT / "evidence", target_is_directory=True)
        ran = subprocess.run(
            [sys.executable, "-m", "auditcheck", "evaluate", str(folder), "--format", "json"],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
            capture_output=True,
            check=True,
        )
        kept.append(ran.stdout)
    assert kept[0] == kept[1]
    assert str(ROOT).encode() not in kept[0]


def test_a_kept_result_renders_to_the_same_report(capsysbinary: Captured, tmp_path: Path) -> None:
    """The report needs nothing but the result."""
    page, kept = tmp_path / "report.html", tmp_path / "result.json"
    options = ["--report", str(page), "--result", str(kept), "--quiet"]
    assert shown(capsysbinary, "evaluate", EVIDENCE, *options) == ""
    assert shown(capsysbinary, "render", str(kept), "--format", "html") == page.read_text("utf-8")
    again = tmp_path / "again.md"
    assert shown(capsysbinary, "render", str(kept), "--report", str(again)) == ""
    assert shown(capsysbinary, "render", str(kept)) == again.read_text("utf-8")


def test_a_result_may_come_from_stdin(
    capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`-` reads the result from stdin."""
    kept = tmp_path / "result.json"
    shown(capsysbinary, "evaluate", EVIDENCE, "--result", str(kept), "--quiet")
    stdin = SimpleNamespace(buffer=io.BytesIO(kept.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert "Sammanfattning" in shown(capsysbinary, "render", "-")


def test_the_report_speaks_english_when_asked(capsysbinary: Captured, tmp_path: Path) -> None:
    """The fixed texts change language, the evidence does not."""
    page = tmp_path / "report.html"
    shown(capsysbinary, "evaluate", EVIDENCE, "--report", str(page), "--language", "en", "-q")
    text = page.read_text("utf-8")
    assert '<html lang="en"' in text
    assert "Summary" in text
    assert "Samverkansöverenskommelse" in text


def test_explain_leads_from_a_criterion_to_its_sources(capsysbinary: Captured) -> None:
    """Demand, section, outcome, what was found where, the field that failed, the sources."""
    tree = shown(capsysbinary, "explain", EVIDENCE, "law.extent")
    assert tree.startswith("✗ not met: Lägesbilden redogör för brottslighetens omfattning")
    assert "demanded: Det finns minst ett dokument av typen lägesbild" in tree
    assert "SFS 2023:196 · 4 § 1 · ska · kommunen" in tree
    assert re.search(r"✗ overall-picture-2023 – .* \(.*evidence/documents.yaml:\d+\)", tree)
    assert "✗ contains includes brottslighetens omfattning: found [" in tree
    assert "sources: " in tree


def test_explain_follows_what_a_criterion_is_made_of(capsysbinary: Captured) -> None:
    """A composed demand leads through its parts to the absence that decides it."""
    tree = shown(capsysbinary, "explain", EVIDENCE, "law.council")
    assert "criterion law.council-exists: not met" in tree
    assert "absent no-strategic-council" in tree
    assert "left out: not applicable" not in tree
    assert "(left out)" in tree


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("resources", "4. Är de resurser"),
        ("organisation.roles", "organisation.roles: I allt väsentligt"),
        ("law.action-plan", "… not yet due: "),
    ],
)
def test_explain_takes_questions_parts_and_criteria(
    capsysbinary: Captured, name: str, first: str
) -> None:
    """Each is called by its own name."""
    assert shown(capsysbinary, "explain", EVIDENCE, name).startswith(first)


def test_explain_everything(capsysbinary: Captured) -> None:
    """Without a name all questions are explained, in their order."""
    tree = shown(capsysbinary, "explain", EVIDENCE)
    assert [line[0] for line in tree.splitlines() if line[:1].isdigit()] == list("123456")


def test_explain_as_data_and_as_a_chart(capsysbinary: Captured) -> None:
    """JSON is the part of the result; Mermaid's labels hold no character that could be syntax."""
    data = json.loads(shown(capsysbinary, "explain", EVIDENCE, "law", "--format", "json"))
    assert data["parts"][0]["assessment"] == "Nej"
    chart = shown(capsysbinary, "explain", EVIDENCE, "law", "--format", "mermaid").splitlines()
    assert chart[0] == "flowchart LR"
    box = re.compile(r'  n\d+\["([\w ,.\-–()]|#\d+;)*"\]')
    arrow = re.compile(r"  n\d+ --> n\d+")
    assert all(box.fullmatch(line) or arrow.fullmatch(line) for line in chart[1:])


def test_explain_names_the_nearest_where_nothing_is_concerned(tmp_path: Path) -> None:
    """With no decision about it, those that come nearest are shown as such, with the miss."""

    def about_something_else(data: Data) -> None:
        for decision in data["decisions"].values():
            decision["about"] = ["styrdokument"]

    from auditcheck.cli.drawing import lines
    from auditcheck.cli.tree import Trees

    result = variant(tmp_path / "evidence", about_something_else)
    trees = Trees(result, "evidence", "rules")
    tree = "\n".join(lines(trees.criterion(result.criteria["money-decided"]), 0))
    assert "? some of decisions (0 of 2 concerned)" in tree
    nearest = tree.split("nearest of those not concerned")[1]
    assert "✓ body is kommunstyrelsen: found kommunstyrelsen" in nearest
    assert "✗ about includes trygghetsskapande insatser: found [styrdokument]" in nearest


def test_gaps_reads_as_requests(capsysbinary: Captured) -> None:
    """What settles a level stands under its question; the rest stands apart."""
    listed = shown(capsysbinary, "gaps", EVIDENCE)
    first, rest = listed.split("Open, but settles no question's level")
    assert "Delvis → Ja" in first
    assert "1. uppgift om underlag för beslut\n" in first
    assert "about money-for-safety, money-for-surroundings · settles resources alone" in first
    assert "of Huddinge kommun · grant-use-accounted" in rest
    data = json.loads(shown(capsysbinary, "gaps", EVIDENCE, "--format", "json"))
    assert [each["criteria"] for each in data if each["parts"]] == [
        ["board-decides-from-pictures"]
    ]
    assert [each["number"] for each in data] == [1, 2, 3, 4, 5, 6, 7]


def test_check_tells_everything_with_its_place(capsysbinary: Captured) -> None:
    """Text for people, JSON with the same for programs; findings are no faults."""
    text = shown(capsysbinary, "check", EVIDENCE)
    assert "warning[unknown-statute]: '2023:193'" in text
    data = json.loads(shown(capsysbinary, "check", EVIDENCE, "--format", "json"))
    assert len(data) == 49
    assert all(each["line"] > 0 and each["column"] > 0 for each in data)
    assert shown(capsysbinary, "check", EVIDENCE, "--quiet") == ""


def _errors(schema: dict[str, Any], data: object) -> list[str]:
    jsonschema.Draft202012Validator.check_schema(schema)
    return [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def test_the_schemas_fit_what_is_shipped(capsysbinary: Captured) -> None:
    """Every shipped file is valid by the schema of its sort, as an editor would see it."""
    rules = str(ROOT / "rules")
    evidence = json.loads(shown(capsysbinary, "schema", "evidence", "--rules", rules))
    of_rules = json.loads(shown(capsysbinary, "schema", "rules"))
    for folder, schema in (("evidence", evidence), ("rules", of_rules)):
        for path in (ROOT / folder).glob("*.yaml"):
            if not path.name.endswith(".test.yaml"):
                document, _ = read_yaml(path.name, path.read_bytes())
                assert document is not None
                assert _errors(schema, document.data) == [], path


def test_the_evidence_schema_knows_the_packs_words(capsysbinary: Captured) -> None:
    """A misspelt word, an unknown field and a missing one are seen before auditcheck is run."""
    rules = str(ROOT / "rules")
    schema = json.loads(shown(capsysbinary, "schema", "evidence", "--rules", rules))
    data = {"documents": {"a": {"type": "lägesbld", "sources": ["s"]}}}
    assert "'lägesbld' is not one of" in _errors(schema, data)[0]
    assert _errors(schema, {"documents": {"a": {"typ": "lägesbild"}}})
    free = json.loads(shown(capsysbinary, "schema", "evidence"))
    assert _errors(free, data) == []


def test_every_field_is_described_for_the_editor(capsysbinary: Captured) -> None:
    """Hover text stands at every field of every kind."""
    schema = json.loads(shown(capsysbinary, "schema", "evidence"))
    for name, definition in schema["$defs"].items():
        for field, described in definition["properties"].items():
            assert described.get("description"), f"{name}.{field}"


def test_the_summary_fits_a_terminal(tmp_path: Path) -> None:
    """At 80 columns nothing is cut off, and what looks like markup is only text."""

    def marked(data: Data) -> None:
        data["audit"]["title"] = "[bold]Granskning[/x] :smile:"

    result = variant(tmp_path / "evidence", marked)
    for colour in (True, False):
        text = summary(result, Terminal(interactive=True, width=80, colour=colour))
        assert "[bold]Granskning[/x] :smile:" in text
        assert ("\x1b[" in text) is colour
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        table = plain.split("\n\n")[1]
        assert max(map(len, table.splitlines())) <= 80
        assert "väsentligt /" in table
        assert "could reach Ja" in table


def test_a_judgement_stands_beside_the_rules_level(tmp_path: Path) -> None:
    """Both are shown, and an expired one is said to be."""

    def judged(data: Data) -> None:
        common = {"reason": "Se PM.", "by": "Certifierad revisor", "date": "2023-04-02"}
        data["judgements"] = {
            "lift": {"question": "resources", "level": "Ja", **common},
            "old": {
                "question": "law", "level": "Delvis", "until": "2023-12-31", **common,
            },
        }  # fmt: skip

    result = variant(tmp_path / "evidence", judged)
    text = summary(result, Terminal(interactive=False, width=0, colour=False))
    assert "Ja (judged; rules: Delvis)" in text
    assert "1 judgement not in force (old: expired)" in text


def test_version_and_help_need_no_audit(capsysbinary: Captured) -> None:
    """They say what there is, at once."""
    assert re.fullmatch(r"auditcheck \d+\.\d+\.\d+\n", shown(capsysbinary, "--version"))
    for arguments in ([], ["--help"]):
        listed = subprocess.run(
            [sys.executable, "-m", "auditcheck", *arguments], capture_output=True, check=True
        )
        for command in (b"evaluate", b"check", b"explain", b"gaps", b"render", b"schema"):
            assert command in listed.stdout


def test_an_audit_without_gaps_says_so(tmp_path: Path, capsysbinary: Captured) -> None:
    """Nothing open is an answer too."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "pack.yaml").write_text(
        "pack: {id: a, title: A, version: '1'}\n"
        "scale: {levels: [Nej, Ja], ladder: {Ja: {essential: all}}}\n"
        "criteria: {c: {title: C, requires: {audit: {title: {given: true}}}}}\n"
        "questions: {q: {asks: Q, essential: [c]}}\n"
    )
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    (evidence / "a.yaml").write_text("audit: {title: T, subject: {name: S}, as_of: 2024-01-01}\n")
    options = [str(evidence), "--rules", str(rules)]
    assert "no open evidence" in shown(capsysbinary, "gaps", *options)
    assert "1 criterion" in shown(capsysbinary, "evaluate", *options)


def test_the_shipped_data_is_whole() -> None:
    """The variants in these tests start from everything that is shipped."""
    assert sum(len(entries) for kind, entries in shipped_data().items() if kind != "audit") == 119


def test_a_criterion_that_only_a_rung_names_is_explained(tmp_path: Path) -> None:
    """The report leads from the level to it, as to any other."""
    rung = "levels: {Ja: {essential: all, criterion: d}}"
    pack = (
        f"{PACK.replace('questions: {q: {asks: Q, essential: [c]}}', '')}"
        f"questions: {{q: {{asks: Q, essential: [c], {rung}}}}}\n"
        f"criteria:\n  c: {{title: C, requires: {{audit: {HELD}}}}}\n"
        f"  d: {{title: Det som bara steget nämner, requires: {{audit: {HELD}}}}}\n"
    )
    page = tmp_path / "report.md"
    assert run(["evaluate", str(_written(tmp_path, pack)), "--report", str(page), "-q"]) == 0
    assert '<a id="k-d"></a>' in page.read_text("utf-8")
