"""Diagnostics: what is wrong with a file, where, and how to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from auditcheck.files.characters import harmless, told
from auditcheck.files.place import LINE_BREAK, Span

Severity = Literal["fault", "warning", "note"]

CODES = {
    # the folder and its files
    "bad-file-name": "a file name holds characters that cannot be shown",
    "link-loop": "a link leads back to itself",
    "link-outside": "a link leaves the folder",
    "link-to-folder": "a link leads to a folder",
    "no-files": "the folder holds no YAML files",
    "no-such-folder": "the folder does not exist",
    "not-a-folder": "what is given is not a folder",
    "not-a-regular-file": "a pipe, socket or device stands where a file should",
    "too-large": "the file is larger than 2 MiB",
    "too-many-files": "the folder holds more than an audit can have",
    "unreadable": "the file or folder cannot be read",
    # reading YAML
    "anchor": "an anchor, alias or merge key is used",
    "control-character": "a control character stands in the file or is written as an escape",
    "duplicate-key": "a key is given twice in one mapping",
    "empty-value": "a key or list entry has no value",
    "invisible-character": "a character that cannot be seen stands in the file",
    "key-not-text": "a key is not text",
    "not-a-mapping": "the file is not a mapping of sections",
    "not-utf-8": "the file is not UTF-8",
    "number-too-long": "a number has more digits than are kept exactly",
    "several-documents": "the file holds more than one YAML document",
    "tag": "a tag is used",
    "text-too-long": "a text is longer than 100,000 characters",
    "too-deep": "mappings and lists are nested more than 32 deep",
    "too-many-faults": "the file has more faults than are listed",
    "too-many-values": "the file holds more than 200,000 keys and values",
    "yaml-syntax": "the file is not YAML",
    # what any section holds
    "bad-id": "an id is not lower-case words joined by '-'",
    "duplicate-id": "an id or a list entry is given twice",
    "invalid-value": "a value does not fit its field",
    "missing-field": "a field that must be given is missing",
    "not-a-date": "a text is not a date",
    "unknown-field": "a field is not one of those that the thing has",
    "unknown-id": "a name names nothing that is there",
    "unknown-section": "a section is not one of those that a file may hold",
    "unknown-word": "a word is not in the list of those that may be used",
    "wrong-type": "a value is of another type than its field",
    # evidence
    "no-audit": "no file has the section 'audit'",
    "no-rules": "the rules that the audit names are not to be found",
    "no-source": "an item names no source",
    "not-weighed": "an item is read by no criterion that is weighed",
    "settled-request": "a request waits for an answer that is no longer needed",
    "shortcoming-not-weighed": "a recorded shortcoming is read by no criterion that is weighed",
    "wrong-kind": "a reference names an item of a kind that it may not",
    # rules
    "circle": "criteria, parts or selections refer to each other in a circle",
    "criteria-beside-parts": "a question has both parts and criteria of its own",
    "empty-condition": "a condition or a rung holds nothing",
    "empty-list": "a list or mapping that must hold something is empty",
    "in-two-groups": "a criterion stands in two groups of one part",
    "levels-of-open": "an open question says what gives its levels",
    "lowest-level": "the lowest level is given a rung",
    "missing-key": "a part of a condition or matcher is missing",
    "name-taken": "a name already stands for something else",
    "names-evidence": "a rule names an item of the evidence",
    "never-holds": "a condition can never hold",
    "never-in-force": "an authority or a criterion is repealed before it begins",
    "newer-language": "the pack needs a newer version of the rule language",
    "no-criteria": "no criterion decides a part's level",
    "no-ladder": "nothing says what gives a part's levels",
    "no-pack": "no file has the section 'pack'",
    "no-scale": "the pack has no scale",
    "no-vocabulary": "a coded word is asked for, but the vocabulary has no list for the field",
    "not-a-duration": "a text is not a length of time",
    "not-a-quantity": "a text is not a quantity of a group",
    "open-question": "the level of an open question is asked for",
    "final-without-ska": "a criterion is final and not a 'ska'",
    "idle-leave": "leave is given to pass over a criterion that needs none",
    "permission-weighed": "a permission is weighed in a level",
    "too-many-rules": "the pack holds more than can be weighed",
    "unknown-key": "a key is not one of those that the condition or matcher has",
    "unknown-placeholder": "a text names something that is not filled in",
    "unknown-reference": "an argument with $ names nothing",
    "unreachable-level": "no part can ever reach a level",
    "unused-criterion": "nothing uses a criterion",
    "was-taken": "'was' names what is still there, or what another thing was too",
    "wrong-operator": "an operator does not fit the field's type",
    # looking beyond the form of rules
    "always-holds": "a count or a share holds whatever is found",
    "contradicting-criteria": "two criteria of one part can never both be met",
    "due-out-of-force": "a criterion is due before it is in force, or after",
    "fixed-level": "a part or the conclusion has the same level whatever is found",
    "idle-recommendation": "nothing can bring a recommendation",
    "implied-criterion": "a criterion is met whenever another of its part is",
    "never-given": "a ladder has a level that no mix of outcomes gives",
    "never-met": "a criterion can never be met",
    "no-authority": "a criterion rests on no authority",
    "no-recommendation": "no recommendation names a criterion that is weighed",
    "no-section": "a criterion does not say where in a statute it stands",
    "no-where": "a demand without 'where' is settled by any item of its kind",
    "outside-authority": "a criterion's own days lie outside those of its authority",
    "parameter-gap": "a parameter has no value when a criterion that uses it is in force",
    "unasked-body": "something is recommended to a body that no rule asks about",
    "unused-word": "no rule asks for a word of the vocabulary",
    # the tests of rules
    "no-cases": "the rules have no test cases",
    "no-expectation": "a test case expects nothing",
    "outside-folder": "the audit that a test case starts from is not beside the pack",
    "unused-acceptance": "an accepted mutant is none, or does not survive",
    # looking beyond the schema
    "backward-period": "a period ends before it begins",
    "broken-file": "the file of a source that is quoted is not what its name says",
    "contradicted-absence": "something said not to be there is there",
    "contradicting-observations": "two observations of one thing do not say the same",
    "dated-after-assessment": "something done is dated after the day of the assessment",
    "digest-without-file": "a digest is given without a file",
    "effect-after-period": "a decision of the period audited takes effect after it",
    "effect-before-decision": "something takes effect before it is decided",
    "encrypted-file": "the file of a source that is quoted is encrypted",
    "expired-accept": "a warning or note was accepted until a day that is past",
    "large-file": "the file of a source that is quoted is larger than is read",
    "expired-judgement": "a judgement counted until a day that is past",
    "idle-response": "a response is to a recommendation that does not come",
    "missing-body": "the rules ask about a body that the audit does not name",
    "missing-file": "the file that a source names is not there",
    "missing-quote": "a quote is nowhere in its source",
    "no-text-layer": "a quote is of a page that is a picture of text",
    "not-a-file": "what a source names as its file is not a file",
    "oral-only": "an item rests on what was said alone",
    "outside-file": "the file that a source names is outside the folder",
    "part-of-itself": "an item leads back to itself through part_of or based_on",
    "passed-over-demand": "a judgement passes over a final demand without the pack's leave",
    "period-not-over": "the period audited is not over on the day of the assessment",
    "quote-elsewhere": "a quote is on another page of its source",
    "source-after-assessment": "a source is dated after the day of the assessment",
    "superfluous-judgement": "a judgement gives the level that the rules give",
    "two-judgements": "one part has two judgements in force",
    "unchecked-digest": "the digest of a file was not checked",
    "uncited-source": "nothing cites a source",
    "unequal-sum": "the parts of a figure do not sum to it",
    "unexamined-body": "no evidence is about a body that is audited",
    "unknown-format": "the file of a source that is quoted is in a format that is not read",
    "unknown-statute": "a statute number is not among the authorities of the rule pack",
    "unlike-attainment": "an indicator's own figures contradict its stated attainment",
    "unlike-digest": "a source's file has changed since it was reviewed",
    "unlike-in-force": "a statute is cited with another day of entry into force",
    "unlike-quote": "a quote is not word for word what its source says",
    "unlike-size": "a check of a sample tested more than the sample has",
    "unlike-share": "a figure is not the share of another that it is said to be",
    "unused-accept": "a warning or note is accepted that is not there",
    "unused-judgement": "a judgement is of a part that is not asked about, or has no level",
    "unused-body": "the audit names a body that the rules do not ask about",
}

WORDS = {"fault": "error", "warning": "warning", "note": "note"}
WINDOW = 96  # terminal columns of a source line that are shown
LEAD = 32  # of them before the first caret, when the line is cut
NEAR = 4 * WINDOW  # characters of a line, to each side, that are looked at for it
TAB = "    "


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a diagnostic speaks of."""

    message: str
    path: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something wrong with a file or with the evidence as a whole; the span is None for a file.

    `values` are what the message tells of, by name, for those who say it in another language.
    """

    code: str
    severity: Severity
    message: str
    path: str
    span: Span | None
    help: str | None = None
    also: tuple[Related, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(self.code)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by path, line, column and code; those of a whole file come first."""
    return tuple(sorted(diagnostics, key=_order))


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    line, column = (0, 0) if span is None else (span.line, span.column)
    return diagnostic.path, line, column, diagnostic.code


