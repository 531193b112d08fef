"""What is made again in a later round, and what is not."""

from pathlib import Path
from shutil import copytree

from auditcheck.loading.memory import Memory
from auditcheck.pipeline import Audit, evaluated, open_audit

BASE = Path(__file__).parents[1] / "hostile" / "base"


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    """Neither the files parsed, nor the pack loaded and compiled; what has changed is."""
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    evidence, rules = tmp_path / "evidence", tmp_path / "rules"
    memory = Memory()

    def opened() -> Audit:
        memory.begin_round()
        return open_audit(evidence, "evidence", memory=memory)

    first = opened()
    programs = [evaluated(first, memory).program]
    (evidence / "actors.yaml").write_bytes((evidence / "actors.yaml").read_bytes() + b"#\n")
    second = opened()
    programs.append(evaluated(second, memory).program)
    before, now = ({d.path: d for d in a.evidence_folder.documents} for a in (first, second))
    assert [path for path in before if before[path] is not now[path]] == ["evidence/actors.yaml"]
    assert first.pack is second.pack
    assert programs[0] is programs[1]
    (rules / "pack.yaml").write_bytes((rules / "pack.yaml").read_bytes() + b"#\n")
    assert opened().pack is not first.pack


def test_what_a_round_has_no_use_for_is_forgotten() -> None:
    """It is made once while it is wanted, and again when it is wanted after a pause."""
    memory, made = Memory(), list[str]()

    def make() -> str:
        made.append("once more")
        return "value"

    for rounds, wanted, expected in ((1, True, 1), (2, True, 1), (3, False, 1), (4, True, 2)):
        memory.begin_round()
        if wanted:
            assert {memory.known("key", make), memory.known("key", make)} == {"value"}
        assert len(made) == expected, rounds
