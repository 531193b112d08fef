"""The commands and their options; each is a line here and a module beside."""

import sys
from collections.abc import Sequence

from auditcheck.cli.answer import Code, StopError, let_go, out, tell

INTERRUPTED = 130  # as shells say of a program that Ctrl-C ended


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code, and never raises."""
    try:
        return _answer(list(arguments))
    except StopError as stop:
        tell(stop.message)
        return stop.code
    except SystemExit as stop:
        if not isinstance(stop.__context__, BrokenPipeError):  # help that nobody reads
            raise
        let_go(sys.__stdout__ or sys.stdout)
        return Code.DONE
    except KeyboardInterrupt:
        tell("interrupted")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  a traceback is never shown
        tell(_fault(error))
        return Code.FAULT


def _answer(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        from auditcheck import __version__

        out(f"auditcheck {__version__}")
        return Code.DONE
    kept = None
    if arguments[:1] == ["check"]:
        from auditcheck.cli.kept import kept_for

        kept = kept_for(arguments)
        answer = kept.recall() if kept else None
        if answer is not None:
            return answer.give()
    from auditcheck.cli.commands import command

    return command(arguments, kept)


def _fault(error: Exception) -> str:
    """What is said of a fault of our own, with the place in our code and nothing of the input."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "unknown"
    return (
        f"fault: auditcheck itself failed ({type(error).__name__} in {place})\n"
        "  help: please report this, with the command and the files if they may be shared"
    )
