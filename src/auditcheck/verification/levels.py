"""Levels of parts and of the whole, from outcomes; judgements; what is recommended."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from auditcheck.verification.comparing import RUNG
from auditcheck.verification.conditions import Conditions
from auditcheck.verification.traces import DEGREES, LEFT_OUT
from auditcheck.verification.values import FALSE, TRUE, UNKNOWN, agreed, least, span
from auditcheck.verification.world import Data, World

Truths = list[tuple[str, str]]  # levels with the truth of their rungs, highest first
Rungs = list[Data]  # the same, and what each rung's quantities came to
GRADED = ("graded", "not evidenced")


def climb(scale: Data, truths: Truths, *, nothing: bool) -> Data:
    """State, assessment and potential: the first rung that holds, and the first that may."""
    lowest = scale["levels"][0]
    sure = next((level for level, truth in truths if truth == TRUE), lowest)
    may = next((level for level, truth in truths if truth != FALSE), lowest)
    policy = scale["not_evidenced"]
    assessment, potential = (may, sure) if policy == "favours" else (sure, may)
    if nothing or (policy == "withholds" and sure != may):
        highest = max(sure, may, key=scale["levels"].index)
        return {"state": "not evidenced", "assessment": None, "potential": highest}
    return {"state": "graded", "assessment": assessment, "potential": potential}


def quantity(asked: Any, lowest: int, highest: int, size: int) -> str:  # noqa: ANN401  as written
    """Whether from `lowest` to `highest` of `size` are enough; the worlds between may disagree."""
    said = {_enough(asked, number, size) for number in range(lowest, highest + 1)}
    return UNKNOWN if len(said) > 1 else agreed(*[said.pop()] * 2)


def _enough(asked: Any, number: int, size: int) -> bool:  # noqa: ANN401  as written
    match asked:
        case "all":
            return number == size
        case "some":
            return number >= 1
        case "half":
            return 2 * number >= size
        case "none":
            return number == 0
        case int():
            return number >= asked
        case _:
            return number >= Fraction(asked.removesuffix("%").strip()) / 100 * size


def _reach(of: str, up_to: str, asked: Any, ends: Sequence[int], size: int) -> Data:  # noqa: ANN401
    truth = quantity(asked, ends[0], ends[1], size)
    numbers = {"least": ends[0], "most": ends[1], "size": size}
    return {"of": of, "up_to": up_to, "needs": str(asked), **numbers, "truth": truth}


def _rung(level: str, condition: str, reached: list[Data]) -> Data:
    truth = least([condition, *(each["truth"] for each in reached)])
    return {"level": level, "truth": truth, "reached": reached}


def _given(rungs: list[Data]) -> Rungs:
    """Rungs as they are claimed; a rung cannot hold better than its quantities do."""
    made = [{name: each[name] for name in RUNG} for each in rungs]
    for each in made:
        each["truth"] = least([each["truth"], *(reach["truth"] for reach in each["reached"])])
    return made


def _truths(rungs: Rungs) -> Truths:
    return [(each["level"], each["truth"]) for each in rungs]


class Levels:
    """Grades parts and the whole; with the pack's ladders where it is at hand."""

    def __init__(self, conditions: Conditions, ask: Callable[[Data, str], Data] | None) -> None:
        self.conditions, self.ask = conditions, ask
        self.unasked: Callable[[str], list[Data]] = lambda _: []
        self.world: World = conditions.world
        self.result = self.world.result

    def part(self, part: Data, ladder: Mapping[str, Data] | None, *, is_open: bool) -> Data:
        """A part's claims; without the ladder the truths of its rungs are taken as given."""
        weighed = [self.result["criteria"][n] for n in (*part["essential"], *part["supporting"])]
        counted = [each["outcome"] for each in weighed if each["outcome"] not in LEFT_OUT]
        essential = [self.result["criteria"][name]["outcome"] for name in part["essential"]]
        applying = [each for each in essential if each not in LEFT_OUT]
        made: Data = {"met": applying.count("met"), "counted": len(applying)}
        none: Data = {"assessment": None, "potential": None, "rungs": []}
        scale = self.result["scales"][part["scale"]]
        if is_open:
            made |= none | {"state": "open"}
        elif weighed and not counted:
            due = any(each["outcome"] == "not yet due" for each in weighed)
            made |= none | {"state": "not yet due" if due else "not applicable"}
        else:
            rungs = self._rungs(part, ladder, scale)
            nothing = bool(counted) and {*counted} == {"not evidenced"}
            made |= climb(scale, _truths(rungs), nothing=nothing) | {"rungs": rungs}
        judged = self.judged(part["question"], part["id"]) if made["state"] in GRADED else None
        given = judged and judged["fields"]["level"]
        return made | {"judgement": judged and judged["id"], "level": given or made["assessment"]}

    def _rungs(self, part: Data, ladder: Mapping[str, Data] | None, scale: Data) -> Rungs:
        if ladder is None:
            return _given(part["rungs"])
        return [
            self._rung(level, ladder[level], part)
            for level in reversed(scale["levels"])
            if level in ladder
        ]

    def _rung(self, level: str, rung: Data, part: Data) -> Data:
        degree = 1 if rung.get("counting") == "partly" else 2
        own = ("essential", "supporting", "counting")
        condition = self._condition({k: v for k, v in rung.items() if k not in own})
        reached = []
        for group in ("essential", "supporting"):
            if group in rung:
                named = [self.result["criteria"][name] for name in part[group]]
                counted = [each for each in named if each["outcome"] not in LEFT_OUT]
                ends = [sum(DEGREES.index(each[end]) >= degree for each in counted)
                        for end in ("lowest", "highest")]  # fmt: skip
                reached.append(_reach(group, DEGREES[degree], rung[group], ends, len(counted)))
        return _rung(level, condition, reached)

    def _condition(self, keys: Data) -> str:
        """A rung's condition, if it has one; with nothing left in it, it does not hold."""
        if not keys or self.ask is None:
            return TRUE
        made = self.conditions.make(self.ask(keys, ""))
        return FALSE if made["left_out"] else str(made["truth"])

    def judged(self, question: str, part: str) -> Data | None:
        """The judgement in force for a part that has a level."""
        for item in self.world.of("judgements"):
            fields = item["fields"]
            expired = "until" in fields and span(fields["until"])[1] < self.world.day
            if not expired and (fields["question"], fields.get("part", "")) == (question, part):
                return item
        return None

    def judgements(self) -> list[Data]:
        """Every recorded judgement, whether it counts, and why not.

        Of a part that the audit does not ask about only the rules tell whether it has a level.
        """
        states = {(each["question"], each["id"]): each["state"] for each in self.parts()}
        given = {each["id"]: each["why_not"] for each in self.result["judgements"]}
        made = []
        for item in self.world.of("judgements"):
            fields = item["fields"]
            question, part = fields["question"], fields.get("part", "")
            why = ""
            if (question, part) not in states:
                unasked = {each["id"]: each["state"] for each in self.unasked(question)}
                state = "graded" if given.get(item["id"]) == "" else ""
                states[question, part] = unasked.get(part, state)
            if "until" in fields and span(fields["until"])[1] < self.world.day:
                why = "expired"
            elif states[question, part] not in GRADED:
                why = "the part has no level"
            made.append({
                "id": item["id"], "part": f"{question}.{part}".removesuffix("."),
                **{name: fields[name] for name in ("level", "reason", "by", "date")},
                "until": fields.get("until"), "in_force": not why, "why_not": why,
                "passes_over": [] if why else self._passed_over(question, part, fields["level"]),
            })  # fmt: skip
        return made

    def _passed_over(self, question: str, part: str, level: str) -> list[str]:
        """The final criteria of a part that are not met, where it is judged above the rules."""
        name = f"{question}.{part}".removesuffix(".")
        for each in self.parts():
            if (each["question"], each["id"]) == (question, part):
                levels = self.result["scales"][each["scale"]]["levels"]
                if levels.index(level) > levels.index(each["assessment"] or levels[0]):
                    return [
                        id_ for id_, criterion in self.result["criteria"].items()
                        if criterion["final"] and name in criterion["weighed_in"]
                        and criterion["outcome"] in ("not met", "partly met", "not evidenced")
                    ]  # fmt: skip
        return []

    def parts(self) -> Iterable[Data]:
        """All parts of the questions asked."""
        return (part for question in self.result["questions"] for part in question["parts"])

    def conclusion(self, given: Data, ladder: Mapping[str, Data] | None) -> Data:
        """The whole's claims; without the ladder the truths of its rungs are taken as given."""
        scale = self.result["scales"][given["scale"]]
        standings = []
        for part in self.parts():
            if part["state"] in GRADED:
                judged = part["judgement"] is not None
                ends = [part["level"] if judged else part[e] for e in ("assessment", "potential")]
                standings.append((self.result["scales"][part["scale"]]["levels"], ends))
        if not standings:
            return {"state": "not applicable", "assessment": None, "potential": None, "rungs": []}
        if ladder is None:
            rungs = _given(given["rungs"])
        else:
            rungs = [self._of_parts(level, ladder[level], standings)
                     for level in reversed(scale["levels"]) if level in ladder]  # fmt: skip
        nothing = all(ends[0] is None for _, ends in standings)
        return climb(scale, _truths(rungs), nothing=nothing) | {"rungs": rungs}

    def _of_parts(
        self, level: str, rung: Data, standings: Sequence[tuple[list[str], list[Any]]]
    ) -> Data:
        own = ("parts", "reaches") if "parts" in rung else ()
        condition = self._condition({k: v for k, v in rung.items() if k not in own})
        reached = []
        if "parts" in rung:
            rank = rung["reaches"]
            reach = [
                agreed(*(e is not None and levels.index(e) >= levels.index(rank) for e in ends))
                for levels, ends in standings
                if rank in levels
            ]
            lowest, size = reach.count(TRUE), len(reach)
            highest = lowest + reach.count(UNKNOWN)
            reached.append(_reach("parts", rank, rung["parts"], (lowest, highest), size))
            reached[0] |= {} if reach else {"truth": FALSE}
        return _rung(level, condition, reached)
