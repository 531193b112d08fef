"""`test`: the cases beside the rules, what they cover, and what they let pass."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from auditcheck.cli.answer import Code, StopError, out
from auditcheck.cli.opening import as_json

if TYPE_CHECKING:
    from auditcheck.proving.cases import Case, Suite


class Asked(NamedTuple):
    """The options of the command."""

    only: str | None
    format: Literal["text", "json", "junit"]


def run_test(rules: Path, asked: Asked) -> int:
    """Run the cases; exit 0 when all passed and nothing that was asked for is lacking, else 1."""
    from auditcheck.cli.proof import Proof, as_junit, as_plain, as_text
    from auditcheck.engine.program import compile_pack
    from auditcheck.proving.cases import open_suite
    from auditcheck.proving.running import run_case

    suite = open_suite(rules, rules.as_posix())
    if not suite.sound or suite.pack is None:
        raise StopError(Code.CANNOT, _faults(suite, rules))
    program = compile_pack(suite.pack)
    ran = [run_case(program, case) for case in _chosen(suite, asked.only)]
    proof = Proof(suite, ran)
    write = {"text": as_text, "json": lambda p: as_json(as_plain(p)), "junit": as_junit}
    out(write[asked.format](proof))
    return Code.NO if proof.failed else Code.DONE


def _faults(suite: "Suite", rules: Path) -> str:
    from auditcheck.files.diagnostic import excerpt

    faults = [each for each in suite.problems if each.severity == "fault"]
    shown = "\n".join(excerpt(each, suite.texts.get(each.path)) for each in faults)
    counted = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return f"{shown}\nnot tested: {counted} in {rules.as_posix()}"


def _chosen(suite: "Suite", only: str | None) -> list["Case"]:
    if only is None:
        return suite.cases
    chosen = [case for case in suite.cases if only.casefold() in case.name.casefold()]
    if not chosen:
        from auditcheck.files.diagnostic import nearest

        close = nearest(only, [case.name for case in suite.cases])
        help_ = f"write '{close}'" if close else "give a part of a case's name"
        raise StopError(Code.USAGE, f"error: no case is named '{only}'\n  help: {help_}")
    return chosen
