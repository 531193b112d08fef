"""Each recommendation through any number of audits, with what was promised and what is shown.

A response changes nothing: whether a recommendation has been followed is told by the evidence of
the last audit, never by what was planned or said to be done.
"""

from collections.abc import Iterable, Mapping, Sequence

from auditcheck.model.assessments import RecommendationResult
from auditcheck.model.days import parse_days
from auditcheck.model.differences import Answer, Change, History, Promise, Step, Year
from auditcheck.model.results import ItemResult, Result
from auditcheck.model.traces import Plain

_NOT_MADE: Mapping[Change | None, Promise] = {
    "mended": "shown",
    "withdrawn": "not asked now",
    "not comparable": "not evidenced now",
}
_REFUSED: Mapping[str, Promise] = {"declined": "declined", "contested": "contested"}


def histories(results: Sequence[Result], steps: Sequence[Step]) -> tuple[History, ...]:
    """The recommendations made in any of the audits: those of the last first."""
    return _Histories(results, steps).all()


class _Histories:
    def __init__(self, results: Sequence[Result], steps: Sequence[Step]) -> None:
        self.results = results
        self.steps = steps
        self.recommendations = _latest_names(each.renamed.recommendations for each in results)
        self.criteria = _latest_names(each.renamed.criteria for each in results)

    def all(self) -> tuple[History, ...]:
        made: dict[str, dict[int, RecommendationResult]] = {}
        for audit in reversed(range(len(self.results))):
            for each in self.results[audit].recommendations:
                name = self.recommendations.get(each.id, each.id)
                made.setdefault(name, {})[audit] = each
        return tuple(self.history(name, years) for name, years in made.items())

    def history(self, name: str, made: Mapping[int, RecommendationResult]) -> History:
        calling = {
            self.criteria.get(criterion, criterion): None
            for each in made.values()
            for criterion in each.because_of
        }
        years = tuple(
            Year(
                audit,
                made[audit].id if audit in made else None,
                audit in made,
                dict(self._outcomes(result, calling)),
                self._change(name, audit),
            )
            for audit, result in enumerate(self.results)
        )
        return History(name, made[max(made)].text, years, self._answers(name, years))

    def _outcomes(self, result: Result, calling: Iterable[str]) -> Iterable[tuple[str, str]]:
        """What the criteria that call for it came to in an audit, by their latest names."""
        found = {self.criteria.get(id_, id_): each for id_, each in result.criteria.items()}
        for name in calling:
            if name in found:
                yield name, str(found[name].outcome)

    def _change(self, name: str, audit: int) -> Change | None:
        """What became of it since the audit before."""
        for step in self.steps:
            for each in step.recommendations if step.new == audit else ():
                if self.recommendations.get(each.name, each.name) == name:
                    return each.change
        return None

    def _answers(self, name: str, years: Sequence[Year]) -> tuple[Answer, ...]:
        """The responses to it, each as it was recorded last."""
        last: dict[str, tuple[int, ItemResult]] = {}
        for audit, result in enumerate(self.results):
            for item in result.items.values():
                of = str(item.fields.get("recommendation"))
                if item.kind == "responses" and self.recommendations.get(of, of) == name:
                    last[item.id] = audit, item
        return tuple(self._answer(audit, item, years) for audit, item in last.values())

    def _answer(self, audit: int, item: ItemResult, years: Sequence[Year]) -> Answer:
        def given(field: str) -> str | None:
            value = item.fields.get(field)
            return None if value is None else str(value)

        return Answer(
            audit, item.id, given("by"), given("date"), given("stance"), given("status"),
            given("measure"), given("due"), given("responsible"), given("done"),
            self._promise(item.fields, years),
        )  # fmt: skip

    def _promise(self, fields: Mapping[str, Plain], years: Sequence[Year]) -> Promise:
        """What the last audit's evidence shows of what a response says."""
        if not years[-1].made:
            change = next((each.change for each in reversed(years) if each.change), None)
            return _NOT_MADE.get(change, "not evidenced now")
        stance = str(fields.get("stance"))
        if stance in _REFUSED:
            return _REFUSED[stance]
        if stance == "already done" or "done" in fields:
            return "said done but not shown"
        try:
            due = parse_days(str(fields.get("due"))).last.isoformat()
        except ValueError:  # none, or what only a result that nobody checked can hold
            return "no day given"
        return "day passed" if due < self.results[-1].as_of else "day to come"


def _latest_names(was: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    """What each thing that has been renamed is called in the last edition that says so."""
    latest: dict[str, str] = {}
    for renamed in reversed([*was]):
        for name, before in renamed.items():
            for each in before:
                latest.setdefault(each, latest.get(name, name))
    return latest
