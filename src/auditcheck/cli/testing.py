"""`test`: the cases beside the rules, what they cover, and what they let pass."""

import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from auditcheck.cli.answer import Code, StopError, counted, out, tell
from auditcheck.cli.opening import as_json, know_pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditcheck.proving.cases import Case, Suite
    from auditcheck.proving.mutants import Mutants

_JOBS = 2


class Asked(NamedTuple):
    """The options of the command."""

    only: str | None
    format: Literal["text", "json", "junit"]
    coverage: bool
    fail_under: float | None
    mutate: bool
    quiet: bool


def run_test(rules: str, asked: Asked) -> int:
    """Run the cases; exit 0 when all passed and nothing that was asked for is lacking, else 1."""
    from auditcheck.cli.proof import Proof, as_junit, as_plain, as_text
    from auditcheck.engine.program import compile_pack
    from auditcheck.loading.rules_folder import place_of_rules
    from auditcheck.proving.cases import open_suite
    from auditcheck.proving.coverage import measure
    from auditcheck.proving.running import run_case

    if asked.fail_under is not None and not 0 <= asked.fail_under <= 100:  # noqa: PLR2004
        help_ = "write a number from 0 to 100"
        raise StopError(Code.USAGE, f"error: --fail-under is a percentage\n  help: {help_}")
    folder, shown = place_of_rules(rules)
    suite = open_suite(folder, shown)
    if not suite.sound or suite.pack is None:
        know_pack(rules, suite.problems)
        raise StopError(Code.CANNOT, _faults(suite))
    program = compile_pack(suite.pack)
    cases = _chosen(suite, asked.only)
    proof = Proof(suite, [run_case(program, case) for case in cases])
    if asked.coverage or asked.fail_under is not None:
        evaluations = [ran.evaluation for ran in proof.ran if ran.evaluation is not None]
        proof.coverage = measure(suite.pack, evaluations)
    if asked.mutate and proof.failed:
        tell("no mutants were made: first let every case pass")
    elif asked.mutate:
        proof.mutants = _hunt(suite, cases, asked.quiet)
    low = proof.coverage is not None and proof.coverage.percent < (asked.fail_under or 0)
    is_well = proof.is_well and not low
    write = {"text": as_text, "json": lambda p: as_json(as_plain(p)), "junit": as_junit}
    silent = asked.quiet and is_well and asked.format == "text" and not asked.coverage
    if not silent:
        out(write[asked.format](proof))
    if low:
        tell(f"coverage is below {asked.fail_under:g} %")
    return Code.DONE if is_well else Code.NO


def _hunt(suite: "Suite", cases: "Sequence[Case]", quiet: bool) -> "Mutants":
    from auditcheck.proving.mutants import hunt

    watched = not quiet and sys.stderr is not None and sys.stderr.isatty()

    def progress(done: int, of: int) -> None:
        if watched:
            end = "\n" if done == of else ""
            sys.stderr.write(f"\r{done} of {of} changes tried{end}")
            sys.stderr.flush()

    return hunt(suite, cases, _JOBS, progress)


def _faults(suite: "Suite") -> str:
    from auditcheck.files.diagnostic import excerpt

    faults = [each for each in suite.problems if each.severity == "fault"]
    shown = "\n".join(excerpt(each, suite.texts.get(each.path)) for each in faults)
    return f"{shown}\nnot tested: {counted(len(faults), 'fault')} in {suite.shown}"


def _chosen(suite: "Suite", only: str | None) -> list["Case"]:
    if only is None:
        return suite.cases
    chosen = [case for case in suite.cases if only.casefold() in case.name.casefold()]
    if not chosen:
        from auditcheck.files.spelling import nearest

        close = nearest(only, [case.name for case in suite.cases])
        help_ = f"write '{close}'" if close else "give a part of a case's name"
        raise StopError(Code.USAGE, f"error: no case is named '{only}'\n  help: {help_}")
    return chosen
