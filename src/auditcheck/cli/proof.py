"""What `test` found, as text, as plain data and as JUnit's XML."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape, quoteattr

from auditcheck.cli.answer import counted
from auditcheck.cli.drawing import Node, lines
from auditcheck.cli.tree import Trees
from auditcheck.files.characters import harmless
from auditcheck.files.diagnostic import excerpt, where
from auditcheck.model.results import Result
from auditcheck.proving.cases import Suite
from auditcheck.proving.coverage import Coverage
from auditcheck.proving.expecting import Mismatch, said
from auditcheck.proving.mutants import Mutants
from auditcheck.proving.running import Ran, result_of

_DEEPEST = 100


@dataclass(slots=True)
class Proof:
    """All that was found of a pack by its cases."""

    suite: Suite
    ran: list[Ran]
    coverage: Coverage | None = None
    mutants: Mutants | None = None
    failed: list[Ran] = field(init=False)

    def __post_init__(self) -> None:
        self.failed = [each for each in self.ran if each.mismatches]

    @property
    def is_well(self) -> bool:
        """Whether every case passed, and no mutant survived that is not accepted."""
        left = self.mutants is not None and (self.mutants.survivors or self.mutants.unused)
        return not self.failed and not left


def as_text(proof: Proof) -> str:
    """Each case that failed, with the trace that went another way; what is lacking; the counts."""
    told = [line for ran in proof.failed for line in [*_failure(proof, ran), ""]]
    counts = [_counts(proof)]
    if proof.coverage is not None:
        told += _unseen(proof, proof.coverage)
        number = len(proof.coverage.points)
        seen = number - len(proof.coverage.missing)
        counts.append(f"coverage {proof.coverage.percent:g} %: {seen} of {number} seen")
    if proof.mutants is not None:
        told += _survivors(proof, proof.mutants)
        counts.append(_of_mutants(proof.mutants))
    return "\n".join([*told, *counts])


def _unseen(proof: Proof, coverage: Coverage) -> Iterable[str]:
    documents = {document.path: document for document in proof.suite.rules}
    for point in coverage.missing:
        span = documents[point.place.path].spots.key(point.place.route)
        never = harmless(f"{point.of} is never seen {point.seen}")
        yield f"{where(point.place.path, span)}: {never}"
    if coverage.missing:
        yield ""


def _survivors(proof: Proof, mutants: Mutants) -> Iterable[str]:
    for each in mutants.survivors:
        yield harmless(f"survived: {each.mutation.said}, at {each.mutation.at}")
        yield f"  --> {where(each.path, each.span)}"
        yield f"  - {harmless(each.line)}"
        yield f"  + {harmless(each.instead)}"
        yield ""
    for unused in mutants.unused:
        yield excerpt(unused, proof.suite.texts.get(unused.path))
        yield ""


def _of_mutants(mutants: Mutants) -> str:
    left = len(mutants.survivors)
    noticed = mutants.number - left - mutants.accepted
    told = f"{counted(mutants.number, 'mutant')}: {noticed} noticed"
    accepted = f", {mutants.accepted} accepted" if mutants.accepted else ""
    return f"{told}{accepted}, {left} survived"


def _counts(proof: Proof) -> str:
    number, files = len(proof.ran), len({ran.case.entry.document.path for ran in proof.ran})
    ran = f"{counted(number, 'case')} in {counted(files, 'file')}"
    if proof.failed:
        return f"{ran}: {number - len(proof.failed)} passed, {len(proof.failed)} failed"
    return f"{ran}: all passed"


def _failure(proof: Proof, ran: Ran) -> Iterable[str]:
    yield f"failed: {harmless(ran.case.name)}"
    result = result_of(ran, proof.suite.rules)
    shown: set[str] = set()
    for each in ran.mismatches:
        yield f"  --> {_place(ran, each)}"
        yield f"  {message(each)}"
        if result is not None:
            for node in _explained(result, each, ran, shown):
                yield from lines(node, 0, 2)


def message(mismatch: Mismatch) -> str:
    """What was expected and what came, in a line."""
    expected = mismatch.expected
    return harmless(f"{expected}: expected {said(expected.values)}, found {said(mismatch.found)}")


def _place(ran: Ran, mismatch: Mismatch) -> str:
    document = ran.case.entry.document
    return where(document.path, document.spots.key(mismatch.expected.route))


def _explained(result: Result, mismatch: Mismatch, ran: Ran, shown: set[str]) -> Iterable[Node]:
    """The traces behind what came; each criterion or part once a case."""
    trees = Trees(result, "", "")
    expected = mismatch.expected
    names: Iterable[str] = (expected.name,)
    depth = _DEEPEST
    match expected.what:
        case "outcome" | "because":
            pass
        case "level" | "potential":
            parts = {part.name: part for each in result.questions for part in each.parts}
            names = ()
            if expected.name in parts and expected.name not in shown:
                shown.add(expected.name)
                yield _cut(trees.part(replace(parts[expected.name], informing=())), 2)
        case "recommendations":
            unlike = {*expected.values} ^ {*mismatch.found}
            pack = ran.evaluation.program.pack.recommendations if ran.evaluation else {}
            names = [name for id_ in pack if id_ in unlike for name in pack[id_].when_not_met]
            depth = 0
        case "conclusion":
            names = ()
            levels = (part for question in result.questions for part in question.parts)
            yield from (Node(f"{part.name}: {part.level or part.state}") for part in levels)
        case "diagnostics":
            names = ()
    for name in names:
        if name not in shown:
            shown.add(name)
            yield _cut(trees.criterion(result.criteria[name]), depth)


def _cut(node: Node, depth: int) -> Node:
    """The tree without what lies deeper."""
    children = [_cut(child, depth - 1) for child in node.children] if depth else []
    return Node(node.text, children)


def as_plain(proof: Proof) -> dict[str, object]:
    """The cases in their order, each with what differs, as JSON can hold it."""
    return {
        "format": "auditcheck-test",
        "version": 1,
        "passed": len(proof.ran) - len(proof.failed),
        "failed": len(proof.failed),
        "cases": [
            {
                "name": ran.case.name,
                "path": ran.case.entry.document.path,
                "line": ran.case.entry.span.line,
                "passed": not ran.mismatches,
                "mismatches": [_plain(ran, each) for each in ran.mismatches],
            }
            for ran in proof.ran
        ],
        **_plain_coverage(proof),
        **_plain_mutants(proof),
    }


def _plain_coverage(proof: Proof) -> dict[str, object]:
    if proof.coverage is None:
        return {}
    documents = {document.path: document for document in proof.suite.rules}
    missing = [
        {
            "of": point.of,
            "never": point.seen,
            "path": point.place.path,
            "line": documents[point.place.path].spots.key(point.place.route).line,
        }
        for point in proof.coverage.missing
    ]
    number = len(proof.coverage.points)
    return {"coverage": {"percent": proof.coverage.percent, "of": number, "missing": missing}}


def _plain_mutants(proof: Proof) -> dict[str, object]:
    if proof.mutants is None:
        return {}
    survivors = [
        {
            "at": each.mutation.at,
            "mutant": each.mutation.said,
            "path": each.path,
            "line": each.span.line,
            "written": each.line,
            "instead": each.instead,
        }
        for each in proof.mutants.survivors
    ]
    unused = [{"message": u.message, "path": u.path} for u in proof.mutants.unused]
    return {
        "mutants": {
            "number": proof.mutants.number,
            "accepted": proof.mutants.accepted,
            "survivors": survivors,
            "unused_acceptances": unused,
        }
    }


def _plain(ran: Ran, mismatch: Mismatch) -> dict[str, object]:
    expected = mismatch.expected
    return {
        "of": str(expected),
        "expected": [*expected.values],
        "found": [*mismatch.found],
        "line": ran.case.entry.document.spots.key(expected.route).line,
    }


def as_junit(proof: Proof) -> str:
    """A test suite a file, as CI systems read it."""
    files: dict[str, list[Ran]] = {}
    for ran in proof.ran:
        files.setdefault(ran.case.entry.document.path, []).append(ran)
    total = f'tests="{len(proof.ran)}" failures="{len(proof.failed)}"'
    told = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {total}>"]
    for read, cases in files.items():
        path = harmless(read)
        failed = sum(bool(ran.mismatches) for ran in cases)
        counts = f'tests="{len(cases)}" failures="{failed}"'
        told.append(f"  <testsuite name={quoteattr(path)} {counts}>")
        for ran in cases:
            told += _testcase(proof, ran, path)
        told.append("  </testsuite>")
    return "\n".join([*told, "</testsuites>"])


def _testcase(proof: Proof, ran: Ran, path: str) -> list[str]:
    named = f"name={quoteattr(harmless(ran.case.name))} classname={quoteattr(path)}"
    head = f'    <testcase {named} file={quoteattr(path)} line="{ran.case.entry.span.line}"'
    if not ran.mismatches:
        return [f"{head}/>"]
    first = message(ran.mismatches[0])
    text = escape("\n".join(_failure(proof, ran)))
    return [
        f"{head}>",
        f"      <failure message={quoteattr(first)}>{text}</failure>",
        "    </testcase>",
    ]
