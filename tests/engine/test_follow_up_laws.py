"""The laws of comparisons, each tried on random packs and random evidence."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given as given_by
from hypothesis import strategies as st

from auditcheck.engine.following.audits import Given
from auditcheck.model.differences import FACTORS, UNCHANGED, Change
from auditcheck.model.rules import Recommendation
from engine.test_laws import lawful
from followed import every, given_of, kept, named, step_of
from strategies import HERE, Case, Traits, cases, make_case

MIRROR: dict[Change, set[Change]] = {
    "mended": {"worse"}, "partly": {"worse"}, "worse": {"mended", "partly"},
    "new demand": {"withdrawn"}, "withdrawn": {"new demand"}, "remaining": {"remaining"},
    "not comparable": {"not comparable"}, "still met": {"still met"}, "as before": {"as before"},
}  # fmt: skip


def whole(case: Case) -> Case:
    """The case with recommendations, and with what a result tells of judgements and names."""
    names = [*case.pack.criteria]
    recommendations = {
        f"r{n}": Recommendation(f"r{n}", "r", (), tuple(names[n : n + 2]), n == 1, HERE)
        for n in range(len(names) - 1)
    }
    told: dict[str, dict[str, Any]] = {
        "judgements": {"reason": "r", "by": "b", "date": "2024-01-01"},
        "actors": {"name": "n"},
        "forums": {"name": "n"},
        "indicators": {"title": "t"},
    }
    evidence = case.evidence
    kinds = dict(evidence.kinds)
    for kind, fields in told.items():
        items = evidence.of(kind)
        kinds[kind] = {each.id: replace(each, fields={**each.fields, **fields}) for each in items}
    audit = {**evidence.audit, "title": "t", "subject": {"name": "s"}}
    pack = case.pack._replace(recommendations=recommendations)
    return replace(case, pack=pack, evidence=replace(evidence, kinds=kinds, audit=audit))


def two_audits(
    seeds: tuple[int, int], size: int, sames: frozenset[str], days: int
) -> tuple[Given, Given]:
    """Two audits, which have these factors in common."""
    one, other = (whole(make_case(seed, size, Traits())) for seed in seeds)
    judged = one if "judgement" in sames else other
    evidence = (one if "evidence" in sames else other).evidence
    kinds = {**evidence.kinds, "judgements": judged.evidence.kinds["judgements"]}
    day = one.evidence.as_of + timedelta(0 if "date" in sames else days)
    pack = (one if "pack" in sames else other).pack
    newer = replace(evidence, kinds=kinds, as_of=day)
    return given_of(one.pack, one.evidence), given_of(pack, newer)


SEED = st.integers(0, 2**32 - 1)
TWO = st.builds(
    two_audits,
    st.tuples(SEED, SEED),
    st.integers(0, 3),
    st.frozensets(st.sampled_from(FACTORS)),
    st.sampled_from([1, 300, 1000]),
)


@lawful(80)
@given_by(cases())
def test_an_audit_and_itself_have_no_change(case: Case) -> None:
    """Nothing is better, worse, new or gone, and nothing has a cause."""
    audit = whole(case)
    found = every(step_of(*[given_of(audit.pack, audit.evidence)] * 2))
    assert {each.change for each in found} <= {*UNCHANGED}
    assert not any(each.causes or each.facts for each in found)


@lawful(80)
@given_by(TWO)
def test_read_backwards_it_is_its_mirror(audits: tuple[Given, Given]) -> None:
    """Mended and worse change places, new demand and withdrawn; the others stay."""
    there, back = step_of(*audits), step_of(*reversed(audits))
    for sort in ("parts", "criteria", "recommendations"):
        mirrored = named(getattr(back, sort))
        found = named(getattr(there, sort))
        assert {*found} == {*mirrored}
        for name, each in found.items():
            assert mirrored[name].change in MIRROR[each.change], (name, each)
            assert (mirrored[name].then, mirrored[name].now) == (each.now, each.then)


@lawful(80)
@given_by(TWO)
def test_every_change_has_a_cause_and_nothing_else_has(audits: tuple[Given, Given]) -> None:
    """Only of what differs; and judgements are no cause of an outcome."""
    step = step_of(*audits)
    for each in every(step):
        assert bool(each.causes) == (each.change not in UNCHANGED), each
        assert {factor for cause in each.causes for factor in cause.factors} <= {*step.differing}
    factors = {f for each in step.criteria for cause in each.causes for f in cause.factors}
    assert "judgement" not in factors


@lawful(60)
@given_by(TWO)
def test_what_the_only_factor_is_results_tell_as_well(audits: tuple[Given, Given]) -> None:
    """Where results alone tell a cause, evaluating crosswise tells no other."""
    by_results, crosswise = step_of(*map(kept, audits)), step_of(*audits)
    for told, exact in zip(every(by_results), every(crosswise), strict=True):
        assert told.change == exact.change
        if told.causes:
            assert {f for cause in exact.causes for f in cause.factors} == {
                *told.causes[0].factors
            }
