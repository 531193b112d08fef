"""The program in one paragraph: read, load, compile, evaluate; a result or every diagnostic.

Nothing here prints, exits or reads the clock. Rendering is the report's, from the result alone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.knowing import is_known, known_by
from auditcheck.engine.program import compile_pack
from auditcheck.engine.result import make_result
from auditcheck.engine.suspects import Reviewed
from auditcheck.files.beside import Beside
from auditcheck.files.diagnostic import Diagnostic, in_order
from auditcheck.files.grounds import Ground, of_beside
from auditcheck.loading.accepting import (
    ON_EVIDENCE,
    accepts_of_evidence,
    check_accepts,
    settle,
    told_of_rules,
)
from auditcheck.loading.after import look_after, passed_over
from auditcheck.loading.evidence import Read, assembled, read_evidence
from auditcheck.loading.folders import Folder, open_folder
from auditcheck.loading.looks import look_beyond
from auditcheck.loading.looks.seen import span_of
from auditcheck.loading.memory import Memory
from auditcheck.loading.pack import load_pack
from auditcheck.loading.references import check_references
from auditcheck.loading.rules_folder import find_rules
from auditcheck.loading.sections import Entry
from auditcheck.loading.shelf import Shelf, read_shelf
from auditcheck.model.assessments import At, PartResult
from auditcheck.model.evidence import Evidence
from auditcheck.model.results import Inputs, Noted, Result
from auditcheck.model.rules import Pack
from auditcheck.model.truth import Outcome

if TYPE_CHECKING:
    from auditcheck.model.whatif import WhatIf


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit as loaded: sound when no diagnostic is a fault.

    `known` is the day by which evidence must have been known to count, `evidence` all of it;
    `grounds` are all that was looked at on the disk for it.
    """

    evidence_folder: Folder
    rules_folder: Folder | None
    read: Read
    evidence: Evidence | None
    pack: Pack | None
    shelf: Shelf | None
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    grounds: tuple[Ground, ...] = field(default=())
    known: date | None = None

    @property
    def sound(self) -> bool:
        """Whether it can be assessed."""
        return self.evidence is not None and self.pack is not None

    @property
    def folders(self) -> tuple[Folder, ...]:
        """The folders that were read."""
        return (self.evidence_folder, *([self.rules_folder] if self.rules_folder else []))


def check_pack(folder: Folder, as_of: date | None) -> tuple[tuple[Diagnostic, ...], int]:
    """Everything that is to be told of the rules in a folder, and how much more is accepted."""
    if folder.problems:
        return in_order(folder.problems), 0
    pack, faults = load_pack(folder.documents, folder.shown)
    if pack is None:
        return in_order(faults), 0
    left, accepted = told_of_rules(pack, folder.documents, as_of)
    return in_order(left), len(accepted)


