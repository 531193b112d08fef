"""The commands and their options; each is a line here and a module beside."""

import sys
from collections.abc import Sequence

from auditcheck.cli.answer import Code, StopError, tell


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code, and never raises."""
    if list(arguments) == ["--version"]:
        from auditcheck import __version__
        from auditcheck.cli.answer import out

        out(f"auditcheck {__version__}")
        return Code.DONE
    from auditcheck.cli.commands import command

    answered: list[int] = []
    try:
        answered.append(command(list(arguments)))
    except StopError as stop:
        answered.append(stop.code)
        tell(stop.message)
    except BrokenPipeError:
        _close_stdout()
    except KeyboardInterrupt:
        tell("interrupted")
        return 130
    except Exception as error:  # noqa: BLE001  a traceback is never shown
        tell(_fault(error))
        return Code.FAULT
    return answered[0] if answered else Code.DONE


def _close_stdout() -> None:
    """Nobody reads any more: let the interpreter's last flush go nowhere."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
