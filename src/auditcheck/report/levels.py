"""Levels and outcomes as they are shown: a word, and how full the circle beside it is."""

from auditcheck.model.assessments import RungResult
from auditcheck.model.results import Result, ScaleResult
from auditcheck.model.truth import Outcome
from auditcheck.report import pretty
from auditcheck.report.names import Piece, say, text

Node = dict[str, object]

OUTCOMES = (
    Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_EVIDENCED,
    Outcome.NOT_APPLICABLE, Outcome.NOT_YET_DUE,
)  # fmt: skip
"""As they are listed wherever all of them are."""
_TOP, _UPPER = 1.0, 0.6
_CIRCLES = "○◔◑◕●"


def level(result: Result, scale: str, word: str | None, state: str = "graded") -> Node:
    """A level with its symbol; where there is none, the state that says why."""
    if word is None:
        return _shown(say(f"state.{state}"), -1.0, "none", "–")
    known = result.scales.get(scale) or ScaleResult((), "")
    if word not in known.levels:
        return _shown(text(word), -1.0, "none", "–")
    place, top = known.levels.index(word), len(known.levels) - 1
    fill = place / top if top else 1.0
    tone = "good" if fill == _TOP else "fair" if fill > _UPPER else "mid" if fill else "bad"
    return _shown(text(word), round(fill, 3), tone, _CIRCLES[round(fill * (len(_CIRCLES) - 1))])


def potential(result: Result, scale: str, now: str | None, then: str | None) -> Node:
    """The level that open evidence could lead to, where it is another one; else empty."""
    if then is None or now == then:
        return {}
    known = result.scales.get(scale) or ScaleResult((), "")
    levels = known.levels
    sinks = now in levels and then in levels and levels.index(then) < levels.index(now)
    return {"level": level(result, scale, then), "way": "sinks" if sinks else "rises"}


def rungs(result: Result, scale: str, ladder: tuple[RungResult, ...]) -> list[Node]:
    """What each level asks and whether it holds, highest first; the lowest level asks nothing."""
    shown: list[Node] = [
        {
            "level": level(result, scale, rung.level),
            "asks": pretty.tidy(rung.asks),
            "truth": rung.truth.name.lower(),
        }
        for rung in ladder
    ]
    known = result.scales.get(scale)
    if shown and known and known.levels and known.levels[0] != ladder[-1].level:
        lowest = level(result, scale, known.levels[0])
        shown.append({"level": lowest, "asks": "", "truth": ""})
    return shown


def outcome(value: Outcome) -> Node:
    """An outcome by its word; templates choose symbol and colour by its key."""
    return {"key": value.value.replace(" ", "_"), "word": say(f"outcome.{value.value}")}


def _shown(word: Piece, fill: float, tone: str, symbol: str) -> Node:
    return {"word": word, "fill": fill, "tone": tone, "symbol": symbol}
