"""The files of a new audit, for packs that ask for little or in odd ways."""

from datetime import date

from auditcheck.files.yaml_text import read_yaml
from auditcheck.language.new_audit import files_of
from small import pack

DAY = date(2026, 6, 30)


def test_there_is_a_file_for_what_is_asked_for() -> None:
    """And no line on bodies or absences where the pack gives none."""
    small = pack("criteria: {c: {title: C, requires: {some: forums}}}")
    files = files_of(small, "rules", DAY)
    assert list(files) == ["audit.yaml", "sources.yaml", "forums.yaml"]
    assert "bodies" not in files["audit.yaml"]
    assert files["forums.yaml"].endswith("""
# forums:
##
## c: Det finns minst ett forum.
#   forum: {name: FYLL I, sources: [FYLL I]}
""")


def test_a_body_has_an_id_whatever_the_pack_calls_it() -> None:
    """The name stays the pack's, the id is one that evidence can have."""
    named = "{some: reports, where: {to: $body.Nämnd}}"
    files = files_of(pack(f"criteria: {{c: {{title: C, requires: {named}}}}}"), "rules", DAY)
    assert "#   bodies: {Nämnd: namnd}\n" in files["audit.yaml"]
    assert "#   namnd: {name: FYLL I" in files["actors.yaml"]
    assert "#   rapport-namnd: {from: FYLL I, to: namnd," in files["reports.yaml"]
    assert "where: {to: namnd}" in files["absences.yaml"]


def test_no_two_have_one_id() -> None:
    """Not an item and a source either."""
    asked = "{some: documents, where: {type: [plan, brev]}}"
    files = files_of(pack(f"criteria: {{c: {{title: C, requires: {asked}}}}}"), "rules", DAY)
    assert "#   dokument: " in files["sources.yaml"]
    assert "#   dokument-2: " in files["documents.yaml"]


def test_what_the_pack_writes_stays_text() -> None:
    """Signs that YAML reads otherwise are in quotes; a line break ends no comment."""
    head = 'pack: {id: p, title: "A: #1 \\"x\\"", version: 1.0.0}\n'
    question = 'questions: {q: {asks: "One?\\nTwo: [", essential: [c]}}\n'
    criteria = 'criteria: {c: {title: "C\\nx: y", requires: {finding: styrning}}}\n'
    files = files_of(pack(head + question + criteria), "our: rules", DAY)
    document, problems = read_yaml("audit.yaml", files["audit.yaml"].encode())
    assert document is not None, problems
    audit = document.data["audit"]
    assert isinstance(audit, dict)
    assert audit["title"] == 'A: #1 "x"'
    assert audit["rules"] == "our: rules"
    assert audit["questions"] == ["q"]
    assert all(read_yaml(name, text.encode())[1] == () for name, text in files.items())


def test_a_fact_that_is_asked_for_can_be_filled_in() -> None:
    """Beside those that every audit has."""
    fact = "{audit: {subject.kind: {given: true}, plan_year: {above: 2020}}}"
    files = files_of(pack(f"criteria: {{c: {{title: C, requires: {fact}}}}}"), "rules", DAY)
    assert "#   plan_year: FYLL I\n" in files["audit.yaml"]
    assert files["audit.yaml"].count("subject") == 1
