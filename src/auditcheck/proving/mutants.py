"""Running mutants: which changes of a pack its cases notice, and which they let pass."""

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.judging import without_leave
from auditcheck.engine.outcomes import evaluate_criterion
from auditcheck.engine.program import Program, compile_pack
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import LINE_BREAK, Span
from auditcheck.files.yaml_text import Document
from auditcheck.language.references import conditions_of, walk
from auditcheck.language.world import World
from auditcheck.loading.pack import load_pack
from auditcheck.model.conditions import Reaches
from auditcheck.model.rules import Pack
from auditcheck.proving.cases import Accepted, Case, Suite, open_suite
from auditcheck.proving.expecting import Expected, mismatches
from auditcheck.proving.mutations import Mutation, mutated, mutations_of

_AT_ONCE = 16
_LOOSE_COMMA = re.compile(r"([{\[]) *, *|(?:, *)+(?=, )|, *([}\]])")
_BY_LEVELS = ("level", "potential", "conclusion")


class Survivor(NamedTuple):
    """A mutant that no case notices: its place, the line as it is and as it was for the cases."""

    mutation: Mutation
    path: str
    span: Span
    line: str
    instead: str


class Mutants(NamedTuple):
    """What came of the mutants: how many there were, who survived, what was accepted of it."""

    number: int
    survivors: tuple[Survivor, ...]
    accepted: int
    unused: tuple[Diagnostic, ...]


class _Known(NamedTuple):
    """A case as the pack itself evaluates it."""

    case: Case
    expected: tuple[Expected, ...]
    evaluation: Evaluation
    world: World


class Hunt:
    """A pack with its cases, against which mutants are held."""

    def __init__(self, suite: Suite, cases: Iterable[Case]) -> None:
        assert suite.pack is not None  # noqa: S101  the suite is sound
        self.pack: Pack = suite.pack
        self.rules = suite.rules
        self.program = compile_pack(self.pack)
        known = (self._know(case) for case in cases if case.evidence is not None)
        self.known = sorted(known, key=lambda each: len(each.world.evidence.items))
        self.asks_levels = any(
            isinstance(each, Reaches)
            for criterion in self.pack.criteria.values()
            for condition in conditions_of(criterion)
            for each in walk(condition)
        )

    def _know(self, case: Case) -> _Known:
        assert case.evidence is not None  # noqa: S101  the caller has seen it
        evaluation = evaluate(self.program, case.evidence)
        pack = self.pack
        world = World(
            case.evidence,
            pack.parameters,
            {q.id: pack.scales[q.scale].levels for q in pack.questions.values()},
            {id_: each.decided for id_, each in evaluation.criteria.items()},
            {question: {} for question in pack.questions},
        )
        for (question, part), level in evaluation.levels.items():
            world.parts[question][part] = level.graded(())
        expected = tuple(each for each in case.expected if each.what != "diagnostics")
        return _Known(case, expected, evaluation, world)

    def survives(self, mutation: Mutation) -> bool | None:
        """Whether no case notices the mutant; None where the loader refuses it."""
        pack, _ = load_pack(mutated(self.rules, mutation), "")
        if pack is None:
            return None
        program = compile_pack(pack, self.program)
        changed = [id_ for id_, each in pack.criteria.items() if each != self.pack.criteria[id_]]
        return not any(
            _notices(known, program)
            for known in self.known
            if self._concerns(known, program, changed)
        )

    def _concerns(self, known: _Known, program: Program, changed: Sequence[str]) -> bool:
        """Whether the mutant could make a difference to what the case expects."""
        pack = program.pack
        if known.evaluation.judged or self.asks_levels or pack.parameters != self.pack.parameters:
            return True
        if not changed:
            return any(each.what in _BY_LEVELS for each in known.expected)
        for id_ in changed:
            tests = program.tests[id_]
            authority = pack.authorities.get(tests.criterion.authority or "")
            evaluated = evaluate_criterion(tests, authority, known.world)
            if evaluated.decided != known.evaluation.criteria[id_].decided:
                return True
        return False


