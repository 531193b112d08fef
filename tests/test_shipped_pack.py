"""The shipped packs prove themselves: every case passes, everything in them is seen."""

import pytest

from auditcheck.engine.program import compile_pack
from auditcheck.files.shipped import PACKS
from auditcheck.proving.cases import Suite, open_suite
from auditcheck.proving.coverage import measure
from auditcheck.proving.mutations import mutations_of
from auditcheck.proving.running import run_case
from variants import ROOT


@pytest.fixture(scope="module", params=PACKS.values())
def suite(request: pytest.FixtureRequest) -> Suite:
    """A pack with its cases, read once."""
    found = open_suite(ROOT / request.param, request.param)
    assert found.sound, found.problems
    return found


def test_every_case_passes_and_everything_is_seen(suite: Suite) -> None:
    """Each outcome, each value of each condition and each level; `make check` adds the mutants."""
    assert suite.pack is not None
    program = compile_pack(suite.pack)
    ran = [run_case(program, case) for case in suite.cases]
    assert [(each.case.name, each.mismatches) for each in ran if each.mismatches] == []
    evaluations = [each.evaluation for each in ran if each.evaluation is not None]
    assert measure(suite.pack, evaluations).missing == ()


def test_every_file_of_criteria_has_its_cases(suite: Suite) -> None:
    """Beside `law.yaml` lies `law.test.yaml`."""
    with_criteria = [each.path for each in suite.rules if "criteria" in each.data]
    with_cases = {case.entry.document.path for case in suite.cases}
    assert {path.replace(".yaml", ".test.yaml") for path in with_criteria} <= with_cases


def test_every_accepted_mutant_is_one(suite: Suite) -> None:
    """An acceptance names a place where something is written otherwise."""
    places = {mutation.at for mutation in mutations_of(suite.rules)}
    assert {each.at for each in suite.accepted} <= places
