"""A case evaluated with some criteria's outcomes otherwise, one assignment at a time."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.grade import Level, grade_part
from auditcheck.engine.outcomes import evaluate_criterion
from auditcheck.engine.program import Program
from auditcheck.language.world import Decided, World
from auditcheck.model.evidence import Evidence
from auditcheck.model.truth import LEFT_OUT, OUTCOME_OF, Degree

Changes = Mapping[str, Degree]


def levels_after(
    program: Program, evidence: Evidence, changes: Changes, *, rising: bool
) -> dict[tuple[str, str], Level]:
    """Every part's level when these criteria's outcomes are changed, and all else follows."""
    pack = program.pack
    world = World(
        evidence,
        pack.parameters,
        {question.id: pack.scales[question.scale].levels for question in pack.questions.values()},
        parts={question: {} for question in pack.questions},
    )
    parts = {(q.id, p.id): (q, p) for q in pack.questions.values() for p in q.parts}
    levels = {}
    for node in program.order:
        if isinstance(node, str):
            tests = program.tests[node]
            authority = pack.authorities.get(tests.criterion.authority or "")
            decided = evaluate_criterion(tests, authority, world).decided
            if node in changes and decided.outcome not in LEFT_OUT:
                to = changes[node]
                degree = max(to, decided.lowest) if rising else to
                decided = Decided(OUTCOME_OF[degree], degree, degree, ())
            world.criteria[node] = decided
        else:
            question, part = parts[node]
            scale = pack.scales[question.scale]
            ladder = program.ladders[node]
            level = grade_part(part, ladder, scale, world, is_open=question.open)
            levels[node] = level
            world.parts[question.id][part.id] = level.graded(())
    return levels


def every_change(names: Sequence[str], program: Program, *degrees: Degree) -> Iterator[Changes]:
    """Every way to change some of the criteria; partly met is for those that can be that."""
    options: list[list[Degree | None]] = [
        [None, *(d for d in degrees
                 if d is not Degree.PARTLY_MET or program.pack.criteria[name].partly)]
        for name in names
    ]  # fmt: skip
    for chosen in product(*options):
        pairs = zip(names, chosen, strict=True)
        yield {name: degree for name, degree in pairs if degree is not None}


def evaluated(program: Program, evidence: Evidence) -> Evaluation:
    """The case as it is."""
    return evaluate(program, evidence)
