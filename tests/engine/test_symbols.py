"""Levels as functions of changes: each change gives what evaluating it gives."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from auditcheck.engine.ahead.diagrams import Diagrams
from auditcheck.engine.ahead.ladders import direct
from auditcheck.engine.ahead.symbols import Choice, Symbols
from auditcheck.engine.evaluate import evaluate
from auditcheck.engine.program import compile_pack
from auditcheck.model.truth import Degree
from changes import every_change, levels_after
from engine.test_laws import lawful
from strategies import Case, cases

TRIED = 40


@lawful(120)
@given(cases(), st.booleans(), st.integers(0, 2**32 - 1))
def test_each_change_gives_what_evaluating_it_gives(case: Case, rising: bool, seed: int) -> None:
    """Assessment, potential and whether there is a level at all, for every part and rank."""
    random = Random(seed)  # noqa: S311  test data
    program = compile_pack(case.pack)
    evaluation = evaluate(program, case.evidence)
    question = random.choice([*case.pack.questions.values()])
    key = question.id, random.choice(question.parts).id
    names = direct(evaluation, key)
    diagrams = Diagrams(100_000)
    choices, variables = {}, {}
    for place, name in enumerate(names):
        own = {degree: 3 * place + degree for degree in Degree}
        met, partly, unmet = (diagrams.variable(own[d]) for d in reversed(Degree))
        to = {Degree.MET: met}
        if case.pack.criteria[name].partly is not None:
            to[Degree.PARTLY_MET] = diagrams.all(partly, diagrams.no(met))
        if not rising:
            to[Degree.NOT_MET] = diagrams.all(unmet, diagrams.no(met), diagrams.no(partly))
        choices[name], variables[name] = Choice(to, rising), own
    ranks = Symbols(evaluation, diagrams, choices).part(key)
    every = [*every_change(names, program, *(d for d in Degree if d or not rising))]
    for changes in random.sample(every, min(TRIED, len(every))):
        level = levels_after(program, case.evidence, changes, rising=rising)[key]
        true = {variables[name][degree] for name, degree in changes.items()}
        assert diagrams.holds(ranks.stands, true) is level.graded(()).graded
        for reached, functions in (
            (level.assessment, ranks.reaches),
            (level.potential, ranks.may),
        ):
            told = [diagrams.holds(function, true) for function in functions]
            assert told == [reached is not None and rank <= reached for rank in range(len(told))]
