"""Running the cases: each evaluated, with what came otherwise than it expects."""

from collections.abc import Mapping
from typing import NamedTuple

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.program import Program
from auditcheck.engine.result import make_result
from auditcheck.engine.suspects import Reviewed
from auditcheck.files.yaml_text import Document
from auditcheck.loading.after import look_after, passed_over
from auditcheck.model.assessments import At
from auditcheck.model.results import Inputs, Result
from auditcheck.proving.cases import Case
from auditcheck.proving.expecting import Mismatch, mismatches


class Ran(NamedTuple):
    """A case that was run: its evaluation (None where its evidence is refused), what differs."""

    case: Case
    evaluation: Evaluation | None
    mismatches: tuple[Mismatch, ...]


def run_case(program: Program, case: Case) -> Ran:
    """Evaluate a case and hold what comes against what it expects."""
    evaluation = None if case.evidence is None else evaluate(program, case.evidence)
    codes = [*case.codes]
    asked = any(each.what == "diagnostics" for each in case.expected)
    if evaluation is not None and asked:
        codes += [each.code for each in look_after(case.read, evaluation)]
    if evaluation is not None:
        refusing = [each.code for each in passed_over(case.read, evaluation)]
        wanted = {code for e in case.expected if e.what == "diagnostics" for code in e.values}
        codes += refusing
        if not wanted.issuperset(refusing):
            evaluation = None
    if evaluation is None:
        refused = [Mismatch(e, ("refused",)) for e in case.expected if e.what != "diagnostics"]
        missing = [
            Mismatch(each, tuple(codes))
            for each in case.expected
            if each.what == "diagnostics" and not each.agrees(tuple(codes))
        ]
        return Ran(case, None, (*missing, *refused))
    return Ran(case, evaluation, mismatches(case.expected, evaluation, codes))


def result_of(ran: Ran, rules: tuple[Document, ...]) -> Result | None:
    """The result behind a case, for explaining it; every place is a path as it is shown."""
    if ran.evaluation is None:
        return None
    entries = ran.case.read.entries
    items = {
        id_: At(entry.document.path, entry.span.line, entry.span.column)
        for id_, entry in entries.items()
    }
    return make_result(ran.evaluation, Inputs((), (), ()), items, _criteria(rules), (), Reviewed())


def _criteria(rules: tuple[Document, ...]) -> Mapping[str, At]:
    places = {}
    for document in rules:
        criteria = document.data.get("criteria")
        for id_ in criteria if isinstance(criteria, dict) else ():
            span = document.spots.key(("criteria", id_))
            places[id_] = At(document.path, span.line, span.column)
    return places
