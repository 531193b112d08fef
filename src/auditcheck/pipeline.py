"""The program in one paragraph: read, load, compile, evaluate; a result or every diagnostic.

Nothing here prints, exits or reads the clock. Rendering is the report's, from the result alone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Literal

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.program import compile_pack
from auditcheck.engine.reading import not_weighed, read_by
from auditcheck.engine.result import make_result
from auditcheck.engine.suspects import Reviewed
from auditcheck.files.characters import quote
from auditcheck.files.diagnostic import Diagnostic, in_order, instead
from auditcheck.files.shipped import PACKS, shipped
from auditcheck.loading.accepting import check_accepts, settle
from auditcheck.loading.beside import Beside, read_beside
from auditcheck.loading.evidence import Read, assembled, read_evidence
from auditcheck.loading.folders import Folder, open_folder
from auditcheck.loading.looks import look_beyond
from auditcheck.loading.pack import load_pack
from auditcheck.loading.references import check_references
from auditcheck.loading.sections import Entry
from auditcheck.model.evidence import Evidence
from auditcheck.model.results import At, Inputs, Noted, Result
from auditcheck.model.rules import Pack


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit as loaded: sound when no diagnostic is a fault."""

    evidence_folder: Folder
    rules_folder: Folder | None
    read: Read
    evidence: Evidence | None
    pack: Pack | None
    beside: Beside | None
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def sound(self) -> bool:
        """Whether it can be assessed."""
        return self.evidence is not None and self.pack is not None

    @property
    def folders(self) -> tuple[Folder, ...]:
        """The folders that were read."""
        return (self.evidence_folder, *([self.rules_folder] if self.rules_folder else []))


