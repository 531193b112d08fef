"""A result as OSCAL assessment results, for programs that read them; docs/exports.md has the loss.

OSCAL knows only satisfied and not satisfied: all else that a result says is kept as properties
under a namespace of our own, and in remarks.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from auditcheck.model.assessments import CriterionResult, RecommendationResult
from auditcheck.model.results import ItemResult, Result
from auditcheck.model.truth import LEFT_OUT, Outcome

VERSION = "1.2.1"
NAMESPACE = "https://auditcheck.example/oscal"
_OURS = uuid5(NAMESPACE_URL, NAMESPACE)
_METHODS = {
    "interview": "INTERVIEW", "fact-check": "INTERVIEW", "self-assessment": "INTERVIEW",
    "written-answer": "INTERVIEW", "sample": "TEST", "site-visit": "EXAMINE",
}  # fmt: skip
Plain = dict[str, Any]


def render(result: Result, raw: bytes) -> bytes:
    """The document; its UUIDs come from the result's bytes and its times from `as_of`."""
    made = _Maker(result, uuid5(_OURS, sha256(raw).hexdigest())).document()
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def control(id_: str) -> str:
    """A criterion as OSCAL names a control, which may not begin with a digit."""
    return f"c_{id_}"


class _Maker:
    def __init__(self, result: Result, own: UUID) -> None:
        self.result, self.own = result, own
        self.day = f"{result.as_of}T00:00:00+00:00"
        assessed = [each for each in result.criteria.values() if each.outcome not in LEFT_OUT]
        self.assessed = assessed
        self.left_out = [each for each in result.criteria.values() if each.outcome in LEFT_OUT]
        cited = dict.fromkeys(id_ for each in assessed for id_ in each.rests_on)
        self.cited = [result.items[id_] for id_ in cited if id_ in result.items]

    def uuid(self, what: str, id_: str = "") -> str:
        return str(uuid5(self.own, f"{what}/{id_}"))

    def document(self) -> Plain:
        result = self.result
        title = str(result.audit.get("title") or result.pack.title)
        whole = {
            "uuid": self.uuid("document"),
            "metadata": {
                "title": title,
                "last-modified": self.day,
                "version": result.as_of,
                "oscal-version": VERSION,
                "props": [_prop("made-by", result.made_by), *self.known()],
            },
            "import-ap": {
                "href": f"#{self.uuid('rules')}",
                "remarks": "No assessment plan was made; this is the rule pack that was used.",
            },
            "results": [self.results(title)],
            "back-matter": {"resources": [self.rules(), *self.sources()]},
        }
        return {"assessment-results": whole}

    def known(self) -> list[Plain]:
        known = self.result.known
        return [] if known is None else [_prop("known", known)]

    def results(self, title: str) -> Plain:
        found = {
            "uuid": self.uuid("result"),
            "title": title,
            "description": str(self.result.audit.get("purpose") or title),
            "start": self.day,
            "props": [*self.levels()],
            "reviewed-controls": {"control-selections": [self.selection()]},
            "observations": [self.observation(each) for each in self.cited],
            "risks": [self.risk(each) for each in self.result.recommendations],
            "findings": [self.finding(each) for each in self.assessed],
        }
        return {name: each for name, each in found.items() if each}

    def levels(self) -> Iterable[Plain]:
        for question in self.result.questions:
            for part in question.parts:
                yield _prop("level", part.level or part.state, part.name)
        whole = self.result.conclusion
        if whole is not None:
            yield _prop("conclusion", whole.assessment or whole.state)

    def selection(self) -> Plain:
        chosen = {"include-controls": self.assessed, "exclude-controls": self.left_out}
        return {
            name: [{"control-id": control(each.id)} for each in criteria]
            for name, criteria in chosen.items()
            if criteria
        } or {"include-all": {}}

    def observation(self, item: ItemResult) -> Plain:
        """An item that an outcome rests on; of a confidential one only that it is there."""
        named = item.fields.get("title") or item.fields.get("name") or item.fields.get("says")
        told = "" if item.confidential else str(named or "")
        sources = dict.fromkeys(cite.source for cite in item.sources)
        kinds = [str(self.result.items[each].fields["kind"]) for each in sources]
        methods = dict.fromkeys(_METHODS.get(kind, "EXAMINE") for kind in kinds)
        evidence = [{"href": f"#{self.uuid('source', each)}", "description": each}
                    for each in sources]  # fmt: skip
        return {
            "uuid": self.uuid("observation", item.id),
            "title": item.id,
            "description": f"{item.kind}: {told}" if told.strip() else item.kind,
            "props": [
                _prop("item", item.id),
                _prop("confidential", str(item.confidential).lower()),
            ],
            "methods": [*methods] or ["EXAMINE"],
            "collected": self.day,
        } | ({"relevant-evidence": evidence} if evidence else {})

    def finding(self, criterion: CriterionResult) -> Plain:
        met = criterion.outcome is Outcome.MET
        observed = [{"observation-uuid": self.uuid("observation", each)}
                    for each in criterion.rests_on if each in self.result.items]  # fmt: skip
        risks = [{"risk-uuid": self.uuid("risk", each.id)} for each in self.result.recommendations
                 if criterion.id in each.because_of]  # fmt: skip
        return {
            "uuid": self.uuid("finding", criterion.id),
            "title": criterion.title,
            "description": criterion.says or criterion.demand,
            "props": [
                _prop("outcome", criterion.outcome.value),
                _prop("lowest", criterion.lowest.value),
                _prop("highest", criterion.highest.value),
            ],
            "target": {
                "type": "objective-id",
                "target-id": control(criterion.id),
                "status": {
                    "state": "satisfied" if met else "not-satisfied",
                    "reason": "pass" if met else "fail" if observed else "other",
                    "remarks": criterion.outcome.value,
                },
            },
        } | {name: each for name, each in (("related-observations", observed),
                                           ("related-risks", risks)) if each}  # fmt: skip

    def risk(self, recommendation: RecommendationResult) -> Plain:
        named = ", ".join(self.result.criteria[each].title for each in recommendation.because_of)
        return {
            "uuid": self.uuid("risk", recommendation.id),
            "title": recommendation.id,
            "description": named,
            "statement": named,
            "status": "open",
            "remediations": [
                {
                    "uuid": self.uuid("recommendation", recommendation.id),
                    "lifecycle": "recommendation",
                    "title": recommendation.id,
                    "description": recommendation.text,
                    "props": [_prop("to", each) for each in recommendation.to],
                }
            ],
        }

    def rules(self) -> Plain:
        pack = self.result.pack
        return {
            "uuid": self.uuid("rules"),
            "title": pack.title,
            "props": [_prop("pack", pack.id), _prop("version", pack.version)],
        }

    def sources(self) -> Iterable[Plain]:
        cited = dict.fromkeys(cite.source for item in self.cited for cite in item.sources)
        for id_ in cited:
            source = self.result.items[id_]
            named = source.fields.get("title") or source.fields.get("role")
            yield {
                "uuid": self.uuid("source", id_),
                "title": id_ if source.confidential else str(named),
                "props": [_prop("source", id_), _prop("kind", str(source.fields["kind"]))],
            }


def _prop(name: str, value: str, remarks: str = "") -> Plain:
    """A property of our own; its value is one line without space around it, as OSCAL asks."""
    line = " ".join(value.split()) or "-"
    prop = {"name": name, "ns": NAMESPACE, "value": line}
    return prop | ({"remarks": remarks} if remarks else {})
