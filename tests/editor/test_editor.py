"""The schemas in the YAML language server, which VS Code, Neovim and others have inside them."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditcheck.cli.app import run
from auditcheck.files.shipped import PACKS
from editor.server import SERVER, Server, editor
from variants import ROOT

Output = pytest.CaptureFixture[str]
ASKED = "asked the network"
EVIDENCE = {
    "brottsforebyggande": ROOT / "evidence",
    "internkontroll": ROOT / "packs" / "exempelby",
}
SHIPPED = [
    *((pack, path) for pack, folder in EVIDENCE.items() for path in sorted(folder.glob("*.yaml"))),
    *(
        ("rules", path)
        for folder in PACKS.values()
        for path in sorted((ROOT / folder).glob("*.yaml"))
        if not path.name.endswith(".test.yaml")
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to open in the editor; without the server there is nothing to open it in."""
    if not SERVER.is_file() or shutil.which("node") is None:
        lacking = f"{SERVER.name} is not installed: run 'npm ci' in tests/node"
        if os.environ.get("AUDITCHECK_NODE") == "required":
            pytest.fail(lacking)
        pytest.skip(lacking)
    return tmp_path_factory.mktemp("workspace")


def schema(folder: Path, name: str, *arguments: str) -> str:
    """The address of a schema as `schema` writes it."""
    path = folder / f"{name}.schema.json"
    with pytest.MonkeyPatch.context() as patched, path.open("w", encoding="utf-8") as file:
        patched.setattr("sys.stdout", file)
        assert run(["schema", *arguments]) == 0
    return path.as_uri()


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    """An editor that knows a schema for each folder; in the end it has asked nobody else."""
    schemas = {schema(folder, "rules", "rules"): "rules/*.yaml"}
    for pack in PACKS:
        schemas[schema(folder, pack, "evidence", "--rules", pack)] = f"{pack}/*.yaml"
    with editor(folder, schemas) as running:
        yield running
    assert ASKED not in running.said


