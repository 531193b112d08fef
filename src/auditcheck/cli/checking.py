"""`check`: everything that is wrong with an audit and its rules, or with rules alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from auditcheck.cli.answer import Code, StopError, out, tell, terminal
from auditcheck.cli.opening import coloured, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditcheck.files.diagnostic import Diagnostic
    from auditcheck.loading.folders import Folder


class Wanted(NamedTuple):
    """What is to be told, how, and from which weight on the answer is no."""

    format: str
    select: list[str]
    ignore: list[str]
    fail_on: Literal["fault", "warning", "note"]
    quiet: bool

    def tells(self, diagnostic: "Diagnostic") -> bool:
        """Whether the diagnostic is told: selected, if any code is, and not ignored."""
        code = diagnostic.code
        return code not in self.ignore and (not self.select or code in self.select)


def run_check(folder: Path, rules: Path | None, as_of: str | None, wanted: Wanted) -> int:
    """Check; exit 1 when what is told weighs enough, 3 when a fault that is not told remains."""
    from auditcheck.loading.folders import documents_in, texts_in
    from auditcheck.report.diagnostics import FORMATS
    from auditcheck.report.diagnostics.findings import Findings

    _know("--select", wanted.select)
    _know("--ignore", wanted.ignore)
    found, accepted, folders = _look(folder, rules, as_of)
    chosen = tuple(filter(wanted.tells, found))
    texts = texts_in(folders, (each.path for each in chosen))
    findings = Findings(chosen, texts, documents_in(folders), wanted.fail_on)
    failing = tuple(filter(findings.fails, chosen))
    in_text = wanted.format == "text"
    if wanted.quiet and in_text:
        findings = findings.only(failing)
    text = FORMATS[wanted.format](findings)
    out(coloured(text) if in_text and terminal().colour else text)
    if in_text or not wanted.quiet:
        tell(_counts(chosen, {"not selected": len(found) - len(chosen), "accepted": accepted}))
    if failing:
        return Code.NO
    left_out = [each for each in found if each.severity == "fault" and not wanted.tells(each)]
    if left_out:
        raise StopError(Code.CANNOT, _not_checked(folder, left_out))
    return Code.DONE


class Looked(NamedTuple):
    """What was found, how much more is accepted where it stands, and the folders looked into."""

    found: "tuple[Diagnostic, ...]"
    accepted: int
    folders: "tuple[Folder, ...]"


def _look(folder: Path, rules: Path | None, as_of: str | None) -> Looked:
    """Look at an audit with its rules or, where there is no audit, at the rules in the folder."""
    from auditcheck.loading.folders import open_folder
    from auditcheck.loading.pack import holds_pack
    from auditcheck.pipeline import check_pack, evaluated, told

    read = open_folder(folder, folder.as_posix())
    if holds_pack(read.documents, all_read=not read.problems):
        for option, value in (("--rules", rules), ("--as-of", as_of)):
            if value is not None:
                message = f"{option} is for an audit, and {folder.as_posix()} holds rules"
                raise StopError(Code.USAGE, f"error: {message}\n  help: leave it out")
        return Looked(check_pack(read), 0, (read,))
    audit = opened(folder, rules, as_of, read)
    if not audit.sound:
        return Looked(audit.diagnostics, 0, audit.folders)
    return Looked(*told(audit, evaluated(audit)), audit.folders)


def _know(option: str, codes: "Iterable[str]") -> None:
    """Stop at a code that there is not."""
    from auditcheck.files.diagnostic import CODES
    from auditcheck.files.spelling import instead

    for code in codes:
        if code not in CODES:
            help_ = instead(code, CODES, "docs/codes has a page for each code")
            raise StopError(
                Code.USAGE, f"error: {option}: '{code}' is not a code\n  help: {help_}"
            )


def _not_checked(folder: Path, left_out: "Sequence[Diagnostic]") -> str:
    """What is said when nothing that is told is wrong, and yet it cannot be assessed."""
    counted = "1 fault" if len(left_out) == 1 else f"{len(left_out)} faults"
    codes = ", ".join(dict.fromkeys(each.code for each in left_out))
    return (
        f"error: {folder.as_posix()} cannot be assessed: {counted} not told ({codes})\n"
        "  help: check without --select and --ignore; while a fault stands not all is looked at"
    )


def _counts(told: "Sequence[Diagnostic]", besides: "Mapping[str, int]") -> str:
    counted = []
    for severity in ("fault", "warning", "note"):
        number = sum(each.severity == severity for each in told)
        counted.append(f"{number} {severity}" if number == 1 else f"{number} {severity}s")
    counted += [f"{number} {what}" for what, number in besides.items() if number]
    return ", ".join(counted)
