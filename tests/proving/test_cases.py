"""Cases: their evidence, what is changed in it, what they expect, and what is wrong with them."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from auditcheck.engine.program import compile_pack
from auditcheck.proving.cases import open_suite
from auditcheck.proving.expecting import said
from auditcheck.proving.running import run_case
from proving.proving import PACK, faults, run_all, suite_of

BASE = Path(__file__).parents[1] / "hostile" / "base"
SHARED = """
as_of: 2024-09-01
evidence:
  documents:
    picture: {type: lägesbild}
    plan: {type: plan, status: beslutad, based_on: [picture]}
  observations:
    seen: {topic: styrning, holds: 'yes'}
cases:
"""


def differences(folder: Path, case: str) -> list[str]:
    """What differs in one case of the shared evidence."""
    (ran,) = run_all(folder, f"{SHARED}  c: {case}")
    return [f"{each.expected}: {said(each.found)}" for each in ran.mismatches]


AGREE = {
    "outcomes": "{expect: {plan: met, steering: met}}",
    "levels": "{expect: {levels: {q: Ja}, potentials: {q: Ja}, conclusion: Ja}}",
    "items": "{expect: {because: {plan: [plan], steering: [seen]}}}",
    "no recommendation": "{expect: {recommendations: []}}",
    "a recommendation": (
        "{set: {documents: {plan: {status: utkast}}}, expect: {recommendations: [decide]}}"
    ),
    "a field set": "{set: {documents: {plan: {based_on: []}}}, expect: {plan: not met}}",
    "a field removed": "{remove: {documents: {plan: [status]}}, expect: {plan: not evidenced}}",
    "an item removed": "{remove: {documents: [plan]}, expect: {plan: not evidenced}}",
    "an item added": (
        "{remove: {documents: [plan]}, add: {documents: {other: {type: plan, status: utkast}}}, "
        "expect: {plan: not met, because: {plan: [other]}}}"
    ),
    "another day": (
        "{as_of: 2024-06-30, remove: {documents: [plan]}, expect: {plan: not yet due}}"
    ),
    "own evidence": (
        "{evidence: {observations: {other: {topic: styrning, holds: 'no'}}}, "
        "expect: {steering: not evidenced, levels: {q: Delvis}, potentials: {q: Ja}}}"
    ),
    "the audit changed": (
        "{evidence: {audit: {collecting: [documents]}}, remove: {documents: [plan]}, "
        "expect: {plan: not evidenced}}"
    ),
    "the audit that no evidence names": (
        "{set: {audit: {collecting: [documents]}}, remove: {documents: [plan]}, "
        "expect: {plan: not evidenced}}"
    ),
    "the audit taken from": (
        "{evidence: {audit: {title: T, background: B}}, remove: {audit: [background]}, "
        "expect: {plan: met}}"
    ),
    "an item changed twice": (
        "{set: {documents: {plan: {status: utkast}}}, remove: {documents: {plan: [based_on]}}, "
        "expect: {plan: not met}}"
    ),
    "an item changed and removed": (
        "{set: {documents: {plan: {status: utkast}}}, remove: {documents: [plan]}, "
        "expect: {plan: not evidenced}}"
    ),
    "a field inside removed": (
        "{evidence: {documents: {p: {type: plan, decided: {date: 2024-01-01}}}}, "
        "remove: {documents: {p: [decided.date]}}, expect: {plan: met}}"
    ),
    "a source without its title": (
        "{evidence: {sources: {s: {kind: minutes}, t: {kind: interview, role: Chef}}}, "
        "expect: {plan: met}}"
    ),
    "a field inside": (
        "{set: {documents: {plan: {decided.date: 2030-01-01}}}, "
        "expect: {diagnostics: [dated-after-assessment]}}"
    ),
    "an item that is refused": (
        "{set: {documents: {plan: {status: klar}}}, expect: {diagnostics: [unknown-word]}}"
    ),
    "a judgement": (
        "{add: {judgements: {j: {question: q, level: Nej, date: 2024-01-01}}}, "
        "expect: {levels: {q: Nej}, potentials: {q: Ja}}}"
    ),
}


@pytest.mark.parametrize("name", AGREE)
def test_what_is_expected_comes(name: str, tmp_path: Path) -> None:
    """Each way to write evidence, a change and an expectation."""
    assert differences(tmp_path, AGREE[name]) == []


DIFFER = {
    "{expect: {plan: not met, steering: met}}": ["plan: met"],
    "{expect: {levels: {q: Nej}, potentials: {q: Nej}}}": ["q: Ja", "potential of q: Ja"],
    "{expect: {because: {plan: []}}}": ["because of plan: plan"],
    "{expect: {recommendations: [decide]}}": ["recommendations: none"],
    "{expect: {conclusion: Nej}}": ["conclusion: Ja"],
}
REFUSED = (
    "{set: {documents: {plan: {status: k}}}, expect: {diagnostics: [unknown-word], plan: met}}"
)
DIFFER[REFUSED] = ["plan: refused"]


@pytest.mark.parametrize("case", DIFFER)
def test_what_differs_is_found(case: str, tmp_path: Path) -> None:
    """Each kind of expectation can fail, with what came instead."""
    assert differences(tmp_path, case) == DIFFER[case]


def test_a_diagnostic_that_does_not_come(tmp_path: Path) -> None:
    """Those expected must be among those that `check` says."""
    (found,) = differences(tmp_path, "{expect: {diagnostics: [unknown-statute]}}")
    assert "unknown-statute" not in found


def test_a_case_may_start_from_an_audit(tmp_path: Path) -> None:
    """`from` names a folder beside the test file; only what is changed stands in the case."""
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    tests = """
cases:
  as it is: {from: ../evidence, expect: {picture: met, plan: met}}
  changed:
    from: ../evidence
    set: {documents: {plan: {status: utkast}}}
    expect: {picture: met, plan: partly met}