def open_audit(
    folder: Path,
    shown: str,
    *,
    rules: Path | None = None,
    as_of: date | None = None,
    known: date | None = None,
    opened: Folder | None = None,
    memory: Memory | None = None,
) -> Audit:
    """Read the evidence in `folder` and its rules, and check them: everything that is wrong.

    `rules` takes the place of the pack that the audit names, `as_of` of its day; `known` leaves
    out of the evaluation what was not known by then. `opened` is the folder, if it is read
    already, and `memory` what an earlier round of this process knows.
    """
    memory = memory or Memory()
    opened = opened or open_folder(folder, shown, memory)
    read = read_evidence(opened.documents, opened.shown)
    found = tuple(read.sections.problems)
    if opened.problems:  # what stands in a file that cannot be read is not missed elsewhere
        found = tuple(each for each in found if each.code != "no-audit")
    wrong_accepts = check_accepts(accepts_of_evidence(read), ON_EVIDENCE, "evidence")
    problems = [*opened.problems, *found, *wrong_accepts]
    rules_folder, wrong, names = find_rules(read, folder, opened.shown, rules, memory)
    problems += wrong
    pack = None
    beside = Beside(folder)
    if rules_folder is not None:
        problems += rules_folder.problems
        if not rules_folder.problems:
            load = partial(load_pack, rules_folder.documents, rules_folder.shown)
            pack, of_pack = memory.known(("pack", rules_folder.ground), load)
            problems += of_pack
    if pack is not None:
        broken = check_references(read, pack)
        if opened.problems:  # an id may be in the file that cannot be read
            broken = [each for each in broken if each.code != "unknown-id"]
        problems += broken
    evidence = shelf = None
    if pack is not None and not _faulty(problems):
        evidence = assembled(read, as_of)
        shelf = read_shelf(evidence, beside)
        problems += look_beyond(read, evidence, pack, shelf)
        if not _faulty(problems) and _judged_above(evidence, pack):
            assert rules_folder is not None  # noqa: S101  there is a pack
            evaluation = _evaluated(evidence, known, pack, rules_folder, memory)
            problems += passed_over(read, evaluation)
        if _faulty(problems):
            evidence = None
    folders = (opened, rules_folder) if rules_folder else (opened,)
    grounds = (*(each.ground for each in folders), *names, *of_beside(beside))
    found_ = in_order(problems)
    return Audit(opened, rules_folder, read, evidence, pack, shelf, found_, grounds, known)


def _faulty(problems: Iterable[Diagnostic]) -> bool:
    return any(problem.severity == "fault" for problem in problems)


def evaluated(audit: Audit, memory: Memory | None = None) -> Evaluation:
    """Evaluate an audit that is sound; `memory` is what an earlier round of this process knows."""
    assert audit.evidence is not None  # noqa: S101  the caller has asked whether it is sound
    assert audit.pack is not None  # noqa: S101
    assert audit.rules_folder is not None  # noqa: S101
    memory = memory or Memory()
    return _evaluated(audit.evidence, audit.known, audit.pack, audit.rules_folder, memory)


def _evaluated(
    evidence: Evidence, known: date | None, pack: Pack, rules: Folder, memory: Memory
) -> Evaluation:
    program = memory.known(("program", rules.ground), partial(compile_pack, pack))
    return evaluate(program, known_by(evidence, known) if known else evidence)


def _judged_above(evidence: Evidence, pack: Pack) -> bool:
    """Whether a judgement may pass over a final demand, so that the levels must be asked."""
    judged = any(evidence.of("judgements"))
    return judged and any(criterion.final for criterion in pack.criteria.values())


def check_audit(audit: Audit, memory: Memory | None = None) -> tuple[tuple[Diagnostic, ...], int]:
    """All that is to be told of a sound audit and of its rules, and how much more is accepted."""
    rules, pack, evidence = audit.rules_folder, audit.pack, audit.evidence
    assert rules and pack and evidence  # noqa: S101, PT018  the caller has asked if it is sound
    of_evidence, accepted = told(audit, evaluated(audit, memory))
    of_rules, more = told_of_rules(pack, rules.documents, evidence.as_of)
    return in_order([*of_evidence, *of_rules]), accepted + len(more)


def told(audit: Audit, evaluation: Evaluation) -> tuple[tuple[Diagnostic, ...], int]:
    """All that is to be told of the evidence of a sound audit, and how much more is accepted."""
    assert audit.evidence is not None  # noqa: S101  the caller has asked whether it is sound
    found = [
        *audit.diagnostics,
        *look_after(audit.read, evaluation),
        *settled_requests(audit, evaluation),
    ]
    left, accepted = settle(accepts_of_evidence(audit.read), audit.evidence.as_of, found)
    return in_order(left), len(accepted)