def _notices(known: _Known, program: Program) -> bool:
    """Whether what the case expects comes no more, or its judgements are refused otherwise."""
    evaluation = evaluate(program, known.world.evidence)
    refused, was = any(without_leave(evaluation)), any(without_leave(known.evaluation))
    return refused is not was or bool(mismatches(known.expected, evaluation, None))


def hunt(
    suite: Suite,
    cases: Sequence[Case],
    jobs: int,
    progress: Callable[[int, int], None],
) -> Mutants:
    """Make every mutant and hold the cases against it, in `jobs` processes."""
    mutations = mutations_of(suite.rules)
    answers: dict[int, bool | None] = {}
    if jobs == 1:
        own = Hunt(suite, cases)
        for index, mutation in enumerate(mutations):
            answers[index] = own.survives(mutation)
            progress(len(answers), len(mutations))
    else:
        names = frozenset(case.name for case in cases)
        with ProcessPoolExecutor(
            jobs, get_context("spawn"), _begin, (suite.folder, suite.shown, names)
        ) as workers:
            steps = range(0, len(mutations), _AT_ONCE)
            tasks = [workers.submit(_some, range(n, n + _AT_ONCE)) for n in steps]
            for task in as_completed(tasks):
                answers |= task.result()
                progress(len(answers), len(mutations))
    made = [m for index, m in enumerate(mutations) if answers[index] is not None]
    surviving = [m for index, m in enumerate(mutations) if answers[index]]
    return _sorted(suite, made, surviving)


class _Worker(NamedTuple):
    hunt: Hunt
    mutations: list[Mutation]


_WORKER: list[_Worker] = []  # of this process: made once, used for every task


def _begin(folder: Path, shown: str, names: frozenset[str]) -> None:
    suite = open_suite(folder, shown)
    own = Hunt(suite, [case for case in suite.cases if case.name in names])
    _WORKER.append(_Worker(own, mutations_of(suite.rules)))


def _some(indices: range) -> dict[int, bool | None]:
    (worker,) = _WORKER
    chosen = [index for index in indices if index < len(worker.mutations)]
    return {index: worker.hunt.survives(worker.mutations[index]) for index in chosen}


def _sorted(suite: Suite, made: Sequence[Mutation], surviving: Sequence[Mutation]) -> Mutants:
    """The survivors but those accepted, and the acceptances that accept none."""
    used: set[int] = set()
    left = []
    for mutation in surviving:
        by = [n for n, each in enumerate(suite.accepted) if _accepts(each, mutation)]
        used.update(by)
        if not by:
            left.append(_survivor(suite.rules, mutation))
    unused = tuple(_unused(each) for index, each in enumerate(suite.accepted) if index not in used)
    return Mutants(len(made), tuple(left), len(surviving) - len(left), unused)


def _accepts(accepted: Accepted, mutation: Mutation) -> bool:
    return accepted.at == mutation.at and accepted.mutant in (None, mutation.said)


def _unused(accepted: Accepted) -> Diagnostic:
    entry = accepted.entry
    said = f"'{accepted.mutant}'" if accepted.mutant else "a mutant"
    return Diagnostic(
        "unused-acceptance",
        "warning",
        f"{said} at {accepted.at} is accepted, and none survives there",
        entry.document.path,
        entry.span,
        "take the entry away, or mend 'at' and 'mutant'",
    )


def _survivor(rules: tuple[Document, ...], mutation: Mutation) -> Survivor:
    document = rules[mutation.document]
    route = (*mutation.route, mutation.key)
    spots = document.spots
    text = mutation.text
    key, value = spots.key(route), spots.value(route)
    span = key if mutation.renames or text is None else value
    line = LINE_BREAK.split(document.text)[span.line - 1]
    end = value if text is None else span
    after = line[end.end_column - 1 :] if end.end_line == span.line else ""
    instead = f"{line[: span.column - 1]}{text or ''}{after}".strip()
    if text is None:
        instead = _LOOSE_COMMA.sub(lambda found: found[1] or found[2] or "", instead).strip("- ")
    return Survivor(mutation, document.path, span, line.strip(), instead or "(dropped)")
