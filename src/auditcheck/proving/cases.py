"""The cases beside the rules: `*.test.yaml` to cases with evidence, or every diagnostic."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple

from auditcheck.files.beside import Beside
from auditcheck.files.characters import quote
from auditcheck.files.diagnostic import Diagnostic, in_order
from auditcheck.files.yaml_text import Document, shown_text
from auditcheck.language.scribe import shown as shown_value
from auditcheck.loading.evidence import Read, assembled, read_evidence
from auditcheck.loading.folders import open_folder
from auditcheck.loading.looks import look_beyond
from auditcheck.loading.memory import Memory
from auditcheck.loading.pack import load_pack
from auditcheck.loading.problems import validated
from auditcheck.loading.references import check_references
from auditcheck.loading.sections import Entry
from auditcheck.loading.shelf import read_shelf
from auditcheck.model.days import parse_days
from auditcheck.model.evidence import Evidence
from auditcheck.model.rules import Pack
from auditcheck.proving.changing import evidence_of
from auditcheck.proving.expecting import Expected, read_expectations
from auditcheck.proving.written import AcceptedText, CaseText, loose_models

SECTIONS = ("as_of", "evidence", "cases", "accepted_mutants")


class Case(NamedTuple):
    """A case, ready: its evidence (None where it is to be refused) and the codes it comes with."""

    name: str
    entry: Entry
    expected: tuple[Expected, ...]
    read: Read
    evidence: Evidence | None
    codes: tuple[str, ...]


class Accepted(NamedTuple):
    """A mutant that may survive: where, which (None: any there), and where that is said."""

    at: str
    mutant: str | None
    entry: Entry


@dataclass(slots=True)
class Suite:
    """A rule pack with its cases; `texts` are the files read, for showing their lines."""

    folder: Path
    shown: str
    pack: Pack | None = None
    rules: tuple[Document, ...] = ()
    cases: list[Case] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether the cases can be run."""
        return self.pack is not None and not any(p.severity == "fault" for p in self.problems)


def open_suite(folder: Path, shown: str) -> Suite:
    """Read the pack in a folder and the tests beside its files."""
    shown = PurePath(shown).as_posix()
    suite = Suite(folder, shown)
    suite.rules = _documents(suite, folder, shown)
    if not suite.problems:
        suite.pack, problems = load_pack(suite.rules, shown)
        suite.problems += problems
    tests = _documents(suite, folder, shown, tests=True)
    if suite.pack is not None:
        reader = _Reader(suite, suite.pack, folder, shown)
        for document in tests:
            reader.file(document)
        if not suite.cases and not suite.problems:
            message, help_ = "no *.test.yaml has a case", "write cases in a file beside the rules"
            suite.problems.append(Diagnostic("no-cases", "fault", message, shown, None, help_))
    suite.problems = [*dict.fromkeys(in_order(suite.problems))]  # cases share evidence
    return suite


def _documents(
    suite: Suite, folder: Path, shown: str, *, tests: bool = False
) -> tuple[Document, ...]:
    opened = open_folder(folder, shown, Memory(), tests=tests)
    suite.problems += opened.problems
    suite.texts |= {file.path: shown_text(file.raw) for file in opened.files}
    return opened.documents


