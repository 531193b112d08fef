"""The fuzzers' targets, without the fuzzer: what once broke them, their seeds, and mutations."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import escapes, evidence, kept, reader, results, rules
from fuzz.assessing import is_sound, looked_at

TARGETS: dict[str, Any] = {
    "reader": reader, "evidence": evidence, "rules": rules, "results": results, "escapes": escapes,
}  # fmt: skip
CRASHERS = sorted((Path(__file__).parent / "crashers").glob("*/*"))
OFTEN = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are compiled once, as when fuzzing."""
    kept.keep(monkeypatch.setattr)


def unchanged(data: bytes, most: int) -> bytes:
    """In place of the fuzzer's mutations of bytes."""
    return data[:most]


@pytest.mark.parametrize("path", CRASHERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke(path: Path) -> None:
    """Each input that the fuzzers have found is now refused or assessed."""
    TARGETS[path.parent.name].one_input(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    """Each target takes what it begins with: the smallest, the largest, and some between."""
    seeds = sorted({*_seeds(name)}, key=lambda seed: (len(seed), seed))
    assert seeds
    for seed in [*seeds[:: len(seeds) // 6 + 1], seeds[-1]]:
        TARGETS[name].one_input(seed)


@pytest.mark.parametrize("name", ["evidence", "rules"])
def test_what_is_tried_is_of_both_sorts(name: str) -> None:
    """Some mutants are sound and some are not: else half of the program is never fuzzed."""
    random = Random(1)  # noqa: S311  test data
    tried = [_mutant(name, random.randrange(2**32), random.randrange(2**32)) for _ in range(150)]
    sound = sum(
        is_sound(looked_at(*TARGETS[name].audit_in(each).command("check"))) for each in tried
    )
    assert len(tried) / 20 < sound < len(tried) * 19 / 20


@OFTEN
@given(number=st.integers(0, 2**32), seed=st.integers(0, 2**32))
def test_evidence_near_the_sound(number: int, seed: int) -> None:
    """Evidence with some edits is refused in place or assessed to its end."""
    evidence.one_input(_mutant("evidence", number, seed))


@OFTEN
@given(number=st.integers(0, 2**32), seed=st.integers(0, 2**32))
def test_rules_near_the_sound(number: int, seed: int) -> None:
    """Rules with some edits are refused in place, or put in words and able to assess."""
    rules.one_input(_mutant("rules", number, seed))


@cache
def _seeds(name: str) -> list[bytes]:
    return [*TARGETS[name].seeds()]


def _mutant(name: str, number: int, seed: int) -> bytes:
    seeds = _seeds(name)
    mutant: bytes = TARGETS[name].mutate(seeds[number % len(seeds)], 10**6, seed, unchanged)
    return mutant


@OFTEN
@given(number=st.integers(0, 2**32), seed=st.integers(0, 2**32))
def test_results_near_the_sound(number: int, seed: int) -> None:
    """A kept result with some edits is refused, or is a page of what it holds."""
    results.one_input(_mutant("results", number, seed))


@OFTEN
@given(st.lists(st.sampled_from(escapes.TOKENS) | st.text(max_size=5), max_size=12).map("".join))
def test_any_text_is_escaped(text: str) -> None:
    """What reads a format back gets the text that was given."""
    escapes.one_input(text.encode("utf-8", "surrogatepass"))


@OFTEN
@given(st.lists(st.sampled_from(reader.TOKENS) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text, there is data with its places, or faults in theirs."""
    reader.one_input(text.encode("utf-8", "surrogatepass"))
