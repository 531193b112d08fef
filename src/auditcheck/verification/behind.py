"""Which criteria stand behind which parts, and what of the evidence none of them has read."""

from collections.abc import Iterable, Mapping
from typing import Any

from auditcheck.verification.conditions import unique
from auditcheck.verification.restating import conditions_of, ladders_of, questions_of
from auditcheck.verification.values import FALSE
from auditcheck.verification.world import Data, World

Node = str | tuple[str, str]  # a criterion, or a question's part
_CONTEXT = ("sources", "actors", "judgements", "responses")


class Behind:
    """The pack's references, followed; `result` is what they are asked of."""

    def __init__(self, pack: Mapping[str, Data], world: World) -> None:
        self.pack, self.world = pack, world
        self.ladders = ladders_of(pack)
        everything = questions_of(pack, {})
        self.parts = {(p["question"], p["id"]): p for q in everything for p in q["parts"]}
        self.asked = questions_of(pack, world.result["audit"])

    def refers(self, condition: Any) -> list[Node]:  # noqa: ANN401  a condition or a rung
        """What a condition refers to, in the order written."""
        if "criterion" in condition:
            return [condition["criterion"]]
        if "question" in condition:
            question, _, part = condition["question"].partition(".")
            return [key for key in self.parts if key[0] == question and part in ("", key[1])]
        inner = condition.get("of") or condition.get("all") or condition.get("any") or []
        inner = [condition["not"]] if "not" in condition else inner
        return [node for each in inner for node in self.refers(each)]

    def criterion(self, id_: str) -> list[Node]:
        """What a criterion's conditions refer to."""
        found = conditions_of(self.pack["criteria"][id_]).values()
        return [node for each in found if each for node in self.refers(each[0])]

    def part(self, key: tuple[str, str]) -> list[Node]:
        """What a part counts, and what the conditions of its ladder refer to."""
        part, ladder = self.parts[key], self.ladders[key]
        levels = self.world.result["scales"][part["scale"]]["levels"]
        rungs = [ladder[level] for level in reversed(levels) if level in ladder]
        named = [node for rung in rungs for node in self.refers(rung)]
        return [*part["essential"], *part["supporting"], *named]

    def behind(self, nodes: Iterable[Node]) -> list[str]:
        """The criteria among the nodes and all that stand behind them, in order of mention."""
        found: dict[Node, None] = {}
        waiting = [*nodes][::-1]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found[node] = None
                needs = self.criterion(node) if isinstance(node, str) else self.part(node)
                waiting += reversed(needs)
        return [node for node in found if isinstance(node, str)]

    def question(self, question: Data) -> list[str]:
        """All criteria that a question weighs or is informed by."""
        groups = []
        for part in question["parts"]:
            groups.append(self.behind(self.part((question["id"], part["id"]))))
            groups.append(self.behind(part["informing"]))
        return unique(groups)

    def all(self) -> list[str]:
        """All criteria behind the questions asked and the conclusion."""
        rungs = self.pack.get("conclusion", {}).get("levels") or {}
        levels = {name: each["levels"] for name, each in self.world.result["scales"].items()}
        order = [level for each in levels.values() for level in reversed(each)]
        named = [n for lv in sorted(rungs, key=order.index) for n in self.refers(rungs[lv])]
        return unique([*map(self.question, self.asked), self.behind(named)])

    def weighed(self) -> dict[str, list[str]]:
        """For each criterion, the parts asked that weigh it."""
        return self._inverted(lambda key, _part: self.behind(self.part(key)))

    def informing(self) -> dict[str, list[str]]:
        """For each criterion, the parts asked that it informs."""
        return self._inverted(lambda _key, part: part["informing"])

    def _inverted(self, names_of: Any) -> dict[str, list[str]]:  # noqa: ANN401  a function
        found: dict[str, list[str]] = {}
        for question in self.asked:
            for part in question["parts"]:
                name = f"{question['id']}.{part['id']}".removesuffix(".")
                for each in unique([names_of((question["id"], part["id"]), part)]):
                    found.setdefault(each, []).append(name)
        return found

    def recommendations(self) -> list[Data]:
        """Those that a criterion calls for, with the criteria, questions and responses."""
        counted = {*self.all()}
        questions = {each["id"]: {*self.question(each)} for each in self.asked}
        made = []
        for id_, each in self.pack.get("recommendations", {}).items():
            calling = ["not met", "partly met"]
            calling += ["not evidenced"] if each.get("or_not_evidenced") else []
            outcomes = self.world.result["criteria"]
            because = [n for n in each["when_not_met"]
                       if n in counted and outcomes[n]["outcome"] in calling]  # fmt: skip
            if because:
                made.append({
                    "id": id_, "text": each["text"], "to": each.get("to") or [],
                    "because_of": because,
                    "questions": [q for q, names in questions.items() if names & {*because}],
                    "responses": [r["id"] for r in self.world.of("responses")
                                  if r["fields"]["recommendation"] == id_],
                })  # fmt: skip
        return made

    def not_weighed(self, readers: Mapping[str, list[str]]) -> tuple[list[str], list[str]]:
        """The items that no criterion behind the questions reads: shortcomings, and others."""
        counted = {*self.all()}
        shortcomings, others = list[str](), list[str]()
        for id_, item in self.world.items.items():
            if item["kind"] in _CONTEXT or counted & {*readers.get(id_, ())}:
                continue
            observed = item["kind"] == "observations" and item["fields"]["holds"] != "yes"
            (shortcomings if observed or item["kind"] == "absences" else others).append(id_)
        return shortcomings, others


def seen(trace: Data | None) -> set[str]:
    """The ids of all that a whole trace looked at as something that concerns it."""
    if trace is None:
        return set()
    own = set() if trace["form"] == "audit" else _seen_in(trace["candidates"])
    return {*trace["absences"], *own}.union(*map(seen, trace["parts"]))


def _seen_in(candidates: Iterable[Data]) -> set[str]:
    found = set()
    for each in candidates:
        if each["concerned"] != FALSE:
            tests = (*each.get("where", ()), *each.get("has", ()))
            found |= {each["id"]}.union(*(_seen_in(test["records"]) for test in tests))
    return found
