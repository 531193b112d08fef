"""Laws 5 and 7 from the files on: how an audit is cut, ordered and run is no matter."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter

from auditcheck.model.results import Result
from auditcheck.model.traces import to_plain
from auditcheck.pipeline import open_audit, result_of
from small import AUDIT, HEAD, SOURCES, VOCABULARY, document

RULES = (
    HEAD,
    VOCABULARY,
    """
scale:
  levels: [Nej, Delvis, Ja]
  ladder: {Ja: {essential: all, supporting: all}, Delvis: {essential: some, counting: partly}}
authorities:
  law: {title: Lagen, kind: statute, reference: "SFS 2023:196", in_force: 2023-07-01}
parameters: {limit: {2023-01-01: 100, 2024-01-01: 200}}
selections: {plans: {of: documents, where: {type: plan}}}
""",
    """
criteria:
  plan.decided: {title: A, authority: law, requires: {some: plans, has: {status: beslutad}}}
  plan.based:
    title: B
    requires: {every: plans, has: {based_on: {some: {where: {type: lägesbild}}}}}
  plan.known:
    title: C
    requires: {no: plans, has: {updated: {older_than: 2 years}}}
    evidence: documentary
  steered: {title: D, requires: {finding: styrning}}
  bought:
    title: E
    requires:
      sum: decisions.amount
      where: {about: {includes: inköp}}
      is: {at_most: $parameter.limit}
  all-of-it:
    title: F
    requires: {all: [{criterion: plan.decided}, {criterion: steered, at_least: partly}]}
""",
    """
questions:
  plans: {asks: P, essential: [plan.decided, plan.based], supporting: [plan.known, all-of-it]}
  rest: {asks: R, parts: {steering: {essential: [steered]}, money: {essential: [bought]}}}
conclusion:
  asks: W
  levels: {Ja: {parts: all, reaches: Ja}, Delvis: {parts: half, reaches: Delvis}}
recommendations:
  decide: {text: Besluta en plan., when_not_met: [plan.decided, steered], or_not_evidenced: true}
""",
)  # fmt: skip
EVIDENCE = (
    AUDIT,
    SOURCES,
    """
documents:
  draft: {type: plan, status: utkast, based_on: [picture], updated: [2021-05-01], sources: [talk]}
  old: {type: plan, status: upphävd, based_on: [], updated: [2023-05], sources: [plan-file]}
  picture: {type: lägesbild, sources: [minutes, talk]}
""",
    """
decisions:
  one: {body: board, date: 2023-05-02, about: [inköp], amount: 60, sources: [minutes]}
  two: {body: board, date: 2023-06-02, about: [inköp], sources: [minutes]}
actors: {board: {name: Nämnden, type: nämnd, sources: [minutes]}}
absences: {no-plan: {of: documents, where: {type: plan, status: beslutad}, sources: [talk]}}
""",
    """
observations:
  good: {topic: styrning, about: board, holds: yes, says: Ja., sources: [talk]}
  bad: {topic: styrning, about: board, holds: no, says: Nej., sources: [talk-two]}
  other: {topic: styrning, about: draft, holds: partly, says: Nja., sources: [minutes]}
judgements: {j: {question: rest, part: money, level: Ja, reason: R., by: Chef, date: 2024-03-01}}
""",
)  # fmt: skip


def parts(texts: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    """Each section with what it holds."""
    return [(name, value) for text in texts for name, value in document(text).data.items()
            if isinstance(value, dict)]  # fmt: skip


def write(folder: Path, texts: tuple[str, ...]) -> None:
    """One file a text."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, "utf-8")


def write_shuffled(folder: Path, texts: tuple[str, ...], random: Random) -> None:
    """Sections and their entries dealt over files at random, keys in any order."""
    folder.mkdir(parents=True)
    files: list[dict[str, Any]] = [{}, {}, {}]
    sections = parts(texts)
    random.shuffle(sections)
    for name, value in sections:
        if name in ("audit", "pack", "scale", "conclusion"):
            files[random.randrange(3)][name] = turned(value, random, 2)
            continue
        entries = list(value.items())
        random.shuffle(entries)
        for id_, entry in entries:
            files[random.randrange(3)].setdefault(name, {})[id_] = turned(entry, random, 9)
    for number, file in enumerate(files):
        (folder / f"{number}.yml").write_text(json.dumps(file, ensure_ascii=False), "utf-8")


