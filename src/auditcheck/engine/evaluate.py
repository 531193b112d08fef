"""Evaluating: a program and evidence in, every outcome and level out."""

from collections.abc import Mapping
from typing import NamedTuple

from auditcheck.engine.grade import Level, Standing, grade_conclusion, grade_part
from auditcheck.engine.outcomes import Evaluated, evaluate_criterion
from auditcheck.engine.program import Program
from auditcheck.language.world import World
from auditcheck.model.assessments import has_level
from auditcheck.model.days import Days
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.rules import Part, Question


class Judged(NamedTuple):
    """A recorded judgement, and whether and why it counts or not."""

    item: Item
    question: str
    part: str
    in_force: bool
    why_not: str


class Evaluation(NamedTuple):
    """One audit under one pack: criteria by id, levels by question and part.

    `world` is what its conditions saw, with all that was decided.
    """

    program: Program
    evidence: Evidence
    asked: tuple[Question, ...]
    criteria: Mapping[str, Evaluated]
    levels: Mapping[tuple[str, str], Level]
    judged: tuple[Judged, ...]
    judgements: Mapping[tuple[str, str], Judged]
    conclusion: Level | None
    world: World

    def judgement_of(self, question: str, part: str) -> Judged | None:
        """The judgement in force for a part."""
        return self.judgements.get((question, part))


def evaluate(program: Program, evidence: Evidence) -> Evaluation:
    """Evaluate every criterion and part, in an order in which each finds what it refers to."""
    pack = program.pack
    world = World(
        evidence,
        pack.parameters,
        {question.id: pack.scales[question.scale].levels for question in pack.questions.values()},
        parts={question: {} for question in pack.questions},
    )
    criteria: dict[str, Evaluated] = {}
    levels: dict[tuple[str, str], Level] = {}
    parts = {(q.id, p.id): (q, p) for q in pack.questions.values() for p in q.parts}
    for node in program.order:
        if isinstance(node, str):
            tests = program.tests[node]
            authority = pack.authorities.get(tests.criterion.authority or "")
            criteria[node] = evaluate_criterion(tests, authority, world)
            world.criteria[node] = criteria[node].decided
        else:
            question, part = parts[node]
            level = grade_part(
                part,
                program.ladders[node],
                pack.scales[question.scale],
                world,
                is_open=question.open,
            )
            levels[node] = level
            world.parts[question.id][part.id] = level.graded(_cited(part, world))
    asked = _asked(program, evidence)
    judged = tuple(_judged(item, levels, evidence) for item in evidence.of("judgements"))
    judgements = {(each.question, each.part): each for each in reversed(judged) if each.in_force}
    ordered = {id_: criteria[id_] for id_ in pack.criteria}
    evaluation = Evaluation(
        program, evidence, asked, ordered, levels, judged, judgements, None, world
    )
    if pack.conclusion is None:
        return evaluation
    scale = pack.scales[pack.conclusion.scale]
    standings = list(_standings(evaluation))
    conclusion = grade_conclusion(program.conclusion, scale, standings, world)
    return evaluation._replace(conclusion=conclusion)


def _cited(part: Part, world: World) -> tuple[str, ...]:
    cited = (id_ for name in part.weighed for id_ in world.criteria[name].rests_on)
    return tuple(dict.fromkeys(cited))


def _asked(program: Program, evidence: Evidence) -> tuple[Question, ...]:
    """The questions that the audit asks, in the pack's order; all of them when it names none."""
    questions = program.pack.questions.values()
    named = evidence.audit.get("questions")
    if not isinstance(named, tuple):
        return tuple(questions)
    chosen = {*named}
    return tuple(question for question in questions if question.id in chosen)


def _judged(item: Item, levels: Mapping[tuple[str, str], Level], evidence: Evidence) -> Judged:
    """A judgement counts until the last day it names, for a part that has a level."""
    question, part = str(item.fields["question"]), str(item.fields.get("part", ""))
    until = item.fields.get("until")
    if isinstance(until, Days) and until.last < evidence.as_of:
        return Judged(item, question, part, in_force=False, why_not="expired")
    if not has_level(levels[question, part].state):
        return Judged(item, question, part, in_force=False, why_not="the part has no level")
    return Judged(item, question, part, in_force=True, why_not="")


def _standings(evaluation: Evaluation) -> list[Standing]:
    """The graded parts of the questions asked, each with the level that counts."""
    standings = []
    for question in evaluation.asked:
        levels = evaluation.program.pack.scales[question.scale].levels
        for part in question.parts:
            level = evaluation.levels[question.id, part.id]
            if not has_level(level.state):
                continue
            judged = evaluation.judgement_of(question.id, part.id)
            if judged is None:
                standings.append(Standing(levels, level.assessment, level.potential))
            else:
                rank = levels.index(str(judged.item.fields["level"]))
                standings.append(Standing(levels, rank, rank))
    return standings
