"""The second shipped pack: an invented municipality's audit, and what changes its levels."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from auditcheck.cli.app import run
from auditcheck.files.shipped import PACKS
from auditcheck.files.yaml_text import read_yaml
from auditcheck.loading.after import look_after
from auditcheck.model.results import Result
from auditcheck.pipeline import evaluated, open_audit, result_of
from variants import ROOT, Data, levels

EXEMPELBY = ROOT / "packs" / "exempelby"
LEVELS = {"risk": "Ja", "plan": "Delvis", "follow-up": "Delvis", "contracts": "Nej"}
Change = Callable[[Data], object]


def data() -> Data:
    """The audit as plain data."""
    found: Data = {}
    for path in sorted(EXEMPELBY.glob("*.yaml")):
        document, problems = read_yaml(path.name, path.read_bytes())
        assert document is not None, problems
        for section, entries in document.data.items():
            assert isinstance(entries, dict)
            found.setdefault(section, {}).update(entries)
    return found


def changed(folder: Path, change: Change) -> Result:
    """The audit with something changed, evaluated."""
    written = data()
    change(written)
    (folder / "audit.yaml").write_text(json.dumps(written, ensure_ascii=False), "utf-8")
    audit = open_audit(folder, "exempelby")
    assert audit.sound, audit.diagnostics
    return result_of(audit)


def test_the_audit_is_clean_and_graded() -> None:
    """Nothing is wrong with it, everything is weighed, and each question has its level."""
    audit = open_audit(EXEMPELBY, "exempelby")
    assert audit.sound
    assert (*audit.diagnostics, *look_after(audit.read, evaluated(audit))) == ()
    result = result_of(audit)
    assert levels(result) == LEVELS
    assert result.conclusion is not None
    assert result.conclusion.assessment == "Delvis"
    outcomes = {id_: each.outcome.value for id_, each in result.criteria.items()}
    assert {id_ for id_, outcome in outcomes.items() if outcome != "met"} == {
        "control-plan-based-on-risks", "deviations-mended", "follow-up-passed-on",
        "purchases-under-contract", "purchases-approved",
    }  # fmt: skip
    assert outcomes["deviations-mended"] == "partly met"
    assert outcomes["follow-up-passed-on"] == "not evidenced"
    assert [each.id for each in result.recommendations] == [
        "plan-from-risks", "report-follow-up", "mend-deviations", "buy-under-contract",
    ]  # fmt: skip


def test_the_report_to_the_board_must_be_more_than_hearsay(tmp_path: Path) -> None:
    """What only the controller says is not evidence enough, and is asked for."""

    def change(written: Data) -> None:
        written["reports"]["uppfoljning-till-namnden"]["sources"] = ["controllern"]

    result = changed(tmp_path, change)
    assert result.criteria["follow-up-reported"].outcome.value == "not evidenced"
    assert any("starkare bevis" in gap.request for gap in result.gaps)


def test_the_report_is_written(tmp_path: Path) -> None:
    """The templates know nothing of the first pack's subject or scale."""
    report = tmp_path / "report.html"
    assert run(["evaluate", str(EXEMPELBY), "--quiet", "--report", str(report)]) == 0
    text = report.read_text("utf-8")
    assert "Görs inköpen enligt avtal och attestregler?" in text
    assert "brottsförebyggande" not in text


@pytest.mark.parametrize("pack", PACKS)
def test_a_shipped_pack_asks_nothing_in_another_folder(pack: str) -> None:
    """Each lies by itself: no pack's folder is inside another's."""
    folder = ROOT / PACKS[pack]
    others = [ROOT / each for name, each in PACKS.items() if name != pack]
    assert not [each for each in others if each.is_relative_to(folder)]
