"""What a run costs: whole processes, as ratios of what no run can do without.

Prints a table; asserts nothing. Run it with `make bench`, on a machine that is otherwise idle.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 15
EVENTS = """
import pathlib, yaml
for folder in ("evidence", "rules"):
    for file in sorted(pathlib.Path(folder).rglob("*.yaml")):
        for event in yaml.parse(file.read_text("utf-8"), Loader=yaml.CSafeLoader):
            pass
"""
NEEDED = """
import typer, typer.exceptions, yaml, pydantic
class One(pydantic.BaseModel):
    field: int
typer.Typer()
"""
ALL = NEEDED + "import rich.console, rich.table, jinja2\n"
COMMAND = [sys.executable, "-m", "auditcheck"]
# As installed: modules are compiled once, not on every run.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def cost(command: Sequence[str]) -> tuple[float, float]:
    """The least seconds and the most memory (MB) of several runs."""
    seconds, memory = [], []
    for _ in range(RUNS):
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - begun)
        memory.append(used.ru_maxrss / 1024)
        process.returncode = os.waitstatus_to_exitcode(status)
    return min(seconds), max(memory)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        kept = str(Path(scratch, "result.json"))
        page = str(Path(scratch, "report.html"))
        subprocess.run(
            [*COMMAND, "evaluate", "evidence", "--result", kept, "-q"], cwd=ROOT, check=True
        )
        code = [sys.executable, "-c"]
        rows = {
            "python, doing nothing": [*code, "pass"],
            "imports that a run needs, and YAML events": [*code, NEEDED + EVENTS],
            "imports of all dependencies, and YAML events": [*code, ALL + EVENTS],
            "auditcheck --version": [*COMMAND, "--version"],
            "auditcheck --help": [*COMMAND, "--help"],
            "auditcheck check": [*COMMAND, "check", "evidence"],
            "auditcheck check, with 40 quotes": [*COMMAND, "check", "examples/furuhede-2024"],
            "auditcheck evaluate --format json": [
                *COMMAND,
                "evaluate",
                "evidence",
                "--format",
                "json",
            ],
            "auditcheck evaluate --report": [*COMMAND, "evaluate", "evidence", "--report", page],
            "auditcheck render": [*COMMAND, "render", kept, "--format", "html"],
        }
        costs = {name: cost(command) for name, command in rows.items()}
    needed = costs["imports that a run needs, and YAML events"][0]
    everything = costs["imports of all dependencies, and YAML events"][0]
    print(f"{'':46}{'seconds':>9}{'MB':>6}{'/ needed':>10}{'/ all':>7}")
    for name, (seconds, memory) in costs.items():
        ratios = f"{seconds / needed:>10.2f}{seconds / everything:>7.2f}"
        print(f"{name:46}{seconds:>9.3f}{memory:>6.0f}{ratios}")


if __name__ == "__main__":
    main()