def settled_requests(audit: Audit, evaluation: Evaluation) -> Iterable[Diagnostic]:
    """The requests on record that still wait for an answer which their criterion has."""
    entry = audit.read.at_audit
    recorded = evaluation.evidence.audit.get("requests", ())
    assert entry is not None  # noqa: S101  a sound audit has one
    for index, request in enumerate(recorded if isinstance(recorded, tuple) else ()):
        assert isinstance(request, Mapping)  # noqa: S101  a record is a mapping
        id_ = str(request["criterion"])
        outcome = evaluation.criteria[id_].decided.outcome
        if "answered" not in request and outcome is not Outcome.NOT_EVIDENCED:
            yield Diagnostic(
                "settled-request",
                "note",
                f"the request for '{id_}' waits for an answer, and '{id_}' is {outcome}",
                entry.document.path,
                span_of(entry, ("requests", index, "criterion")),
                "write 'answered: DATE' if the answer has come, or tell the body that it need not",
            )


def result_of(audit: Audit, memory: Memory | None = None) -> Result:
    """Evaluate an audit that is sound, and keep all that a report needs."""
    evaluation = evaluated(audit, memory)
    rules, shelf = audit.rules_folder, audit.shelf
    assert rules is not None  # noqa: S101  a sound audit has rules
    assert shelf is not None  # noqa: S101  and the files beside it were read
    inputs = Inputs(audit.evidence_folder.digests, rules.digests, shelf.read)
    items = {id_: _at(entry, audit.evidence_folder) for id_, entry in audit.read.entries.items()}
    criteria = places_of_criteria(rules)
    found, _ = told(audit, evaluation)
    index = _index(items)
    remarks = (_noted(each, audit.evidence_folder, index) for each in found)
    noted = tuple(each for each in remarks if is_known(each, evaluation.evidence))
    evidence = evaluation.evidence.whole
    looked = Reviewed(shelf.verified(evidence), shelf.suspect(evidence))
    return make_result(evaluation, inputs, items, criteria, noted, looked)


def lifted(audit: Audit, part: PartResult, reach: str) -> "WhatIf":
    """What would lift a part of a sound audit to a level; TooManyError beyond the bounds."""
    from auditcheck.engine.ahead.whatif import what_if  # only this command needs all of it

    return what_if(evaluated(audit), (part.question, part.id), reach, part.rests)


def _at(entry: Entry, folder: Folder) -> At:
    span = entry.span
    return At(folder.inside(entry.document.path), span.line, span.column)


def places_of_criteria(rules: Folder) -> Mapping[str, At]:
    """Where each criterion stands, as a path inside the folder."""
    places = {}
    for document in rules.documents:
        criteria = document.data.get("criteria")
        for id_ in criteria if isinstance(criteria, dict) else ():
            span = document.spots.key(("criteria", id_))
            places[id_] = At(rules.inside(document.path), span.line, span.column)
    return places


Index = Mapping[str, tuple[list[int], list[str]]]


def _index(items: Mapping[str, At]) -> Index:
    """For each file, the lines where items begin, in order, and the items."""
    by_path: dict[str, list[tuple[int, str]]] = {}
    for id_, at in items.items():
        by_path.setdefault(at.path, []).append((at.line, id_))
    return {
        path: ([line for line, _ in sorted(found)], [id_ for _, id_ in sorted(found)])
        for path, found in by_path.items()
    }


def _noted(diagnostic: Diagnostic, evidence: Folder, index: Index) -> Noted:
    span = diagnostic.span
    at = None
    if span is not None:
        at = At(evidence.inside(diagnostic.path), span.line, span.column)
    return Noted(
        diagnostic.code,
        "warning" if diagnostic.severity == "warning" else "note",
        diagnostic.message,
        diagnostic.help or "",
        dict(diagnostic.values),
        _items_at(at, index),
        at,
    )


def _items_at(at: At | None, index: Index) -> tuple[str, ...]:
    """The item that a place stands in: the last that begins at or before its line."""
    if at is None or at.path not in index:
        return ()
    lines, ids = index[at.path]
    before = bisect_right(lines, at.line)
    return (ids[before - 1],) if before else ()