def excerpt(diagnostic: Diagnostic, text: str | None) -> str:
    """Return the diagnostic as plain lines, with the source line if the text is given."""
    word = WORDS[diagnostic.severity]
    lines = [f"{word}[{diagnostic.code}]: {told(diagnostic.message)}"]
    lines.append(f"  --> {where(diagnostic.path, diagnostic.span)}")
    if diagnostic.span is not None and text is not None:
        lines += _source(diagnostic.span, text)
    lines += [f"  also: {where(o.path, o.span)}: {harmless(o.message)}" for o in diagnostic.also]
    if diagnostic.help is not None:
        lines.append(f"  help: {told(diagnostic.help)}")
    return "\n".join(lines)


def where(path: str, span: Span | None) -> str:
    """Return `path:line:column`, or the path alone for a whole file."""
    return harmless(path) if span is None else f"{harmless(path)}:{span.line}:{span.column}"


def _source(span: Span, text: str) -> list[str]:
    """Return the span's first line between its gutters, with carets under what is meant."""
    lines = _lines(text)
    if span.line > len(lines):
        return []
    line = lines[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    cut = max(0, span.column - 1 - NEAR)
    near = line[cut : span.column - 1 + NEAR]
    cells = [TAB if each == "\t" else told(each) for each in near]
    first, last = span.column - 1 - cut, max(end, span.column) - cut
    widths = [*map(_width, cells)]
    low, high = _window(widths, first)
    before = sum(widths[low:first]) + (low > 0)
    carets = max(1, sum(widths[first : min(last, high)]))
    goes_on = cut + high < len(line)
    shown = "…" * (low > 0) + "".join(cells[low:high]) + "…" * goes_on
    number = str(span.line).rjust(2)
    gutter = " " * len(number)
    return [
        f"{gutter} |",
        f"{number} | {shown}".rstrip(),
        f"{gutter} | {' ' * before}{'^' * carets}",
    ]


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    return LINE_BREAK.split(text)


def _window(widths: list[int], first: int) -> tuple[int, int]:
    """Return which cells of a line to show so that it fits and the first caret is in it."""
    low, room = 0, WINDOW
    if sum(widths) > WINDOW and sum(widths[:first]) > LEAD:
        low, lead = min(first, len(widths)), LEAD
        while low > 0 and widths[low - 1] <= lead:
            low -= 1
            lead -= widths[low]
    high = low
    while high < len(widths) and widths[high] <= room:
        room -= widths[high]
        high += 1
    return low, high


def _width(cell: str) -> int:
    """Return how many terminal columns a cell takes: none for a combining mark, two if wide."""
    if cell.isascii():
        return len(cell)
    from unicodedata import category, east_asian_width

    if category(cell) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(cell) in "WF" else 1
