"""Coverage: what a pack could show, what its cases have seen of it."""

from pathlib import Path

from auditcheck.language.reach import degrees_in, reachable
from auditcheck.proving.coverage import measure
from proving.proving import PACK, run_all, suite_of

ALL_SEEN = """
as_of: 2024-09-01
evidence:
  documents:
    picture: {type: lägesbild}
    plan: {type: plan, status: beslutad, based_on: [picture]}
  observations: {seen: {topic: styrning, holds: 'yes'}}
cases:
  both: {expect: {plan: met, steering: met, levels: {q: Ja}}}
  one:
    set: {observations: {seen: {holds: 'no'}}}
    expect: {steering: not met, levels: {q: Delvis}}
  partly: {set: {observations: {seen: {holds: partly}}}, expect: {steering: partly met}}
  none:
    set: {observations: {seen: {holds: 'no'}}, documents: {plan: {status: utkast}}}
    expect: {plan: not met, levels: {q: Nej}}
  unknown: {remove: {documents: [plan], observations: [seen]}, expect: {plan: not evidenced}}
  early: {as_of: 2024-01-01, remove: {documents: [plan]}, expect: {plan: not yet due}}
"""


def missing(folder: Path, tests: str, pack: str = PACK) -> list[tuple[str, str]]:
    """What is never seen."""
    ran = run_all(folder, tests, pack)
    suite = suite_of(folder, tests, pack)
    assert suite.pack is not None
    evaluations = [each.evaluation for each in ran if each.evaluation is not None]
    return [(each.of, each.seen) for each in measure(suite.pack, evaluations).missing]


def test_everything_seen(tmp_path: Path) -> None:
    """Each outcome, each value of each condition, each level."""
    assert missing(tmp_path, ALL_SEEN) == []


def test_what_is_missing(tmp_path: Path) -> None:
    """One case leaves the rest unseen, in the order of the rules."""
    tests = "as_of: 2024-09-01\ncases: {c: {expect: {plan: not evidenced}}}"
    assert missing(tmp_path, tests) == [
        ("plan", "met"),
        ("plan", "not met"),
        ("plan", "not yet due"),
        ("criteria/plan/requires", "false"),
        ("criteria/plan/requires", "true"),
        ("steering", "met"),
        ("steering", "partly met"),
        ("steering", "not met"),
        ("criteria/steering/requires", "false"),
        ("criteria/steering/requires", "true"),
        ("q", "Nej"),
        ("q", "Delvis"),
        ("q", "Ja"),
    ]


def test_percent_is_rounded_down(tmp_path: Path) -> None:
    """100 means everything."""
    tests = ALL_SEEN.partition("  early:")[0]
    suite = suite_of(tmp_path, tests)
    assert suite.pack is not None
    evaluations = [r.evaluation for r in run_all(tmp_path, tests) if r.evaluation is not None]
    coverage = measure(suite.pack, evaluations)
    assert len(coverage.missing) == 1
    assert coverage.percent < 100
    assert measure(suite.pack, []).percent == 0


def test_a_condition_left_out_has_not_been_seen(tmp_path: Path) -> None:
    """What refers to something not applicable has no truth of its own."""
    pack = PACK.replace(
        "questions:\n",
        "  both:\n    title: B\n    applies: {criterion: steering}\n"
        "    requires: {all: [{criterion: plan}]}\n"
        "    partly: {criterion: steering}\nquestions:\n",
    ).replace("[plan, steering]", "[plan, steering, both]")
    tests = "as_of: 2024-01-01\ncases: {c: {expect: {plan: not yet due}}}"
    found = missing(tmp_path, tests, pack)
    assert ("criteria/both/requires/all/0", "unknown") in found
    assert ("criteria/both/partly", "unknown") not in found
    assert ("criteria/both/partly", "true") in found
    assert ("both", "not applicable") in found


def test_only_levels_that_can_be_reached_count(tmp_path: Path) -> None:
    """A part of one criterion that is never partly met has no level in between."""
    pack = PACK.replace("[plan, steering]", "[plan], informing: [steering]")
    suite = suite_of(tmp_path, "cases: {}", pack)
    assert suite.pack is None  # 'Delvis' is then no level that any part can reach
    pack = PACK.replace("conclusion:", "  r: {asks: R, essential: [plan]}\nconclusion:")
    suite = suite_of(tmp_path, "cases: {}", pack)
    assert suite.pack is not None
    question = suite.pack.questions["r"]
    scale = suite.pack.scales[question.scale]
    assert reachable(question.parts[0], scale, degrees_in(suite.pack)) == ["Nej", "Ja"]
