"""What a run costs: whole processes, as ratios of what no run can do without.

Prints a table; asserts nothing. Run it with `make bench`, on a machine that is otherwise idle.
`run.py --large` tells instead what very large audits and packs cost, for each item and criterion.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import large

ROOT = Path(__file__).parents[1]
RUNS = 15
EVENTS = """
import pathlib, yaml
for folder in ("evidence", "rules"):
    for file in sorted(pathlib.Path(folder).rglob("*.yaml")):
        if file.name.endswith(".test.yaml"):
            continue
        for event in yaml.parse(file.read_text("utf-8"), Loader=yaml.CSafeLoader):
            pass
"""
NEEDED = """
import typer, typer.exceptions, yaml, pydantic
class One(pydantic.BaseModel):
    field: int
typer.Typer()
"""
# The five that the project was given, and all that pyproject.toml names.
FIVE = NEEDED + "import rich.console, rich.table, jinja2\n"
ALL = FIVE + "import markdown_it, platformdirs, pypdf\n"
# The template filled by Jinja alone, with a view that is at hand: no result read, no sandbox.
BARE = """
import json, sys
from pathlib import Path
import jinja2
from auditcheck.report.templates import Texts, css
import tomllib
environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader("templates"), autoescape=True, trim_blocks=True
)
words = tomllib.loads(Path("templates/texts.sv.toml").read_text("utf-8"))
environment.filters |= {"say": Texts(words).say, "css": css, "mermaid": str}
view = json.loads(Path(sys.argv[1]).read_text("utf-8"))
environment.get_template("report.html.j2").render(view=view, t=words)
"""
VIEW = """
import json, sys
from pathlib import Path
from auditcheck.report.stored import read_result
from auditcheck.report.view import build
view = build(read_result(Path(sys.argv[1]).read_bytes()), "sv")
Path(sys.argv[2]).write_text(json.dumps(view), "utf-8")
"""
TIMES = 16  # the shipped audit's criteria so many times over are about a thousand
COMMAND = [sys.executable, "-m", "auditcheck"]
# As installed: modules are compiled once, not on every run, and answers are kept, in a new home.
HOME = tempfile.TemporaryDirectory()
NOT_PASSED_ON = ("PYTHONDONTWRITEBYTECODE", "AUDITCHECK_CACHE", "XDG_CACHE_HOME")
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in NOT_PASSED_ON}
ENVIRONMENT["HOME"] = HOME.name
CHECKED = "auditcheck check, nothing changed"
EVALUATED = "auditcheck evaluate --format json"


def cost(command: Sequence[str], runs: int = RUNS) -> tuple[float, float]:
    """The least seconds and the most memory (MB) of several runs."""
    seconds, memory = [], []
    for _ in range(runs):
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
        if process.returncode:
            raise SystemExit(f"{' '.join(command)[:200]}: exit code {process.returncode}")
    return min(seconds), max(memory)


def many(kept: Path) -> str:
    """A result like the one kept, with its criteria many times over."""
    result = json.loads(kept.read_text("utf-8"))

    def again(id_: str, time_: int) -> str:
        return f"{id_}-{time_}" if time_ else id_

    result["criteria"] = {
        again(id_, n): each
        | {"id": again(id_, n), "refers_to": [again(inner, n) for inner in each["refers_to"]]}
        for n in range(TIMES)
        for id_, each in result["criteria"].items()
    }
    for part in (part for question in result["questions"] for part in question["parts"]):
        for group in ("essential", "supporting", "informing"):
            part[group] = [again(id_, n) for n in range(TIMES) for id_ in part[group]]
    return json.dumps(result)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        kept = str(Path(scratch, "result.json"))
        page = str(Path(scratch, "report.html"))
        subprocess.run(
            [*COMMAND, "evaluate", "evidence", "--result", kept, "-q"], cwd=ROOT, check=True
        )
        subprocess.run(
            [*COMMAND, "check", "evidence"],
            cwd=ROOT,
            env=ENVIRONMENT,
            capture_output=True,
            check=True,
        )
        code = [sys.executable, "-c"]
        view, large = str(Path(scratch, "view.json")), str(Path(scratch, "large.json"))
        subprocess.run([*code, VIEW, kept, view], cwd=ROOT, check=True)
        Path(large).write_text(many(Path(kept)), "utf-8")
        rows = {
            "python, doing nothing": [*code, "pass"],
            "imports that a run needs, and YAML events": [*code, NEEDED + EVENTS],
            "imports of the first five, and YAML events": [*code, FIVE + EVENTS],
            "imports of all dependencies, and YAML events": [*code, ALL + EVENTS],
            "auditcheck --version": [*COMMAND, "--version"],
            "auditcheck --help": [*COMMAND, "--help"],
            "auditcheck check --no-cache": [*COMMAND, "check", "evidence", "--no-cache"],
            "auditcheck check --no-cache, 40 quotes": [
                *COMMAND,
                "check",
                "examples/furuhede-2024",
                "--no-cache",
            ],
            CHECKED: [*COMMAND, "check", "evidence"],
            EVALUATED: [
                *COMMAND,
                "evaluate",
                "evidence",
                "--format",
                "json",
            ],
            "auditcheck evaluate --report": [*COMMAND, "evaluate", "evidence", "--report", page],
            "auditcheck render": [*COMMAND, "render", kept, "--format", "html"],
            "Jinja alone, the same page": [*code, BARE, view],
            "auditcheck render, a thousand criteria": [
                *COMMAND,
                "render",
                large,
                "--format",
                "html",
            ],
        }
        costs = {name: cost(command) for name, command in rows.items()}
    needed = costs["imports that a run needs, and YAML events"][0]
    five = costs["imports of the first five, and YAML events"][0]
    everything = costs["imports of all dependencies, and YAML events"][0]
    print(f"{'':46}{'seconds':>9}{'MB':>6}{'/ needed':>10}{'/ five':>8}{'/ all':>7}")
    for name, (seconds, memory) in costs.items():
        ratios = f"{seconds / needed:>10.2f}{seconds / five:>8.2f}{seconds / everything:>7.2f}"
        print(f"{name:46}{seconds:>9.3f}{memory:>6.0f}{ratios}")
    print(f"\n{CHECKED}: {costs[CHECKED][0] / costs[EVALUATED][0]:.2f} of {EVALUATED}")
    page_alone = costs["Jinja alone, the same page"][0]
    print(f"render / Jinja alone: {costs['auditcheck render'][0] / page_alone:.2f}")


LARGE = {
    "audit": {
        "check": ["check", "{}"],
        "evaluate": ["evaluate", "{}", "-q", "--format", "json"],
        "evaluate --report": ["evaluate", "{}", "-q", "--report", "{}.html"],
    },
    "pack": {
        "check rules": ["check", "{}"],
        "evaluate": ["evaluate", "evidence", "--rules", "{}", "-q", "--format", "json"],
        "evaluate --report": ["evaluate", "evidence", "--rules", "{}", "-q", "--report", "{}.md"],
    },
}
SIZES = {"audit": (25_000, 50_000, 100_000), "pack": (2_500, 5_000, 10_000)}


def main_large() -> None:
    """Print what one more item, or criterion, costs at each size; linear is the same at all."""
    write = {"audit": large.audit, "pack": large.pack}
    print(f"{'':38}{'seconds':>9}{'MB':>7}{'ms each':>10}{'kB each':>10}{'/ first':>10}")
    for what, commands in LARGE.items():
        with tempfile.TemporaryDirectory() as scratch:
            first: dict[str, float] = {}
            for size in SIZES[what]:
                folder = str(Path(scratch, str(size)))
                write[what](Path(folder), size)
                for name, command in commands.items():
                    asked = [*COMMAND, *(word.format(folder) for word in command)]
                    seconds, memory = cost(asked, runs=1)
                    each, room = 1_000 * seconds / size, 1_000 * memory / size
                    ratio = each / first.setdefault(name, each)
                    told = f"{what} of {size:,}: {name}"
                    print(
                        f"{told:38}{seconds:>9.1f}{memory:>7.0f}{each:>10.3f}{room:>10.1f}{ratio:>10.2f}"
                    )


if __name__ == "__main__":
    if "--large" in sys.argv:
        main_large()
    else:
        main()