def marked(text: str, found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What each diagnostic underlines, with its message, in the order of the places."""
    lines = text.splitlines()
    told = []
    for each in found:
        start, end = each["range"]["start"], each["range"]["end"]
        assert start["line"] == end["line"]
        cut = lines[start["line"]][start["character"] : end["character"]]
        told.append((start["line"], start["character"], cut, each["message"]))
    return [(cut, message) for _, _, cut, message in sorted(told)]


def place(text: str) -> tuple[str, int, int]:
    """The text without its `|`, and the line and column where that stood."""
    before, after = text.split("|")
    return before + after, before.count("\n"), len(before) - (before.rfind("\n") + 1)


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda p: getattr(p, "name", p))
def test_the_editor_finds_nothing_in_what_is_shipped(
    server: Server, folder: Path, kind: str, path: Path
) -> None:
    """Evidence, by the words of its pack, and rules."""
    _, found = server.open(folder / kind, path.read_text("utf-8"))
    assert found == []


DOCUMENT = "documents: {d: {type: riskanalys, %s}}"
REQUIRES = "criteria: {c: {title: C, requires: %s}}"


@pytest.mark.parametrize(
    ("kind", "text", "cut", "says"),
    [
        ("brottsforebyggande", "documents: {d: {type: lägesbld, title: D}}", "lägesbld",
         'Value is not accepted. Valid values: "lägesbild", '),
        ("internkontroll", "documents: {d: {type: lägesbild, title: D}}", "lägesbild",
         'Value is not accepted. Valid values: "riskanalys", '),
        ("internkontroll", DOCUMENT % "title: D, stauts: utkast", "stauts",
         "Property stauts is not allowed."),
        ("internkontroll", "documents: {d: {title: D}}", "d", 'Missing property "type".'),
        ("internkontroll", DOCUMENT % "title: D, contains: risker", "risker",
         'Incorrect type. Expected "array".'),
        ("internkontroll", DOCUMENT % "title: D, confidential: yes", "yes",
         'Incorrect type. Expected "boolean".'),
        ("internkontroll", DOCUMENT % "title: D, decided: {date: 2024-13-01}", "2024-13-01",
         "String does not match the pattern"),
        ("internkontroll", DOCUMENT % "title: D, sources: [{source: s, pge: 1}]", "pge",
         "Property pge is not allowed."),
        ("internkontroll", DOCUMENT % "title: D, accept: [{code: oral, because: B}]", "oral",
         'Value is not accepted. Valid values: "dated-after-assessment", '),
        ("internkontroll", "dokument: {}", "dokument", "Property dokument is not allowed."),
        ("rules", "criteria: {c: {title: C, modality: skall, requires: {some: forums}}}", "skall",
         'Value is not accepted. Valid values: "ska", '),
        ("rules", "criteria: {c: {title: C}}", "c", 'Missing property "requires".'),
        ("rules", REQUIRES % "{some: documents, whre: {type: plan}}", "whre",
         "Property whre is not allowed."),
        ("rules", REQUIRES % "{any: [{finding: x, where: {a: b}}, {some: forums}]}", "where",
         "Property where is not allowed."),
        ("rules", REQUIRES % "{count: documents, where: {type: plan}}", "requires",
         'Missing property "is".'),
        ("rules", REQUIRES % "{all: {some: documents}}", "{some: documents}",
         'Incorrect type. Expected "array".'),
        ("rules", REQUIRES % "{some: documents, has: {status: {at_lest: 3}}}", "at_lest",
         "Property at_lest is not allowed."),
        ("rules", REQUIRES % "{some: forums, has: {members: {some: {wher: {role: r}}}}}", "wher",
         "Property wher is not allowed."),
        ("rules", "conclusion: {asks: A, levels: {Ja: {essential: all}}}", "essential",
         "Property essential is not allowed."),
    ],
)  # fmt: skip
def test_the_editor_marks_what_is_wrong(
    server: Server, folder: Path, kind: str, text: str, cut: str, says: str
) -> None:
    """That and nothing else: the form that was begun is spoken of, not the others."""
    _, found = server.open(folder / kind, text)
    ((marks, message),) = marked(text, found)
    assert (marks, message[: len(says)]) == (cut, says)


CRITERION = "criteria:\n  c:\n    "
MATCHER = f"{CRITERION}requires:\n      some: forums\n      has:\n        level:\n          |\n"


@pytest.mark.parametrize(
    ("kind", "text", "offered"),
    [
        ("internkontroll", "|\n",
         {"documents": "Planer, program", "absences": "Vad som eftersökts"}),
        ("internkontroll", "documents:\n  d:\n    |\n",
         {"type": "Slag av dokument", "decided": "När och av vem"}),
        ("internkontroll", "documents:\n  d:\n    type: |\n",
         {"riskanalys": "Nämndens analys av risker", "uppföljningsrapport": "Uppföljning av"}),
        ("internkontroll", "documents:\n  d:\n    contains:\n      - |\n",
         {"kontrollmoment": "Vad som kontrolleras"}),
        ("internkontroll", "documents:\n  d:\n    accept:\n      - code: |\n",
         {"oral-only": "an item rests on what was said alone"}),
        ("rules", f"{CRITERION}|\n", {"modality": "Kravets styrka.", "requires": "Villkoret"}),
        ("rules", f"{CRITERION}modality: |\n", {"ska": "", "bör": ""}),
        ("rules", f"{CRITERION}requires:\n      |\n",
         {"some": "Minst ett bevis", "finding": "Vad revisorns iakttagelser"}),
        ("rules", f"{CRITERION}requires:\n      some: |\n", {"documents": "Planer"}),
        ("rules", MATCHER, {"is_not": "Inte lika med.", "given": "true: fältet är ifyllt"}),
    ],
)  # fmt: skip
def test_the_editor_offers_what_may_stand_there(
    server: Server, folder: Path, kind: str, text: str, offered: dict[str, str]
) -> None:
    """Fields, words, forms and operators, each with what it means."""
    written, line, character = place(text)
    path, _ = server.open(folder / kind, written)
    items = server.at("completion", path, line, character)["items"]
    found = {each["label"]: each.get("documentation") for each in items}
    assert {*offered} <= {*found}
    assert all(found[label].startswith(says) for label, says in offered.items())


def test_the_editor_offers_nothing_of_another_form(server: Server, folder: Path) -> None:
    """Beside `some` there are two keys."""
    text, line, character = place(f"{CRITERION}requires:\n      some: forums\n      |\n")
    path, _ = server.open(folder / "rules", text)
    items = server.at("completion", path, line, character)["items"]
    assert [each["label"] for each in items] == ["where", "has"]


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("internkontroll", "documents: {d: {ti|tle: D}}", "Dokumentets titel."),
        ("internkontroll", "documents: {d: {type: risk|analys}}",
         "`riskanalys`: Nämndens analys av risker i verksamheten"),
        ("internkontroll", "docu|ments: {d: {}}", "Planer, program"),
        ("rules", "criteria: {c: {title: C, requires: {fi|nding: x}}}", "Vad revisorns"),
        ("rules", "criteria: {c: {title: C, requires: {some: forums, h|as: {a: b}}}}",
         "Vad som krävs"),
        ("rules", "questions: {q: {asks: Q, e|ssential: [c]}}", "Väsentliga kriterier."),
    ],
)  # fmt: skip
def test_the_editor_tells_what_a_thing_is(
    server: Server, folder: Path, kind: str, text: str, says: str
) -> None:
    """Where the pointer rests, in Swedish."""
    written, line, character = place(text)
    path, _ = server.open(folder / kind, written)
    assert says in server.at("hover", path, line, character)["contents"]["value"]


@pytest.mark.parametrize("pack", PACKS)
def test_a_new_audit_brings_its_schema(folder: Path, pack: str, capsys: Output) -> None:
    """The first line that `init` writes is enough: nothing is set up in the editor."""
    audit = folder / "new" / pack
    assert run(["init", str(audit), "--rules", pack, "--as-of", "2024-12-31"]) == 0
    capsys.readouterr()
    with editor(folder, {}) as server:
        for path in sorted(audit.glob("*.yaml")):
            assert server.open(audit, path.read_text("utf-8"))[1] == [], path.name
        head = (audit / "documents.yaml").read_text("utf-8").splitlines()[0]
        text = f"{head}\ndocuments: {{d: {{type: planen, title: D}}}}\n"
        ((cut, message),) = marked(text, server.open(audit, text)[1])
        assert (cut, message.split(".")[0]) == ("planen", "Value is not accepted")
    assert ASKED not in server.said


def test_the_page_sets_the_editor_up(folder: Path) -> None:
    """Its commands and its settings for VS Code: evidence and rules are known, not tests."""
    page = (ROOT / "docs" / "editor.md").read_text("utf-8")
    (block,) = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    settings = json.loads(block)
    assert settings["yaml.schemaStore.enable"] is False
    workspace = folder / "whole"
    workspace.mkdir()
    commands = re.compile(r"^auditcheck schema (.*) > (.*)\.schema\.json$", re.MULTILINE)
    for arguments, name in commands.findall(page):
        schema(workspace, name, *arguments.split())
    with editor(workspace, settings["yaml.schemas"]) as server:
        for kind in ("evidence", "rules"):
            _, found = server.open(workspace / kind, "nothing: {}")
            assert [each["message"] for each in found] == ["Property nothing is not allowed."]
        assert server.open(workspace / "rules", "cases: {}", ".test.yaml")[1] == []
        assert server.open(workspace / "other", "nothing: {}")[1] == []
    assert ASKED not in server.said


def test_the_network_would_be_noticed(folder: Path) -> None:
    """The tests above would prove nothing if a server that asks went unseen."""
    text = "# yaml-language-server: $schema=http://localhost:9/evidence.json\ndocuments: {}\n"
    with editor(folder, {}) as server:
        assert server.open(folder, text)[1]
    assert ASKED in server.said
