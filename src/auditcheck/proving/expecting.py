"""What a case expects, and whether that is what came."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from auditcheck.engine.advice import recommendations_of
from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.grade import Level
from auditcheck.files.diagnostic import CODES, Diagnostic
from auditcheck.files.place import Route
from auditcheck.files.spelling import nearest
from auditcheck.language.scribe import shown
from auditcheck.loading.sections import Entry
from auditcheck.model.rules import Pack
from auditcheck.model.truth import Outcome

What = Literal[
    "outcome", "level", "potential", "conclusion", "recommendations", "diagnostics", "because"
]
STATES = ("not evidenced", "not applicable", "not yet due", "open")
_NAMED: Mapping[str, What] = {"levels": "level", "potentials": "potential", "because": "because"}
_ALONE: tuple[What, ...] = ("conclusion", "recommendations", "diagnostics")


class Expected(NamedTuple):
    """One expectation: of which criterion or part, the words or ids that must come, and where."""

    what: What
    name: str
    values: tuple[str, ...]
    route: Route

    def agrees(self, found: tuple[str, ...]) -> bool:
        """Whether it came; of the diagnostics, whether those expected are among them."""
        if self.what == "diagnostics":
            return {*self.values} <= {*found}
        return {*self.values} == {*found}

    def __str__(self) -> str:
        match self.what:
            case "outcome" | "level":
                return self.name
            case "potential" | "because":
                return f"{self.what} of {self.name}"
            case _:
                return self.what


class Mismatch(NamedTuple):
    """What came instead of what was expected."""

    expected: Expected
    found: tuple[str, ...]


def said(values: Iterable[str]) -> str:
    """Words or ids as messages list them."""
    return ", ".join(values) or "none"


def read_expectations(
    entry: Entry, written: Mapping[str, object], pack: Pack, problems: list[Diagnostic]
) -> tuple[Expected, ...]:
    """The expectations of the case at `entry`, each checked against the pack."""
    return _Reader(entry, pack, problems).read(written)


class _Reader:
    def __init__(self, entry: Entry, pack: Pack, problems: list[Diagnostic]) -> None:
        self.entry = entry
        self.pack = pack
        self.problems = problems
        self.parts = {
            f"{question.id}.{part.id}".removesuffix("."): question.scale
            for question in pack.questions.values()
            for part in question.parts
        }

    def read(self, written: Mapping[str, object]) -> tuple[Expected, ...]:
        route: Route = (*self.entry.route, "expect")
        if not written:
            message, help_ = "the case expects nothing", "name a criterion and its outcome"
            self.problems.append(
                self.entry.diagnostic("no-expectation", message, help_, route, key=True)
            )
        read: list[Expected | None] = []
        for key, value in written.items():
            at = (*route, key)
            if key in _NAMED:
                if not isinstance(value, dict):
                    self._wrong_type(value, at, "write a mapping from names")
                    continue
                read += [self._named(_NAMED[key], n, each, (*at, n)) for n, each in value.items()]
            elif key in _ALONE:
                read.append(self._alone(_ALONE[_ALONE.index(key)], value, at))
            else:
                read.append(self._word("outcome", key, value, at))
        return tuple(each for each in read if each is not None)

    def _named(self, what: What, name: str, value: object, at: Route) -> Expected | None:
        if what == "because":
            ids = self._ids(value, at)
            known = self._known(name, self.pack.criteria, "the pack's criteria", at, key=True)
            return Expected(what, name, ids, at) if known and ids is not None else None
        return self._word(what, name, value, at)

    def _word(self, what: What, name: str, value: object, at: Route) -> Expected | None:
        """A criterion with its outcome, or a part with its level."""
        if what == "outcome":
            words = [outcome.value for outcome in Outcome]
            known = self._known(name, self.pack.criteria, "the pack's criteria", at, key=True)
        else:
            known = self._known(name, self.parts, "the pack's questions and parts", at, key=True)
            words = self._levels(self.parts.get(name))
        if not known:
            return None
        if not isinstance(value, str):
            self._wrong_type(value, at, f"write one of: {', '.join(words)}")
            return None
        return Expected(what, name, (value,), at) if self._is_word(value, words, at) else None

    def _levels(self, scale: str | None) -> list[str]:
        return [*(self.pack.scales[scale].levels if scale else ()), *STATES]

    def _alone(self, what: What, value: object, at: Route) -> Expected | None:
        if what == "conclusion":
            scale = self.pack.conclusion.scale if self.pack.conclusion else None
            if isinstance(value, str):
                known = self._is_word(value, self._levels(scale), at)
                return Expected(what, "", (value,), at) if known else None
            self._wrong_type(value, at, "write a level")
            return None
        ids = self._ids(value, at)
        if ids is None:
            return None
        names, whose = CODES, "the diagnostics"
        if what == "recommendations":
            names, whose = dict.fromkeys(self.pack.recommendations, ""), "the recommendations"
        known_all = [self._known(id_, names, whose, (*at, i)) for i, id_ in enumerate(ids)]
        return Expected(what, "", ids, at) if all(known_all) else None

    def _ids(self, value: object, at: Route) -> tuple[str, ...] | None:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self._wrong_type(value, at, "write a list: [one, other]")
        return None

    def _wrong_type(self, value: object, at: Route, help_: str) -> None:
        self._say("wrong-type", f"found {shown(value)}", help_, at)

    def _is_word(self, word: str, words: Iterable[str], at: Route) -> bool:
        words = [*words]
        if word in words:
            return True
        close = nearest(word, words)
        help_ = f"write '{close}'" if close else f"expected one of: {', '.join(words)}"
        self._say("unknown-word", f"'{word}' is none of what can come out", help_, at)
        return False

    def _known(
        self, name: str, names: Iterable[str], whose: str, at: Route, *, key: bool = False
    ) -> bool:
        names = [*names]
        if name in names:
            return True
        close = nearest(name, names)
        help_ = f"write '{close}'" if close else f"name one of {whose}"
        self._say("unknown-id", f"'{name}' is none of {whose}", help_, at, key=key)
        return False

    def _say(self, code: str, message: str, help_: str, at: Route, *, key: bool = False) -> None:
        self.problems.append(self.entry.diagnostic(code, message, help_, at, key=key))


def mismatches(
    expected: Iterable[Expected], evaluation: Evaluation, codes: Iterable[str] | None
) -> tuple[Mismatch, ...]:
    """What came otherwise than expected; `codes` are the diagnostics, None: they are not asked."""
    found = []
    for each in expected:
        if each.what == "diagnostics":
            came = each.values if codes is None else tuple(dict.fromkeys(codes))
        else:
            came = _found(each, evaluation)
        if not each.agrees(came):
            found.append(Mismatch(each, came))
    return tuple(found)


def _found(expected: Expected, evaluation: Evaluation) -> tuple[str, ...]:
    match expected.what:
        case "outcome":
            return (evaluation.criteria[expected.name].decided.outcome.value,)
        case "because":
            return evaluation.criteria[expected.name].decided.rests_on
        case "recommendations":
            return tuple(each.id for each in recommendations_of(evaluation))
        case "conclusion":
            conclusion = evaluation.program.pack.conclusion
            if conclusion is None or evaluation.conclusion is None:
                return ()
            levels = evaluation.program.pack.scales[conclusion.scale].levels
            return (_named(evaluation.conclusion, levels, evaluation.conclusion.assessment),)
        case _:
            return (_level(expected, evaluation),)


def _level(expected: Expected, evaluation: Evaluation) -> str:
    """A part's level that counts – a judgement's where one is in force – or its potential."""
    pack = evaluation.program.pack
    question, _, part = expected.name.partition(".")
    level = evaluation.levels[question, part]
    levels = pack.scales[pack.questions[question].scale].levels
    if expected.what == "potential":
        return _named(level, levels, level.potential)
    judged = evaluation.judgement_of(question, part)
    if judged is not None:
        return str(judged.item.fields["level"])
    return _named(level, levels, level.assessment)


def _named(level: Level, levels: tuple[str, ...], rank: int | None) -> str:
    return level.state if rank is None else levels[rank]