def turned(value: Any, random: Random, depth: int) -> Any:
    """A mapping with its keys in another order, and those inside it; lists stay as they are."""
    if not isinstance(value, dict) or not depth:
        return value
    keys = list(value)
    random.shuffle(keys)
    return {key: turned(value[key], random, depth - 1) for key in keys}


def told(folder: Path) -> dict[str, Any]:
    """All that a result says of outcomes and levels, in an order of its own."""
    audit = open_audit(folder / "evidence", "evidence", rules=folder / "rules")
    assert audit.sound, [each.message for each in audit.diagnostics]
    result = result_of(audit)
    return {
        "criteria": {
            name: (c.outcome, c.lowest, c.highest, c.says, set(c.rests_on), set(c.weak))
            for name, c in sorted(result.criteria.items())
        },
        "parts": {p.name: (p.state, p.assessment, p.potential, p.level, p.judgement)
                  for q in result.questions for p in q.parts},
        "conclusion": (whole := result.conclusion) and (whole.assessment, whole.state),
        "recommendations": {r.id: set(r.because_of) for r in result.recommendations},
        "gaps": {(g.criteria, g.request, g.of, frozenset(g.items)) for g in result.gaps},
        "diagnostics": sorted(n.code for n in result.diagnostics),
        "items": {i: (item.strength, set(item.read_by)) for i, item in result.items.items()},
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_law_5_the_cut_into_files_and_the_order_in_them_change_nothing(
    tmp_path: Path, seed: int
) -> None:
    """Whichever file an entry stands in, in whatever order, with keys in any order: the same."""
    write(tmp_path / "straight" / "evidence", EVIDENCE)
    write(tmp_path / "straight" / "rules", RULES)
    random = Random(seed)  # noqa: S311  test data
    write_shuffled(tmp_path / "shuffled" / "evidence", EVIDENCE, random)
    write_shuffled(tmp_path / "shuffled" / "rules", RULES, random)
    assert told(tmp_path / "shuffled") == told(tmp_path / "straight")


SCRIPT = """
import json, sys
from pathlib import Path
from auditcheck.model.results import (Result)
from auditcheck.model.traces import to_plain
from auditcheck.pipeline import open_audit, result_of
audit = open_audit(Path(sys.argv[1]), "evidence", rules=Path(sys.argv[2]))
sys.stdout.write(json.dumps(to_plain(result_of(audit))))
"""


def test_law_7_neither_hash_seed_nor_clock_nor_folder_shows(tmp_path: Path) -> None:
    """The same files give the same bytes, whatever the process, its zone and its folder."""
    answers = set()
    for number, (seed, zone) in enumerate((("0", "UTC"), ("4242", "Pacific/Kiritimati"))):
        folder = tmp_path / f"place-{number}"
        write(folder / "evidence", EVIDENCE)
        write(folder / "rules", RULES)
        ran = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder / "evidence"), str(folder / "rules")],
            check=True,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        )
        answers.add(ran.stdout)
    assert len(answers) == 1


def test_law_7_the_result_can_be_kept(tmp_path: Path) -> None:
    """A result as plain data is JSON, and says so again when it is made again."""
    write(tmp_path / "evidence", EVIDENCE)
    write(tmp_path / "rules", RULES)
    audit = open_audit(tmp_path / "evidence", "evidence", rules=tmp_path / "rules")
    first, second = (json.dumps(to_plain(result_of(audit))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("concludes", [True, False])
def test_a_result_is_read_back_as_it_was(tmp_path: Path, *, concludes: bool) -> None:
    """What is kept is read again without loss, with a conclusion and without."""
    last = RULES[-1] if concludes else RULES[-1].replace("  levels: {Ja: {parts", "  # {")
    write(tmp_path / "evidence", EVIDENCE)
    write(tmp_path / "rules", (*RULES[:-1], last))
    audit = open_audit(tmp_path / "evidence", "evidence", rules=tmp_path / "rules")
    result = result_of(audit)
    assert (result.conclusion is not None) is concludes
    kept = json.dumps(to_plain(result))
    assert to_plain(TypeAdapter(Result).validate_json(kept)) == to_plain(result)