"""
    (tmp_path / "rules" / "audit.test.yaml").write_text(tests, "utf-8")
    suite = open_suite(tmp_path / "rules", "rules")
    assert suite.pack is not None
    program = compile_pack(suite.pack)
    assert [run_case(program, case).mismatches for case in suite.cases] == [(), ()]


@pytest.mark.parametrize(
    "named", ["{home}/secret", "../../secret", "../link", "..", "../..", ".", "../rules"]
)
def test_an_audit_from_elsewhere(named: str, tmp_path: Path) -> None:
    """One that is not beside the pack is refused where it is named, and no line of it is shown."""
    home = tmp_path / "home"
    copytree(BASE, home / "here")
    (home / "secret").mkdir()
    (home / "secret" / "s.yaml").write_text("password: hunter2\n")
    (home / "here" / "link").symlink_to(home / "secret")
    case = f"cases:\n  c:\n    from: {named.format(home=home)}\n    expect: {{plan: met}}\n"
    (home / "here" / "rules" / "z.test.yaml").write_text(case, "utf-8")
    suite = open_suite(home / "here" / "rules", "rules")
    (fault,) = suite.problems
    assert (fault.code, fault.span and fault.span.line) == ("outside-folder", 3)
    assert "hunter2" not in str(suite.texts)


FAULTS = {
    "cases: {c: {expect: {plan: met}}}": ("missing-field", 1),
    "as_of: 2024-01-01\ncases:\n  c: {expect: {}}": ("no-expectation", 3),
    "as_of: 2024-01-01\ncases:\n  c: {}": ("missing-field", 3),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect: {plam: met}": ("unknown-id", 4),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect: {plan: ja}": ("unknown-word", 4),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect: {plan: 1}": ("wrong-type", 4),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect:\n      levels: {q: Kanske}": ("unknown-word", 5),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect:\n      levels: {r: Ja}": ("unknown-id", 5),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect:\n      levels: Ja": ("wrong-type", 5),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect:\n      because: {plan: x}": ("wrong-type", 5),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect:\n      conclusion: [Ja]": ("wrong-type", 5),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect:\n      diagnostics: [x-y]": ("unknown-id", 5),
    "as_of: 2024-01\ncases: {c: {expect: {plan: met}}}": ("not-a-date", 1),
    "as_of: igår\ncases: {c: {expect: {plan: met}}}": ("not-a-date", 1),
    "case: {}": ("unknown-section", 1),
    "cases: [c]": ("wrong-type", 1),
    "evidence: [c]\ncases: {c: {as_of: 2024-01-01, expect: {plan: met}}}": ("wrong-type", 1),
    "as_of: 2024-01-01\ncases: {c: {evidence: {documents: [x]}, expect: {plan: met}}}": (
        "wrong-type",
        2,
    ),
    "as_of: 2024-01-01\ncases: {c: {evidence: {documents: {x: y}}, expect: {plan: met}}}": (
        "wrong-type",
        2,
    ),
    "as_of: 2024-01-01\ncases: {c: {evidence: {audit: [x]}, expect: {plan: met}}}": (
        "wrong-type",
        2,
    ),
    "as_of: 2024-01-01\ncases:\n  c:\n    expect:\n      recommendations: decide": (
        "wrong-type",
        5,
    ),
    "accepted_mutants: {}": ("wrong-type", 1),
    "accepted_mutants:\n  - {at: x}": ("missing-field", 2),
    "cases: {}": ("no-cases", 0),
    "as_of: 2024-01-01\ncases:\n  c:\n    from: nowhere\n    expect: {plan: met}": (
        "no-such-folder",
        4,
    ),
}
CHANGES = {
    "set: {documents: {plam: {status: utkast}}}": "unknown-id",
    "set: {documents: {plan: utkast}}": "wrong-type",
    "set: {documents: {plan: {status: klar}}}": "unknown-word",
    "remove: {documents: [plam]}": "unknown-id",
    "remove: {documents: {plan: [owner]}}": "unknown-field",
    "remove: {documents: {plan: [decided.date]}}": "unknown-field",
    "remove: {documents: [picture]}": "unknown-id",
    "add: {documents: {plan: {type: plan}}}": "duplicate-id",
    "add: {documents: {other: {type: brev}}}": "unknown-word",
    "add: {observations: {other: {topic: styrning}}}": "missing-field",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_at_its_line(text: str, tmp_path: Path) -> None:
    """What cannot be read is told with its place; nothing is run."""
    assert FAULTS[text] in faults(tmp_path, text)


@pytest.mark.parametrize("change", CHANGES)
def test_a_fault_in_a_change(change: str, tmp_path: Path) -> None:
    """A change that fits nothing, or makes the evidence unsound, is told."""
    text = f"{SHARED}  c:\n    {change}\n    expect: {{plan: met}}"
    found = faults(tmp_path, text)
    assert CHANGES[change] in [code for code, _ in found]


def test_a_fault_in_shared_evidence_is_told_once(tmp_path: Path) -> None:
    """However many cases stand on it."""
    text = SHARED.replace("holds: 'yes'", "holds: kanske")
    text += "  a: {expect: {plan: met}}\n  b: {expect: {plan: met}}\n"
    assert faults(tmp_path, text) == [("unknown-word", 8)]


def test_two_cases_of_one_name(tmp_path: Path) -> None:
    """A name says which case is meant, whichever file it stands in."""
    text = "as_of: 2024-09-01\ncases:\n  c: {expect: {plan: not evidenced}}"
    suite_of(tmp_path, text)
    (tmp_path / "rules" / "other.test.yaml").write_text(text, "utf-8")
    assert faults(tmp_path, text) == [("duplicate-id", 3)]


def test_a_pack_that_is_faulty_is_not_tested(tmp_path: Path) -> None:
    """Its faults are told, and those of the cases wait."""
    assert [code for code, _ in faults(tmp_path, "cases: {}", "pack: {id: p}")] != []


def test_a_pack_without_a_conclusion_has_none(tmp_path: Path) -> None:
    """What a case expects of it does not come."""
    pack = "\n".join(line for line in PACK.splitlines() if not line.startswith("conclusion"))
    text = "as_of: 2024-09-01\ncases: {c: {expect: {conclusion: not evidenced}}}"
    (ran,) = run_all(tmp_path, text, pack)
    assert [each.found for each in ran.mismatches] == [()]


PAGE = Path(__file__).parents[2] / "docs" / "pack-tests.md"
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def test_the_examples_of_the_page_pass(tmp_path: Path) -> None:
    """The cases that docs/pack-tests.md shows hold for the shipped pack and audit."""
    for folder in ("rules", "evidence"):
        copytree(PAGE.parents[1] / folder, tmp_path / folder)
    for path in (tmp_path / "rules").glob("*.test.yaml"):
        path.unlink()
    for index, example in enumerate(YAML.findall(PAGE.read_text("utf-8"))):
        (tmp_path / "rules" / f"{index}.test.yaml").write_text(example, "utf-8")
    suite = open_suite(tmp_path / "rules", "rules")
    assert suite.sound, suite.problems
    assert suite.pack is not None
    program = compile_pack(suite.pack)
    assert len(suite.cases) >= 3
    assert [run_case(program, case).mismatches for case in suite.cases] == [
        () for _ in suite.cases
    ]
