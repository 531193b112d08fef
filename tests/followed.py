"""Audits to compare, made of small texts or of the model's own objects."""

from collections.abc import Mapping
from hashlib import sha256

from auditcheck.engine.evaluate import evaluate
from auditcheck.engine.following.audits import Given, follow
from auditcheck.engine.following.crossing import Side
from auditcheck.engine.program import compile_pack
from auditcheck.engine.result import make_result
from auditcheck.engine.suspects import Reviewed
from auditcheck.model.assessments import At
from auditcheck.model.differences import Cause, Difference, Follow, Step
from auditcheck.model.evidence import Evidence
from auditcheck.model.results import InputFile, Inputs
from auditcheck.model.rules import Pack
from small import evidence_for, pack

NOWHERE = At("evidence.yaml", 1, 1)


def _plan(fields: str) -> str:
    return f"documents: {{p: {{type: plan, {fields}, sources: [minutes]}}}}"


OUTCOMES = {
    "met": _plan("status: beslutad, contains: [mål]"),
    "partly met": _plan("status: utkast, contains: [mål]"),
    "not met": _plan("status: utkast, contains: []"),
    "not evidenced": _plan("contains: []"),
    "not applicable": "documents: {p: {type: brev, sources: [minutes]}}\n"
    "absences: {x: {of: documents, where: {type: plan}, sources: [minutes]}}",
}
"""Evidence by the outcome that it gives the criterion of `RULES`."""
RULES = """
criteria:
  c:
    title: C
    applies: {some: documents, where: {type: plan}}
    requires: {some: documents, where: {type: plan}, has: {status: beslutad}}
    partly: {some: documents, where: {type: plan}, has: {contains: mål}}
scale:
  levels: [Nej, Delvis, Ja]
  ladder: {Ja: {essential: all}, Delvis: {essential: all, counting: partly}}
recommendations:
  r: {text: R, when_not_met: [c]}
"""
RENAMED = """
criteria:
  better:
    title: C
    was: c
    requires: {some: documents, where: {type: plan}, has: {status: beslutad}}
questions: {asked: {asks: Q, was: q, essential: [better]}}
recommendations: {advice: {text: R, was: [older, r], when_not_met: [better]}}
"""
"""`PLAIN` with everything renamed."""
PLAIN = """
criteria:
  c: {title: C, requires: {some: documents, where: {type: plan}, has: {status: beslutad}}}
questions: {q: {asks: Q, essential: [c]}}
recommendations: {r: {text: R, when_not_met: [c]}}
"""


def given_of(rules: Pack, evidence: Evidence) -> Given:
    """An audit that can be evaluated; two packs have one digest if they are the same."""
    evaluation = evaluate(compile_pack(rules), evidence)
    digest = sha256(repr(rules).encode()).hexdigest()
    result = make_result(
        evaluation,
        Inputs((), (InputFile("rules.yaml", digest),), ()),
        dict.fromkeys(evidence.whole.items, NOWHERE),
        dict.fromkeys(evaluation.criteria, NOWHERE),
        (),
        Reviewed(),
    )
    return Given(result, Side(evaluation.evidence, evaluation.program))


def given(rules: str, evidence: str, as_of: str = "2024-03-31") -> Given:
    """The same of two texts, as of a day."""
    read = pack(rules)
    audit = f"audit: {{title: T, subject: {{name: S}}, as_of: {as_of}}}\n"
    text = evidence if "audit:" in evidence else audit + evidence
    return given_of(read, evidence_for(text, read))


def kept(audit: Given) -> Given:
    """The audit as a result alone."""
    return audit._replace(side=None)


def step_of(*audits: Given) -> Step:
    """The last step of the comparison."""
    return followed(*audits).steps[-1]


def followed(*audits: Given) -> Follow:
    """The comparison."""
    return follow(audits)[0]


def named(found: tuple[Difference, ...]) -> Mapping[str, Difference]:
    """Differences by name."""
    return {each.name: each for each in found}


def every(step: Step) -> list[Difference]:
    """All differences of a step."""
    told = [*step.parts, *step.criteria, *step.recommendations]
    return [*told, *([step.conclusion] if step.conclusion else [])]


def alone(*factors: str) -> tuple[Cause, ...]:
    """Each of these factors alone makes the change, and only one of them may be there."""
    return tuple(Cause((each,), alone=True, needed=True) for each in factors)  # type: ignore[arg-type]  # named in a test
