"""All that is wrong with one item or criterion is told at once."""

from auditcheck.loading.evidence import read_evidence
from auditcheck.loading.references import check_references
from small import AUDIT, SOURCES, codes, joined, pack

RULES = "criteria: {c: {title: C, requires: {some: documents, where: {type: plan}}}}"


def told(evidence: str) -> list[str]:
    """The codes of what is wrong with evidence, as it is read and against the rules."""
    read = read_evidence(joined(evidence, AUDIT, SOURCES), "evidence")
    found = [*read.sections.problems, *check_references(read, pack(RULES))]
    return sorted(each.code for each in found)


def test_an_item_with_several_faults() -> None:
    """A field unknown, a word, a reference and a source unknown, and a field that is missing."""
    item = "{type: plna, staus: beslutad, owner: nobody, sources: [mintues]}"
    faults = ["unknown-field", "unknown-id", "unknown-id", "unknown-word"]
    assert told(f"documents: {{dd: {item}}}") == faults
    decision = "{date: 2023-05-01, about: [fel], bdoy: nobody, sources: [minutes]}"
    assert told(f"decisions: {{d: {decision}}}") == [
        "missing-field",
        "unknown-field",
        "unknown-word",
    ]
    assert told("documents: {dd: {title: T, type: plna, staus: ja}}") == [
        "no-source",
        "unknown-field",
        "unknown-word",
    ]


def test_what_is_wrong_is_told_once() -> None:
    """Of a field that is refused nothing more is told, and of what is no item nothing else."""
    assert told("documents: {dd: {title: T, type: plan, sources: 3}}") == ["wrong-type"]
    assert told("documents: {dd: plan}") == ["wrong-type"]
    assert told("absences: {a: {of: documnts, staus: ja, sources: [minutes]}}") == [
        "unknown-field"
    ]


def test_a_criterion_with_several_faults() -> None:
    """A key unknown, an authority unknown, and a condition that asks for what there is not."""
    criterion = (
        "{title: C, titel: D, authority: law, requires: {some: documents, where: {type: pln}}}"
    )
    found = ["unknown-field", "unknown-id", "unknown-word"]
    assert sorted(codes(f"criteria: {{c: {criterion}}}")) == found
    assert sorted(codes(f"criteria: {{c: {criterion.replace('title: C, ', '')}}}")) == [
        "missing-field",
        *found,
    ]
    assert codes("criteria: {c: {title: C}}") == ["missing-field"]
