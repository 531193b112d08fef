"""Small audits written as YAML and read by the real loader: a text of rules, one of evidence."""

from collections.abc import Iterable

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.program import compile_pack
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.yaml_text import Document, read_yaml
from auditcheck.loading.evidence import assembled, read_evidence
from auditcheck.loading.pack import load_pack
from auditcheck.loading.references import check_references
from auditcheck.loading.rule_looks import look_at_rules
from auditcheck.model.evidence import Evidence
from auditcheck.model.rules import Pack
from auditcheck.model.traces import Trace

VOCABULARY = """
vocabulary:
  actors.type: [nämnd, myndighet]
  documents.type: [plan, lägesbild, brev]
  documents.contains: [mål, orsaker, konsekvenser]
  forums.designated_as: [råd]
  functions.tasks: [samordna]
  decisions.about: [inköp, trygghet]
  reports.about: [inköp, trygghet]
  indicators.topic: [trygghet]
  samples.topic: [inköp]
  observations.topic: [styrning, uppföljning]
"""
HEAD = "pack: {id: p, title: P, version: 1.0.0}\n"
SCALE = "scale: {levels: [Nej, Ja], ladder: {Ja: {essential: all}}}\n"
AUDIT = """
audit:
  title: T
  subject: {name: S, kind: kommun}
  as_of: 2024-03-31
  period: {from: 2023-01-01, until: 2023-12-31}
"""
SOURCES = """
sources:
  minutes: {kind: minutes, title: Protokoll}
  plan-file: {kind: document, title: Plan}
  talk: {kind: interview, role: Chef}
  talk-two: {kind: interview, role: Samordnare}
"""


def document(text: str, path: str = "rules.yaml") -> Document:
    """One file, which must be readable."""
    read, problems = read_yaml(path, text.encode())
    assert read is not None, problems
    return read


def joined(text: str, *defaults: str) -> list[Document]:
    """The text, and those of the defaults whose sections it does not have itself."""
    own = document(text)
    others = [document(each, f"default-{n}.yaml") for n, each in enumerate(defaults)]
    return [own, *(each for each in others if not set(each.data) & set(own.data))]


def questions_for(text: str) -> str:
    """One question that all the criteria are essential to."""
    criteria = document(text).data.get("criteria")
    names = ", ".join(criteria if isinstance(criteria, dict) else ())
    return f"questions: {{q: {{asks: Q, essential: [{names}]}}}}"


def try_pack(rules: str) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """The pack, with what is usual where the text does not say otherwise, or its faults."""
    documents = joined(rules, HEAD, SCALE, VOCABULARY, questions_for(rules))
    return load_pack(documents, "rules")


def pack(rules: str) -> Pack:
    """The pack, which must be sound."""
    read, problems = try_pack(rules)
    assert read is not None, [each.message for each in problems]
    return read


def codes(rules: str) -> list[str]:
    """The codes of all that is wrong with the rules, in the order found."""
    return [each.code for each in try_pack(rules)[1]]


def remarks(rules: str, *codes: str) -> list[tuple[str, str]]:
    """What the looks at a sound pack tell, of these codes: code and severity."""
    return [(each.code, each.severity) for each in looked_at(rules) if each.code in codes]


def told(rules: str) -> list[tuple[str, str]]:
    """What the looks at a sound pack tell: code and message."""
    return [(each.code, each.message) for each in looked_at(rules)]


def looked_at(rules: str) -> list[Diagnostic]:
    """What the looks at a sound pack find."""
    documents = joined(rules, HEAD, SCALE, VOCABULARY, questions_for(rules))
    read, problems = load_pack(documents, "rules")
    assert read is not None, [each.message for each in problems]
    return look_at_rules(read, documents)


def evidence_for(evidence: str, rules: Pack) -> Evidence:
    """The evidence, which must be sound but may leave sources out."""
    read = read_evidence(joined(evidence, AUDIT, SOURCES), "evidence")
    problems = [p for p in read.sections.problems if p.code != "no-source"]
    problems += check_references(read, rules)
    assert not problems, [f"{p.message}: {p.help}" for p in problems]
    return assembled(read, None)


def evaluated(rules: str, evidence: str) -> Evaluation:
    """The evaluation of two texts."""
    read = pack(rules)
    return evaluate(compile_pack(read), evidence_for(evidence, read))


def outcomes(rules: str, evidence: str) -> dict[str, str]:
    """Every criterion's outcome."""
    found = evaluated(rules, evidence).criteria
    return {name: str(each.decided.outcome) for name, each in found.items()}


def trace(condition: str, evidence: str, more: str = "") -> Trace:
    """The trace of one condition, written in one line; `more` are further sections of the pack."""
    rules = f"criteria: {{c: {{title: C, requires: {condition}}}}}\n{more}"
    return evaluated(rules, evidence).criteria["c"].requires


def truth(condition: str, evidence: str, more: str = "") -> str:
    """The truth of one condition, in lower case."""
    return trace(condition, evidence, more).truth.name.lower()


def sections(**items: str | Iterable[str]) -> str:
    """Evidence, one line of items a kind."""
    return "\n".join(f"{kind}: {{{text}}}" for kind, text in items.items()) or "{}"