def check_pack(folder: Folder) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the rules in a folder."""
    if folder.problems:
        return in_order(folder.problems)
    return in_order(load_pack(folder.documents, folder.shown)[1])


def open_audit(
    folder: Path,
    shown: str,
    *,
    rules: Path | None = None,
    as_of: date | None = None,
    opened: Folder | None = None,
) -> Audit:
    """Read the evidence in `folder` and its rules, and check them: everything that is wrong.

    `rules` takes the place of the pack that the audit names, `as_of` of its day; `opened` is the
    folder, if it is read already.
    """
    opened = opened or open_folder(folder, shown)
    read = read_evidence(opened.documents, opened.shown)
    found = tuple(read.sections.problems)
    if opened.problems:  # what stands in a file that cannot be read is not missed elsewhere
        found = tuple(each for each in found if each.code != "no-audit")
    problems = [*opened.problems, *found, *check_accepts(read)]
    rules_folder, wrong = _open_rules(read, folder, opened.shown, rules)
    problems += wrong
    pack = None
    if rules_folder is not None:
        problems += rules_folder.problems
        if not rules_folder.problems:
            pack, of_pack = load_pack(rules_folder.documents, rules_folder.shown)
            problems += of_pack
    if pack is not None:
        wrong = check_references(read, pack)
        if opened.problems:  # an id may be in the file that cannot be read
            wrong = [each for each in wrong if each.code != "unknown-id"]
        problems += wrong
    evidence = beside = None
    if pack is not None and not _faulty(problems):
        evidence = assembled(read, as_of)
        beside = read_beside(evidence, folder)
        problems += look_beyond(read, evidence, pack, beside)
        if _faulty(problems):
            evidence = None
    return Audit(opened, rules_folder, read, evidence, pack, beside, in_order(problems))


def open_rules(name: str) -> Folder:
    """The rule pack in this folder, or else the shipped one of this name."""
    path = Path(name)
    return _open_shipped(name) if names_shipped(name) else open_folder(path, path.as_posix())


def names_shipped(name: str) -> bool:
    """Whether a name means a shipped pack: a folder of the same name comes first."""
    return name in PACKS and not _is_folder(Path(name))


def _open_shipped(name: str) -> Folder:
    return open_folder(shipped(PACKS[name]), name)


def _faulty(problems: Iterable[Diagnostic]) -> bool:
    return any(problem.severity == "fault" for problem in problems)


def _open_rules(
    read: Read, folder: Path, shown: str, rules: Path | None
) -> tuple[Folder | None, list[Diagnostic]]:
    """The rules given, else those that the audit names: a folder beside it, or a shipped pack."""
    if rules is not None:
        return _with_help(open_rules(str(rules)), str(rules)), []
    entry = read.at_audit
    if entry is None or not isinstance(entry.value, dict):
        return None, []
    named = entry.value.get("rules")  # read even where the rest of the audit is not sound
    if named is None:
        message, help_ = "the audit names no rules", "add 'rules: …' to it, or give --rules FOLDER"
        return None, [entry.diagnostic("no-rules", message, help_)]
    if not isinstance(named, str):
        return None, []
    name = named
    beside = folder / name
    if _is_folder(beside):
        return open_folder(beside, PurePath(_joined(shown, name)).as_posix()), []
    if name in PACKS:
        return _open_shipped(name), []
    help_ = _pack_instead(name)
    message = f"{quote(name)} is no folder beside the evidence, and no pack that is shipped"
    return None, [entry.diagnostic("no-rules", message, help_, (*entry.route, "rules"))]


def _pack_instead(name: str) -> str:
    return instead(name, PACKS, f"name a folder, or one of: {', '.join(PACKS)}")


def _with_help(folder: Folder, name: str) -> Folder:
    """The folder; where it is not there, with the names of the packs that are shipped."""
    problems = (
        replace(each, help=_pack_instead(name)) if each.code == "no-such-folder" else each
        for each in folder.problems
    )
    return replace(folder, problems=tuple(problems))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name longer than names can be, a folder that may not be looked into
        return False


def _joined(shown: str, name: str) -> str:
    """`evidence` and `../rules` are shown as `rules`; a whole path as it is."""
    if PurePath(name).is_absolute():
        return name
    steps: list[str] = []
    for step in (*PurePath(shown).parts, *PurePath(name).parts):
        if step == ".." and steps and steps[-1] not in ("..", "/"):
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps).replace("//", "/") or "."


def evaluated(audit: Audit) -> Evaluation:
    """Evaluate an audit that is sound."""
    assert audit.evidence is not None  # noqa: S101  the caller has asked whether it is sound
    assert audit.pack is not None  # noqa: S101
    return evaluate(compile_pack(audit.pack), audit.evidence)


def told(audit: Audit, evaluation: Evaluation) -> tuple[tuple[Diagnostic, ...], int]:
    """All that is to be told of an audit that is sound, and how much more is accepted."""
    assert audit.evidence is not None  # noqa: S101  the caller has asked whether it is sound
    found = [*audit.diagnostics, *weighing(audit, evaluation)]
    left, accepted = settle(audit.read, audit.evidence.as_of, found)
    return in_order(left), len(accepted)


def weighing(audit: Audit, evaluation: Evaluation) -> tuple[Diagnostic, ...]:
    """What the evaluation leaves aside: recorded shortcomings and items that no level weighs."""
    shortcomings, others = not_weighed(evaluation, read_by(evaluation))
    return (
        *(_aside(audit, id_, "shortcoming-not-weighed", "warning") for id_ in shortcomings),
        *(_aside(audit, id_, "not-weighed", "note") for id_ in others),
    )


def _aside(audit: Audit, id_: str, code: str, severity: Literal["warning", "note"]) -> Diagnostic:
    entry = audit.read.entries[id_]
    what = "the recorded shortcoming" if severity == "warning" else "the item"
    return Diagnostic(
        code,
        severity,
        f"{what} '{id_}' is not weighed in any assessment",
        entry.document.path,
        entry.span,
        "ask whether a criterion ought to weigh it; the report says that it stands outside",
    )


def result_of(audit: Audit) -> Result:
    """Evaluate an audit that is sound, and keep all that a report needs."""
    evaluation = evaluated(audit)
    rules, beside = audit.rules_folder, audit.beside
    assert rules is not None  # noqa: S101  a sound audit has rules
    assert beside is not None  # noqa: S101  and the files beside it were read
    inputs = Inputs(audit.evidence_folder.digests, rules.digests, beside.read)
    items = {id_: _at(entry, audit.evidence_folder) for id_, entry in audit.read.entries.items()}
    criteria = places_of_criteria(rules)
    found, _ = told(audit, evaluation)
    index = _index(items)
    noted = tuple(_noted(each, audit.evidence_folder, rules, index) for each in found)
    evidence = evaluation.evidence
    looked = Reviewed(beside.verified(evidence), beside.suspect(evidence))
    return make_result(evaluation, inputs, items, criteria, noted, looked)


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


def _noted(diagnostic: Diagnostic, evidence: Folder, rules: Folder, index: Index) -> Noted:
    span = diagnostic.span
    in_evidence = any(file.path == diagnostic.path for file in evidence.files)
    path = (evidence if in_evidence else rules).inside(diagnostic.path)
    at = None if span is None else At(path, span.line, span.column)
    return Noted(
        diagnostic.code,
        "warning" if diagnostic.severity == "warning" else "note",
        diagnostic.message,
        diagnostic.help or "",
        _items_at(at, index) if in_evidence else (),
        at,
    )


def _items_at(at: At | None, index: Index) -> tuple[str, ...]:
    """The item that a place stands in: the last that begins at or before its line."""
    if at is None or at.path not in index:
        return ()
    lines, ids = index[at.path]
    before = bisect_right(lines, at.line)
    return (ids[before - 1],) if before else ()
