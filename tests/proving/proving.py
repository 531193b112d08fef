"""A small pack and its cases on the disk, for the tests of proving."""

from pathlib import Path

from auditcheck.engine.program import compile_pack
from auditcheck.proving.cases import Suite, open_suite
from auditcheck.proving.running import Ran, run_case

PACK = """
pack: {id: p, title: P, version: 1.0.0}
scale: {levels: [Nej, Delvis, Ja], ladder: {Ja: {essential: all}, Delvis: {essential: some}}}
vocabulary:
  actors.type: [nämnd]
  documents.type: [plan, lägesbild]
  observations.topic: [styrning]
criteria:
  plan:
    title: En plan är beslutad
    due: 2024-07-01
    requires:
      some: documents
      where: {type: plan}
      has: {status: beslutad, based_on: {some: {where: {type: lägesbild}}}}
  steering: {title: Styrningen är samlad, requires: {finding: styrning}}
questions:
  q: {asks: Styrs arbetet?, essential: [plan, steering]}
conclusion: {asks: Allt?, levels: {Ja: {parts: all, reaches: Ja}}}
recommendations:
  decide: {text: Besluta om en plan., when_not_met: [plan]}
"""


def suite_of(folder: Path, tests: str, pack: str = PACK) -> Suite:
    """The suite of a pack and one file of tests."""
    rules = folder / "rules"
    rules.mkdir(exist_ok=True)
    (rules / "pack.yaml").write_text(pack, "utf-8")
    (rules / "pack.test.yaml").write_text(tests, "utf-8")
    return open_suite(rules, "rules")


def run_all(folder: Path, tests: str, pack: str = PACK) -> list[Ran]:
    """What came of the cases, which must be sound."""
    suite = suite_of(folder, tests, pack)
    assert suite.sound, suite.problems
    assert suite.pack is not None
    program = compile_pack(suite.pack)
    return [run_case(program, case) for case in suite.cases]


def faults(folder: Path, tests: str, pack: str = PACK) -> list[tuple[str, int]]:
    """The codes and lines of what is wrong."""
    problems = suite_of(folder, tests, pack).problems
    return [(each.code, each.span.line if each.span else 0) for each in problems]
