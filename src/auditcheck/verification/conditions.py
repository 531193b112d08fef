"""Conditions, walked from the leaves up: quantifiers, counts, findings, references, logic."""

from collections.abc import Sequence
from typing import Any

from auditcheck.verification.measuring import measured
from auditcheck.verification.traces import (
    DEGREES,
    LEFT_OUT,
    Tests,
    every,
    some,
)
from auditcheck.verification.values import (
    FALSE,
    TRUE,
    UNKNOWN,
    agreed,
    least,
    mirror,
)
from auditcheck.verification.world import Data, World

_NEAREST = 3
_BLANK: Data = {
    "asked": None, "kind": "", "considered": 0, "candidates": [], "rest": [], "absences": [],
    "collecting": False, "lowest": None, "highest": None, "conflict": [], "left_out": "",
    "rests_on": [], "parts": [], "withheld": False,
}  # fmt: skip


def unique(lists: Any) -> list[str]:  # noqa: ANN401  lists of ids
    """The ids in several lists, each once, in order of first mention."""
    return list(dict.fromkeys(id_ for each in lists for id_ in each))


class Conditions:
    """Makes traces anew from what they ask.

    What a trace does not record – whether `partly` is enough, whether any thing will do, what a
    sum adds up – is a key of its own in what is asked; without it both answers are allowed, and
    the one that was given is taken.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.tests = Tests(world)

    def make(self, asked: Data) -> Data:
        """The trace as it must be; `asked` is one that was given, or what the rules ask."""
        made = {**_BLANK, "form": asked["form"], "place": asked["place"]}
        match asked["form"]:
            case "some" | "every" | "no" | "count" | "sum" | "share":
                return made | self._selected(asked)
            case "finding":
                return made | self._finding(asked)
            case "criterion":
                return made | self._criterion(asked)
            case "question":
                return made | self._question(asked)
            case "audit":
                candidate = self.tests.candidate(asked["candidates"][0], self.world.audit)
                holds = candidate["holds"]
                return made | {
                    "truth": holds, "kind": "audit", "considered": 1, "candidates": [candidate]
                }  # fmt: skip
            case "not":
                part = self.make(asked["parts"][0])
                return made | {
                    "truth": mirror(part["truth"]), "left_out": part["left_out"],
                    "rests_on": part["rests_on"], "parts": [part],
                }  # fmt: skip
            case _:
                return made | self._combined(asked)

    def _combined(self, asked: Data) -> Data:
        parts = [self.make(each) for each in asked["parts"]]
        counted = [each for each in parts if not each["left_out"]]
        if not counted:
            due = any(each["left_out"] == "not yet due" for each in parts)
            return {"truth": UNKNOWN, "left_out": LEFT_OUT[due], "parts": parts}
        truths = [each["truth"] for each in counted]
        needed: int = {"all": len(counted), "any": 1}.get(asked["form"]) or asked["asked"]
        sure = truths.count(TRUE)
        truth = agreed(sure >= needed, sure + truths.count(UNKNOWN) >= needed)
        rests_on = unique(each["rests_on"] for each in counted if each["truth"] == truth)
        number_ = asked["asked"] if asked["form"] == "at_least" else None
        return {"truth": truth, "asked": number_, "rests_on": rests_on, "parts": parts}

    def _selected(self, asked: Data) -> Data:
        world, kind, form = self.world, asked["kind"], asked["form"]
        looked = self._all([self._look(each) for each in asked["candidates"]], asked)
        if world.demand != "any":
            weak = [each | {"holds": UNKNOWN} for each in looked if world.is_weak(each["id"])]
            by_id = {each["id"]: each for each in weak}
            looked = [by_id.get(each["id"], each) for each in looked]
        concerned = [each for each in looked if each["concerned"] != FALSE]
        given = asked["cover"]() if "cover" in asked else asked["absences"]
        absent = [each for each in given if not world.is_weak(each)]
        collecting = kind in world.collecting
        made = {
            "kind": kind, "considered": len(world.of(kind)), "absences": absent,
            "collecting": collecting, "candidates": concerned or _nearest(looked),
        }  # fmt: skip
        sure = [each for each in concerned if each["concerned"] == TRUE]
        if form in ("count", "sum", "share"):
            return made | measured(asked, concerned, made, world)
        existing = sure if absent and form == "every" else concerned
        truth = every(existing) if form == "every" else some(existing)
        if form != "every" and truth != TRUE and absent:
            truth = FALSE
        elif form == "every" and not absent:
            truth = least([truth, UNKNOWN]) if collecting else truth
            truth = truth if sure else UNKNOWN
        elif form != "every" and truth != TRUE and (collecting or not sure):
            truth = UNKNOWN
        agreeing = [each["id"] for each in sure if each["holds"] == truth]
        cited = agreeing if truth == TRUE else [*agreeing, *absent]
        return made | {
            "truth": mirror(truth) if form == "no" else truth,
            "rests_on": [] if truth == UNKNOWN else cited,
        }

    def _all(self, told: list[Data], asked: Data) -> list[Data]:
        """The candidates told, with those told only by their ids, in the order of the items."""
        untold = [
            {"id": id_, "concerned": each["concerned"], "holds": each["holds"]}
            for each in asked["rest"]
            for id_ in each["ids"]
        ]
        by_id = {each["id"]: each for each in (*told, *untold)}
        return [by_id[id_] for id_ in self.world.items if id_ in by_id] if untold else told

    def _look(self, asked: Data) -> Data:
        return self.tests.candidate(asked, self.world.piece(asked["id"]))

    def _finding(self, asked: Data) -> Data:
        world, things = self.world, dict[str, list[Data]]()
        topical = [
            each for each in world.of("observations") if each["fields"]["topic"] == asked["asked"]
        ]
        told = self._all([self._observed(each) for each in asked["candidates"]], asked)
        told = [each for each in told if each["concerned"] != FALSE]
        for each in told:
            things.setdefault(self._about(each["id"]), []).append(each)
        verdicts = [self._verdict(each) for each in things.values()]
        truths = [UNKNOWN]
        if any(each["concerned"] == TRUE for each in verdicts):
            options = asked.get("any_about", (False, True))
            truths = [some(verdicts) if any_ else every(verdicts) for any_ in options]
        truth = _given(asked, truths)
        return {
            "truth": truth, "asked": asked["asked"], "kind": "observations",
            "considered": len(topical), "candidates": told,
            "conflict": unique(each["conflict"] for each in verdicts),
            "rests_on": [
                id_ for each in verdicts for id_ in each["agreeing"]
                if truth != UNKNOWN and each["holds"] == truth
            ],
        }  # fmt: skip

    def _about(self, id_: str) -> str:
        return str(self.world.items[id_]["fields"].get("about", ""))

    def _observed(self, asked: Data) -> Data:
        """An observation: its `where` is asked of what it is about."""
        made = self._look({**asked, "where": []})
        if asked["where"]:
            thing = self.world.piece(self._about(asked["id"]))
            where = self.tests.candidate({**asked, "has": []}, thing)
            made |= {"where": where["where"], "concerned": where["concerned"]}
        return made

    def _verdict(self, observed: Sequence[Data]) -> Data:
        """What the strongest observations of one thing say, and all that agree with them."""
        world = self.world
        strengths = [world.alone(world.items[each["id"]]) for each in observed]
        strongest = max(strengths)
        deciding = [e for e, strength in zip(observed, strengths, strict=True)
                    if strength == strongest]  # fmt: skip
        concerned, said = observed[0]["concerned"], {each["holds"] for each in deciding}
        if len(said) > 1:
            ids = [each["id"] for each in deciding]
            return {"concerned": concerned, "holds": UNKNOWN, "agreeing": [], "conflict": ids}
        (says,) = said
        agreeing = [each["id"] for each in observed if each["holds"] == says]
        holds = says if world.bears([world.items[id_] for id_ in agreeing]) else UNKNOWN
        return {"concerned": concerned, "holds": holds, "agreeing": agreeing, "conflict": []}

    def _criterion(self, asked: Data) -> Data:
        other = self.world.result["criteria"][asked["asked"]]
        if other["outcome"] in LEFT_OUT:
            return {"truth": UNKNOWN, "asked": asked["asked"], "left_out": other["outcome"]}
        ends = [DEGREES.index(other[end]) for end in ("lowest", "highest")]
        truths = [agreed(*(end >= d for end in ends)) for d in asked.get("degrees", (2, 1))]
        truth = _given(asked, truths)
        return {"truth": truth, "asked": asked["asked"], "rests_on": other["rests_on"]}

    def _question(self, asked: Data) -> Data:
        name, level = asked["asked"]["question"], asked["asked"]["reaches"]
        truths, cited = list[str](), list[list[str]]()
        parts = self.parts(name)
        if not parts and "of" not in asked:  # a question that was not asked: not in the result
            return {key: asked[key] for key in ("truth", "asked", "rests_on")}
        for part in parts or asked["of"]():
            if part["state"] in ("graded", "not evidenced"):
                levels = self.world.result["scales"][part["scale"]]["levels"]
                ends = [part["assessment"], part["potential"]]
                reach = [e is not None and levels.index(e) >= levels.index(level) for e in ends]
                truths.append(agreed(*reach))
                weighed = [*part["essential"], *part["supporting"]]
                cited += [self.world.result["criteria"][each]["rests_on"] for each in weighed]
        truth = least(truths, default=FALSE)
        return {"truth": truth, "asked": asked["asked"], "rests_on": unique(cited)}

    def parts(self, name: str) -> list[Data]:
        """The graded parts that a question's name, or a part's, stands for."""
        question, _, part = name.partition(".")
        return [
            each
            for asked in self.world.result["questions"]
            if asked["id"] == question
            for each in asked["parts"]
            if part in ("", each["id"])
        ]


def _given(asked: Data, truths: Sequence[str]) -> str:
    """Of the truths that may be, the one that was given, else the first."""
    return asked["truth"] if asked.get("truth") in truths else truths[0]


def _nearest(looked: Sequence[Data]) -> list[Data]:
    """The items that miss fewest of what makes one concerned, of those that have any of it."""
    found = [each for each in looked if any(t["truth"] == TRUE for t in each.get("where", ()))]
    found.sort(key=lambda each: [t["truth"] for t in each["where"]].count(FALSE))
    return [{**each, "holds": UNKNOWN, "has": []} for each in found[:_NEAREST]]
