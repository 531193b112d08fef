"""A command that goes on until it is ended, as a person runs it: files are saved, then Ctrl-C."""

import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from shutil import copytree
from typing import Self

import pytest

BASE = Path(__file__).parent / "hostile" / "base"
PATIENCE = 60  # seconds, after which an answer is taken never to come
# Ctrl-C does what it does in a terminal, also where what started the tests has it ignored.
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from auditcheck.__main__ import main
main()
"""


class Running:
    """A command that runs, with what it says as it comes."""

    def __init__(self, *arguments: str, program: str = PROGRAM) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.listener.join()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)
        self.process.stdout.close()
        self.lines.put(None)

    def said(self, until: str) -> str:
        """All that is said from now until this."""
        said = ""
        while until not in said:
            line = self.lines.get(timeout=PATIENCE)
            assert line is not None, said
            said += line
        return said

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Ctrl-C, or another signal: the exit code, and what was still said."""
        self.process.send_signal(by)
        code = self.process.wait(timeout=PATIENCE)
        return code, "".join(iter(lambda: self.lines.get(timeout=PATIENCE) or "", ""))


def save(path: Path, text: str) -> None:
    """Save a file as editors do: beside its place, then moved into it."""
    swap = path.with_name(f".{path.name}.swp")
    swap.write_text("not YAML: [")
    draft = path.with_name(f"{path.name}~")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
    swap.unlink()


def placed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound audit's evidence, its rules beside it; their folder becomes the working one."""
    copytree(BASE, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    return folder / "evidence"
