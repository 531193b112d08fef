"""What the formats are given: the diagnostics to tell, and the files that they stand in."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from auditcheck.files.characters import harmless
from auditcheck.files.diagnostic import Diagnostic, Severity
from auditcheck.files.yaml_text import Document

WEIGHTS: Mapping[Severity, int] = {"note": 0, "warning": 1, "fault": 2}


@dataclass(frozen=True, slots=True)
class Findings:
    """The diagnostics in their order.

    `texts` are those of the files that they stand in, `documents` the files that could be read,
    both by path; what weighs less than `fail_on` is told but fails nothing.
    """

    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    documents: Mapping[str, Document]
    fail_on: Severity = "fault"

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Whether the diagnostic makes the answer no."""
        return WEIGHTS[diagnostic.severity] >= WEIGHTS[self.fail_on]

    def only(self, diagnostics: tuple[Diagnostic, ...]) -> "Findings":
        """Some of them, with all else as it is."""
        return replace(self, diagnostics=diagnostics)


def said(diagnostic: Diagnostic) -> str:
    """What is wrong and how to mend it, a line each, harmless wherever it is shown."""
    told = [harmless(diagnostic.message)]
    if diagnostic.help is not None:
        told.append(f"help: {harmless(diagnostic.help)}")
    return "\n".join(told)


def fingerprints(findings: Findings) -> Iterator[str]:
    """What each diagnostic is known by when its line has moved; no two have the same.

    It is made of the code, the file, the item that the diagnostic stands in, and the message; of
    those alike, which of them it is.
    """
    anchors = {each.path: _Anchors(each) for each in _documents(findings)}
    known: Counter[tuple[str, ...]] = Counter()
    for each in findings.diagnostics:
        anchor = anchors[each.path].at(each) if each.path in anchors else ""
        about = (each.code, each.path, anchor, each.message)
        known[about] += 1
        yield sha256("\0".join((*about, str(known[about]))).encode(errors="replace")).hexdigest()


def _documents(findings: Findings) -> Iterable[Document]:
    for path in dict.fromkeys(each.path for each in findings.diagnostics):
        if path in findings.documents:
            yield findings.documents[path]


class _Anchors:
    """What stands where in one file: its sections, and the entries of each."""

    def __init__(self, document: Document) -> None:
        spots = document.spots
        routes = [
            route
            for section, entries in document.data.items()
            for route in [(section,), *((section, id_) for id_ in _ids(entries))]
        ]
        spans = [spots.key(route) for route in routes]
        self.starts = [(span.line, span.column) for span in spans]
        self.names = [".".join(route) for route in routes]

    def at(self, diagnostic: Diagnostic) -> str:
        """The last of them that begins at or before the diagnostic."""
        span = diagnostic.span
        before = 0 if span is None else bisect_right(self.starts, (span.line, span.column))
        return self.names[before - 1] if before else ""


def _ids(entries: object) -> Iterable[str]:
    return entries if isinstance(entries, dict) else ()
