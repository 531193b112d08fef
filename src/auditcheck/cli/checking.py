"""`check`: everything that is wrong with an audit and its rules, or with rules alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from auditcheck.cli.answer import Answer, Code, StopError, counted, terminal
from auditcheck.cli.opening import coloured, day_given
from auditcheck.loading.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditcheck.cli.kept import Kept
    from auditcheck.files.diagnostic import Diagnostic
    from auditcheck.files.grounds import Ground
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


def run_check(
    folder: Path, rules: Path | None, as_of: str | None, wanted: Wanted, kept: "Kept | None"
) -> int:
    """Check; exit 1 when what is told weighs enough, 3 when it cannot be told what is wrong.

    The answer is kept for the next time that the same is asked, if `kept` says where.
    """
    know_codes(wanted)
    looked = look(folder, rules, as_of, Memory())
    answer = answered(looked, wanted)
    answer.give()
    if kept is not None:
        kept.keep(answer, looked.grounds)
    return answer.code


class Looked(NamedTuple):
    """What was found, how much more is accepted where it stands, in which folders, and whence."""

    found: "tuple[Diagnostic, ...]"
    accepted: int
    folders: "tuple[Folder, ...]"
    grounds: "tuple[Ground, ...]"


def look(folder: Path, rules: Path | None, as_of: str | None, memory: Memory) -> Looked:
    """Look at an audit with its rules or, where there is no audit, at the rules in the folder."""
    from auditcheck.loading.folders import open_folder
    from auditcheck.loading.pack import holds_pack
    from auditcheck.pipeline import check_audit, check_pack, open_audit

    read = open_folder(folder, folder.as_posix(), memory)
    day = day_given(as_of)
    if holds_pack(read.documents, all_read=not read.problems):
        if rules is not None:
            message = f"--rules is for an audit, and {folder.as_posix()} holds rules"
            raise StopError(Code.USAGE, f"error: {message}\n  help: leave it out")
        return Looked(*check_pack(read, day), (read,), (read.ground,))
    audit = open_audit(
        folder, folder.as_posix(), rules=rules, as_of=day, opened=read, memory=memory
    )
    if not audit.sound:
        return Looked(audit.diagnostics, 0, audit.folders, audit.grounds)
    return Looked(*check_audit(audit, memory), audit.folders, audit.grounds)


def answered(looked: Looked, wanted: Wanted) -> Answer:
    """What is told of what was found, how, and with which exit code."""
    from auditcheck.loading.folders import documents_in, texts_in
    from auditcheck.report.diagnostics import FORMATS
    from auditcheck.report.diagnostics.findings import Findings

    chosen = tuple(filter(wanted.tells, looked.found))
    texts = texts_in(looked.folders, (each.path for each in chosen))
    findings = Findings(chosen, texts, documents_in(looked.folders), wanted.fail_on)
    failing = tuple(filter(findings.fails, chosen))
    in_text = wanted.format == "text"
    if wanted.quiet and in_text:
        findings = findings.only(failing)
    text = FORMATS[wanted.format](findings)
    if in_text and terminal().colour:
        text = coloured(text)
    err = []
    if in_text or not wanted.quiet:
        left = len(looked.found) - len(chosen)
        err.append(_counts(chosen, {"not selected": left, "accepted": looked.accepted}))
    code = Code.NO if failing else Code.DONE
    left_out = [
        each for each in looked.found if each.severity == "fault" and not wanted.tells(each)
    ]
    if unread := [each.shown for each in looked.folders if not each.files]:
        code = Code.CANNOT
        err.append(_not_read(unread[0]))
    elif any(each.code == "no-rules" for each in looked.found):
        code = Code.CANNOT
        err.append(_without_rules(looked.folders[0].shown))
    elif left_out and not failing:
        code = Code.CANNOT
        err.append(_not_checked(looked.folders[0].shown, left_out))
    return Answer(text, "\n".join(err), code)


def know_codes(wanted: Wanted) -> None:
    """Stop at a code that there is not."""
    from auditcheck.files.diagnostic import CODES
    from auditcheck.files.spelling import instead

    for option, codes in (("--select", wanted.select), ("--ignore", wanted.ignore)):
        for code in codes:
            if code not in CODES:
                help_ = instead(code, CODES, "docs/codes has a page for each code")
                message = f"error: {option}: '{code}' is not a code\n  help: {help_}"
                raise StopError(Code.USAGE, message)


def _not_read(folder: str) -> str:
    """What is said when there is nothing that could be looked at."""
    return (
        f"error: {folder} cannot be assessed: no file in it was read\n"
        "  help: name the folder of an audit, or one of rules"
    )


def _without_rules(folder: str) -> str:
    """What is said when there are no rules to hold the evidence against."""
    return (
        f"error: {folder} cannot be assessed: its rules were not found\n"
        "  help: mend 'rules' in the audit, or give --rules"
    )


def _not_checked(folder: str, left_out: "Sequence[Diagnostic]") -> str:
    """What is said when nothing that is told is wrong, and yet it cannot be assessed."""
    number = counted(len(left_out), "fault")
    codes = ", ".join(dict.fromkeys(each.code for each in left_out))
    return (
        f"error: {folder} cannot be assessed: {number} not told ({codes})\n"
        "  help: check without --select and --ignore; while a fault stands not all is looked at"
    )


def _counts(told: "Sequence[Diagnostic]", besides: "Mapping[str, int]") -> str:
    severities = [each.severity for each in told]
    counts = [counted(severities.count(each), each) for each in ("fault", "warning", "note")]
    counts += [f"{number} {what}" for what, number in besides.items() if number]
    return ", ".join(counts)
