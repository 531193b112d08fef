"""Small audits written as text, with the places that are meant marked in it."""

import re
from pathlib import Path

from auditcheck.files.beside import Beside
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import Lines, Span
from auditcheck.files.yaml_text import Document, read_yaml
from auditcheck.loading.evidence import Read, assembled, read_evidence
from auditcheck.loading.looks import look_beyond
from auditcheck.loading.pack import load_pack
from auditcheck.loading.references import check_references
from auditcheck.loading.shelf import read_shelf
from auditcheck.model.evidence import Evidence
from auditcheck.model.rules import Pack

PACK = """
pack: {id: try-out, title: Prov, version: 1.0.0}
scale:
  levels: [Nej, Ja]
  ladder: {Ja: {essential: all}}
  not_evidenced: lowers
authorities:
  the-law: {title: Lagen, kind: statute, reference: "SFS 2023:196", in_force: 2023-07-01}
  the-act: {title: Kommunallagen, kind: statute, reference: "SFS 2017:725"}
  the-goals: {title: Mål och budget, kind: policy}
vocabulary:
  decisions.about: [trygghet]
criteria:
  decided: {title: Styrelsen beslutar, requires: {some: decisions, where: {body: $body.board}}}
questions:
  law: {number: 1, asks: Följs lagen?, essential: [decided]}
recommendations:
  decide: {text: Besluta., when_not_met: [decided]}
"""
AUDIT = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  period: {from: 2023-01-01, until: 2023-12-31}
  as_of: 2024-03-31
  bodies: {board: board}
"""
ITEMS = """
sources:
  minutes: {kind: minutes, title: Protokoll}
  interview: {kind: interview, role: Chef}
actors:
  board: {name: Styrelsen, type: kommunstyrelse, sources: [minutes, interview]}
"""
MARKS = re.compile("[«»‹›]")


def document(path: str, text: str) -> Document:
    """The file with that text, which has no faults."""
    read, faults = read_yaml(path, text.encode())
    assert read is not None, faults
    return read


def pack_of(text: str = PACK) -> Pack:
    """The pack written so, which has no faults."""
    pack, problems = load_pack([document("pack.yaml", text)], "rules")
    assert pack is not None, problems
    return pack


def look(read: Read, evidence: Evidence, pack: Pack, folder: Path) -> list[Diagnostic]:
    """What the looks find, with the files that lie in the folder."""
    return look_beyond(read, evidence, pack, read_shelf(evidence, Beside(folder)))


def looked(text: str, folder: Path = Path("no-such-folder"), pack: str = PACK) -> list[Diagnostic]:
    """What the looks find in the text, with the small audit above beside it."""
    documents = [document("evidence.yaml", MARKS.sub("", text)), document("items.yaml", ITEMS)]
    if "audit" not in documents[0].data:
        documents.append(document("audit.yaml", AUDIT))
    read = read_evidence(documents, "evidence")
    rules = pack_of(pack)
    assert [*read.sections.problems, *check_references(read, rules)] == []
    return look(read, assembled(read, None), rules, folder)


def marked(text: str) -> tuple[list[Span], list[Span]]:
    """The places marked «so», and those marked ‹so›, as they are once the marks are gone."""
    lines = Lines(MARKS.sub("", text))
    opened: dict[str, int] = {}
    places: dict[str, list[Span]] = {"»": [], "›": []}
    for gone, mark in enumerate(MARKS.finditer(text)):
        at = mark.start() - gone
        if mark.group() in "«‹":
            opened["»" if mark.group() == "«" else "›"] = at
        else:
            places[mark.group()].append(lines.span(opened[mark.group()], at))
    return places["»"], places["›"]


def expect(text: str, *told: str, folder: Path = Path("no-such-folder"), pack: str = PACK) -> None:
    """The looks tell this and nothing else, each as `severity[code]: message`.

    The places are those marked «so», in order; the other places told of are marked ‹so›.
    """
    found = [each for each in looked(text, folder, pack) if each.path != "items.yaml"]
    places, others = marked(text)
    assert [f"{each.severity}[{each.code}]: {each.message}" for each in found] == [*told]
    assert [each.span for each in found] == places
    assert all(each.help for each in found)
    here = [also.span for each in found for also in each.also if also.path == "evidence.yaml"]
    assert here == others