class _Reader:
    def __init__(self, suite: Suite, pack: Pack, folder: Path, shown: str) -> None:
        self.suite = suite
        self.pack = pack
        self.folder = folder
        self.shown = shown
        self.names: dict[str, Entry] = {}
        self.audits: dict[Path, tuple[Document, ...]] = {}

    def say(self, entry: Entry, code: str, message: str, help_: str) -> None:
        self.suite.problems.append(entry.diagnostic(code, message, help_, entry.route))

    def file(self, document: Document) -> None:
        """Take in one test file."""
        data = document.data
        for section in data:
            if section not in SECTIONS:
                entry = Entry(None, document, (section,))
                help_ = f"expected one of: {', '.join(SECTIONS)}"
                message = f"'{section}' is not a section of tests"
                self.suite.problems.append(entry.diagnostic("unknown-section", message, help_))
        shared = []
        if isinstance(data.get("evidence"), dict):
            own = document.data["evidence"]
            spots = document.spots.below(("evidence",))
            shared.append(Document(document.path, document.text, own, spots))  # type: ignore[arg-type]
        elif "evidence" in data:
            self._not(Entry(data["evidence"], document, ("evidence",)), "a mapping of sections")
        as_of = self._day(Entry(data["as_of"], document, ("as_of",))) if "as_of" in data else None
        for name, entry in cases_in(document, self.suite.problems):
            self._case(name, entry, shared, as_of)
        accepted = data.get("accepted_mutants", [])
        if isinstance(accepted, list):
            for index, value in enumerate(accepted):
                self._accepted(Entry(value, document, ("accepted_mutants", index)))
        else:
            self._not(Entry(accepted, document, ("accepted_mutants",)), "a list")

    def _not(self, entry: Entry, expected: str) -> None:
        self.say(entry, "wrong-type", f"found {shown_value(entry.value)}", f"write {expected}")

    def _day(self, entry: Entry) -> date | None:
        try:
            days = parse_days(str(entry.value))
        except ValueError as error:
            self.say(entry, "not-a-date", str(error), "write YYYY-MM-DD")
            return None
        if days.first != days.last:
            self.say(entry, "not-a-date", f"'{days}' is not a whole day", "write YYYY-MM-DD")
        return days.first

    def _accepted(self, entry: Entry) -> None:
        text = validated(AcceptedText, entry, self.suite.problems)
        if text is not None:
            self.suite.accepted.append(Accepted(text.at, text.mutant, entry))

    def _case(self, name: str, entry: Entry, shared: list[Document], as_of: date | None) -> None:
        before = len(self.suite.problems)
        if name in self.names:
            message = f"a case is named '{name}' in {self.names[name].document.path} too"
            self.suite.problems.append(
                entry.diagnostic("duplicate-id", message, "give each case its own name")
            )
        self.names.setdefault(name, entry)
        text = validated(CaseText, entry, self.suite.problems)
        if text is None:
            return
        expected = read_expectations(entry, text.expect, self.pack, self.suite.problems)
        base = shared if text.from_ is None else self._audit(text.from_, entry)
        day = text.as_of.first if text.as_of is not None else as_of
        documents = evidence_of(entry, text, base, day, self.suite.problems)
        if len(self.suite.problems) == before:
            case = self._ready(name, entry, expected, documents, day)
            self.suite.cases.append(case)

    def _audit(self, named: str, entry: Entry) -> Iterable[Document]:
        """The files of the audit that a case starts from, beside its own file."""
        beside = PurePath(entry.document.path.removeprefix(f"{self.shown}/")).parent
        folder = _resolved(self.folder / beside / named)
        own = _resolved(self.folder)
        at = (*entry.route, "from")
        if not folder.is_relative_to(own.parent) or own.is_relative_to(folder):
            message = f"{quote(named)} is no folder beside the pack"
            help_ = "put the audit into the folder that the pack's folder lies in"
            self.suite.problems.append(entry.diagnostic("outside-folder", message, help_, at))
            return ()
        if folder not in self.audits:
            faults = len(self.suite.problems)
            self.audits[folder] = _documents(self.suite, folder, _joined(entry, named))
            for each in self.suite.problems[faults:]:
                if each.span is None:  # of the folder: told where it is named
                    index = self.suite.problems.index(each)
                    self.suite.problems[index] = entry.diagnostic(
                        each.code, each.message, each.help or "name a folder with an audit", at
                    )
        return self.audits[folder]

    def _ready(
        self,
        name: str,
        entry: Entry,
        expected: tuple[Expected, ...],
        documents: list[Document],
        as_of: date | None,
    ) -> Case:
        """The case with its evidence checked; faults that it does not expect are told."""
        read = read_evidence(documents, entry.document.path, loose_models())
        found = [each for each in read.sections.problems if each.code != "no-source"]
        found += check_references(read, self.pack)
        evidence = None
        if not found:
            evidence = assembled(read, as_of)
            folder = self.folder / Path(entry.document.path.removeprefix(f"{self.shown}/")).parent
            shelf = read_shelf(evidence, Beside(folder))
            found += look_beyond(read, evidence, self.pack, shelf)
        wanted = {code for each in expected if each.what == "diagnostics" for code in each.values}
        faults = [each for each in found if each.severity == "fault"]
        self.suite.problems += [each for each in faults if each.code not in wanted]
        codes = tuple(dict.fromkeys(each.code for each in found))
        return Case(name, entry, expected, read, None if faults else evidence, codes)


def cases_in(document: Document, problems: list[Diagnostic]) -> Iterator[tuple[str, Entry]]:
    """The cases of a test file by their names, as they are written."""
    cases = document.data.get("cases", {})
    if isinstance(cases, dict):
        yield from ((name, Entry(cases[name], document, ("cases", name))) for name in cases)
    else:
        entry = Entry(cases, document, ("cases",))
        message, help_ = f"found {shown_value(cases)}", "write a mapping from names to cases"
        problems.append(entry.diagnostic("wrong-type", message, help_, entry.route))


def _resolved(folder: Path) -> Path:
    """Where a folder truly lies; one that links or its name keep from being found, as written."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a ring; a NUL
        return folder.absolute()


def _joined(entry: Entry, named: str) -> str:
    """How messages show the folder that a case names."""
    steps = [*PurePath(entry.document.path).parent.parts]
    for step in PurePath(named).parts:
        if step == ".." and steps and steps[-1] not in ("..", "/"):
            steps.pop()
        else:
            steps.append(step)
    return PurePath(*steps).as_posix()
