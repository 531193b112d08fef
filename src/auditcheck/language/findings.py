"""What the auditor observed under a topic: the strongest observations of each thing decide."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, assert_never

from auditcheck.language.testing import compile_tests, conjunction, every_of
from auditcheck.language.world import Scope, World
from auditcheck.model.conditions import Finding
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.kinds import ORAL
from auditcheck.model.traces import Candidate, FieldTrace, Trace
from auditcheck.model.truth import Truth, truth_of


class _Verdict(NamedTuple):
    """What is observed of one thing: whether it is concerned, what the strongest say."""

    concerned: Truth
    truth: Truth
    agreeing: tuple[str, ...]
    conflict: tuple[str, ...]


def compile_finding(condition: Finding) -> Callable[[World], Trace]:
    """A finding as one function from a world to a trace."""
    about = None if condition.where is None else compile_tests(condition.where)
    holding = ("yes", "partly") if condition.partly_is_enough else ("yes",)

    def concerns(item: Item | None, world: World) -> tuple[FieldTrace, ...] | None:
        """The tests of what an observation is about; None: it is not among those asked for."""
        if about is None:
            return ()
        return None if item is None else about(item, Scope(world, item))

    def check(world: World) -> Trace:
        evidence = world.evidence
        things: dict[str, list[Item]] = {}
        for observation in evidence.of("observations"):
            if observation.fields["topic"] == condition.topic:
                things.setdefault(str(observation.fields.get("about", "")), []).append(observation)
        verdicts, candidates = [], []
        for thing, observations in things.items():
            traces = concerns(evidence.named(thing) if thing else None, world)
            if traces is None or (concerned := conjunction(traces)) is Truth.FALSE:
                continue
            verdicts.append(_judge(observations, concerned, holding, world))
            candidates += [_candidate(each, concerned, traces, holding) for each in observations]
        truth = _decide(verdicts, any_about=condition.any_about)
        agreeing = [] if truth is Truth.UNKNOWN else [v for v in verdicts if v.truth is truth]
        return Trace(
            form="finding",
            place=str(condition.place),
            truth=truth,
            asked=condition.topic,
            kind="observations",
            considered=sum(len(each) for each in things.values()),
            candidates=tuple(candidates),
            conflict=tuple(id_ for verdict in verdicts for id_ in verdict.conflict),
            rests_on=tuple(id_ for verdict in agreeing for id_ in verdict.agreeing),
        )

    return check


def _decide(verdicts: Sequence[_Verdict], *, any_about: bool) -> Truth:
    if not any(verdict.concerned is Truth.TRUE for verdict in verdicts):
        return Truth.UNKNOWN
    if any_about:
        return max(min(verdict.concerned, verdict.truth) for verdict in verdicts)
    return every_of([Candidate("", v.concerned, v.truth, (), ()) for v in verdicts])


def _judge(
    observations: Sequence[Item], concerned: Truth, holding: Sequence[str], world: World
) -> _Verdict:
    evidence = world.evidence
    strongest = max(evidence.strength(each) for each in observations)
    deciding = [each for each in observations if evidence.strength(each) == strongest]
    says = {each.fields["holds"] in holding for each in deciding}
    if len(says) > 1:
        return _Verdict(concerned, Truth.UNKNOWN, (), tuple(each.id for each in deciding))
    holds = says.pop()
    agreeing = [each for each in observations if (each.fields["holds"] in holding) is holds]
    truth = truth_of(holds) if _enough(agreeing, world) else Truth.UNKNOWN
    return _Verdict(concerned, truth, tuple(each.id for each in agreeing), ())


def _enough(agreeing: Sequence[Item], world: World) -> bool:
    """Whether the observations together bear what the criterion asks of its evidence."""
    evidence = world.evidence
    match world.demand:
        case "any":
            return True
        case "documentary":
            return any(evidence.is_documentary(each) for each in agreeing)
        case "corroborated":
            return len(_sources(agreeing)) > 1 and _documentary(agreeing, evidence)
        case _:
            assert_never(world.demand)


def _documentary(agreeing: Sequence[Item], evidence: Evidence) -> bool:
    return any(max(evidence.strengths[each.id], default=0) > ORAL for each in agreeing)


def _sources(agreeing: Sequence[Item]) -> set[str]:
    return {citation.source for each in agreeing for citation in each.citations}


def _candidate(
    observation: Item,
    concerned: Truth,
    traces: tuple[FieldTrace, ...],
    holding: Sequence[str],
) -> Candidate:
    says = str(observation.fields["holds"])
    truth = truth_of(says in holding)
    trace = FieldTrace("holds", "one_of", list(holding), says, truth)
    return Candidate(observation.id, concerned, truth, traces, (trace,))
