"""How an outcome came about, as nested lines: what was looked at, found, missing, nearest."""

import re

from auditcheck.model.traces import Because, Candidate, FieldTrace, Plain, Rest, Trace
from auditcheck.model.truth import Truth
from auditcheck.report import pretty
from auditcheck.report.names import Names, Piece, say, text

Node = dict[str, object]

_NESTED = ("all", "any", "not", "at_least")
_MEASURED = ("count", "sum", "share")
_ASKED_OF = ("finding", "criterion", "question")
_HOLDING = {"finding": "trace.resting", "no": "trace.violating"}
_ONE_OF = ("one_of", "includes_any")
_PLAIN = ("is", "includes")  # what they ask for needs no word before it
_NEAREST = 4  # so many of a list's records are shown by a test that they fail
_DURATION = re.compile(r"(\d{1,4}) (days|weeks|months|years)")
_WORD = {Truth.FALSE: "false", Truth.UNKNOWN: "unknown", Truth.TRUE: "true"}


class Explainer:
    """Turns traces into nodes: `lines` of pieces, `holding` items, `others` with why, `parts`.

    `more` is how many others there are beside those told.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def node(self, trace: Trace, *, partly: bool = False, of: str = "demand") -> Node:
        """One condition with what it found, and the conditions inside it.

        `partly`: of a finding that does not hold whole, but partly. `of`: whether the condition is
        the `demand` itself or a `premise` of it.
        """
        truth = "partly" if partly else _WORD[trace.truth]
        lines = [self._left_out(trace) if trace.left_out else self._head(trace, truth, of)]
        if trace.withheld:
            lines.append([say("trace.withheld")])
        if trace.collecting:
            lines.append([say("trace.collecting")])
        if trace.absences:
            lines.append(self._linked("trace.absences", trace.absences))
        if trace.conflict:
            lines.append(self._linked("trace.conflict", trace.conflict))
        seen = trace.absences or trace.rests_on or trace.candidates or trace.withheld
        if trace.kind and not seen and not trace.left_out and trace.truth is not Truth.TRUE:
            lines.append([say("trace.nothing", n=trace.considered)])
        holding = [c.id for c in trace.candidates if self._holds(c)]
        holding += [id_ for rest in trace.rest if self._holds(rest) for id_ in rest.ids]
        others = [c for c in trace.candidates if not self._holds(c)]
        more = self._more(trace.rest)
        if trace.form == "finding":
            holding, others, more = list(trace.rests_on), [], 0
        if trace.form == "some" and trace.truth is Truth.TRUE:
            others, more = [], 0
        return {
            "truth": _WORD[trace.truth],
            "lines": lines,
            "holding_word": say(_HOLDING.get(trace.form, "trace.holding")),
            "holding": self._names.items(tuple(holding)),
            "others_word": say("trace.clear" if trace.form == "no" else "trace.others"),
            "others": [self._candidate(candidate) for candidate in others],
            "more": more,
            "parts": [self.node(part, of=of) for part in trace.parts],
        }

    @staticmethod
    def _holds(candidate: Candidate | Rest) -> bool:
        return candidate.concerned is candidate.holds is Truth.TRUE

    def _more(self, rest: tuple[Rest, ...]) -> int:
        """How many more do not hold, beside those that are told one by one."""
        return sum(each.number for each in rest if not self._holds(each))

    def _left_out(self, trace: Trace) -> list[Piece]:
        """A condition without a truth of its own: what is left out, and why."""
        why = say(f"trace.left_out.{trace.left_out}")
        if trace.form != "criterion" or not isinstance(trace.asked, str | dict):
            return [why, text(".")]
        return [why, text(": "), *self._asked_of(trace.asked)]

    def _head(self, trace: Trace, truth: str, of: str) -> list[Piece]:
        key = f"trace.{trace.form}.{truth}"
        if trace.form == "finding" and trace.rests_on and self._names.only_heard(trace.rests_on):
            key = f"trace.heard.{truth}"
        if trace.form in _NESTED:
            return [say(key, n=len(trace.parts), asked=str(trace.asked))]
        if trace.form in _ASKED_OF:
            return [say(key), text(" "), *self._asked_of(trace.asked)]
        words = {
            name: say(f"{group}.{trace.kind}", otherwise=trace.kind)
            for name, group in (("kind", "kind"), ("one", "one"), ("none", "none"))
        }
        if trace.form in _MEASURED:
            return [say(key, **words), text(" "), self._range(trace)]
        return [say(key, **words, n=trace.considered, demand=say(f"trace.{of}"))]

    def _asked_of(self, asked: Plain) -> list[Piece]:
        if isinstance(asked, str) and asked in self._names.shown:
            return [self._names.criterion(asked)]
        if isinstance(asked, dict) and "criterion" in asked:
            return self._asked_of(asked["criterion"])
        if isinstance(asked, str):
            return [self._names.topic(asked)]
        return self._names.value("", asked)

    def _range(self, trace: Trace) -> Piece:
        if trace.withheld:
            return say("trace.range.withheld")
        low, high = (self._number(bound) for bound in (trace.lowest, trace.highest))
        if trace.lowest is None or trace.highest is None:
            shown = low or high
            return say("trace.range.from" if low else "trace.range.none", low=shown, n=0)
        return say("trace.range.one" if low == high else "trace.range.two", low=low, high=high)

    def _number(self, bound: str | None) -> str:
        try:
            return pretty.number(float(bound), self._names.language) if bound else ""
        except ValueError:
            return bound or ""

    def _linked(self, key: str, ids: tuple[str, ...]) -> list[Piece]:
        pieces = [say(key)]
        for index, id_ in enumerate(ids):
            pieces += [text(" " if index == 0 else "; "), self._names.item(id_)]
        return pieces

    def _candidate(self, candidate: Candidate, found: Plain = None) -> Node:
        """An item, or a record of the list that was found, with the tests that it fails."""
        concerned = "" if candidate.concerned is Truth.TRUE else _WORD[candidate.concerned]
        tests = [*candidate.where, *candidate.has]
        return {
            "name": self._record(int(candidate.id), found)
            if candidate.id.isdigit()
            else self._names.item(candidate.id),
            "concerned": say(f"trace.concerned.{concerned}") if concerned else {},
            "tests": [self._test(test) for test in tests if test.truth is not Truth.TRUE],
        }

    def _record(self, place: int, found: Plain) -> Piece:
        """A record by its year, else by its place in the list, from 1."""
        records = found if isinstance(found, list) else []
        record = records[place - 1] if 0 < place <= len(records) else None
        year = record.get("year") if isinstance(record, dict) else None
        return say("trace.record", n=place) if year is None else text(str(year))

    def _test(self, test: FieldTrace) -> Node:
        last = test.field.rsplit(".", 1)[-1]
        records = [record for record in test.records if not self._holds(record)]
        return {
            "field": say(f"field.{test.field}", otherwise=say(f"field.{last}", otherwise=last)),
            "said": [] if test.operator == "where" and records else self._said(test),
            "records": [self._candidate(c, test.found) for c in records[:_NEAREST]],
            "more": max(0, len(records) - _NEAREST) + self._more(test.rest),
        }

    def _said(self, test: FieldTrace) -> list[Piece]:
        """What was asked of the field, and what was found or why it cannot be said."""
        open_ = test.truth is Truth.UNKNOWN
        if test.operator == "is" and isinstance(test.asked, bool):
            state = "unknown" if open_ else "known"
            return [say(f"trace.{'must' if test.asked else 'must_not'}.{state}")]
        if test.operator == "given" and test.truth is Truth.FALSE:
            return [say(f"trace.{'wanting' if test.asked is not False else 'unwanted'}")]
        because = test.because.name.lower() if test.because is not Because.KNOWN else "known"
        if open_ and test.asked is None and test.found is None:
            return [say(f"because.{because}"), text("; "), say("trace.see_demand")]
        pieces = [say("trace.asked"), text(" "), *self._asked(test)]
        if test.because is Because.ARGUMENT and test.asked is None:
            pieces = [say(f"because.{because}")]
        elif open_:
            pieces += [text(", "), say("trace.but"), text(" "), say(f"because.{because}")]
        if test.found is not None:
            pieces += [text("; "), say("trace.found"), text(" "), *self._found(test)]
        return pieces

    def _asked(self, test: FieldTrace) -> list[Piece]:
        asked, operator = test.asked, test.operator
        if operator == "given" and asked is False:
            operator = "not_given"
        word = [] if operator in _PLAIN else [say(f"operator.{operator}", otherwise=operator)]
        if asked is None or operator in ("latest", "given", "not_given"):
            return word
        if operator in _ONE_OF and isinstance(asked, list):
            return self._alternatives(test.field, asked)
        duration = _DURATION.fullmatch(asked) if isinstance(asked, str) else None
        if duration:
            said = [say(f"duration.{duration[2]}", n=int(duration[1]))]
        elif isinstance(asked, dict) and operator in ("count", "share"):
            said = []
            for each, argument in asked.items():
                said += [text(", ")] if said else []
                said += [] if each in _PLAIN else [say(f"operator.{each}", otherwise=each)]
                said += [text(" "), *self._names.value("", argument)]
            if operator == "count":
                return [*said, text(" "), say("trace.of_records")]
        else:
            said = self._names.value(test.field, asked)
        return [*word, text(" "), *said] if word else said

    def _alternatives(self, field: str, asked: list[Plain]) -> list[Piece]:
        pieces: list[Piece] = []
        for index, each in enumerate(asked):
            last = index == len(asked) - 1
            between = [text(" "), say("value.or"), text(" ")] if last else [text(", ")]
            pieces += between if index else []
            pieces += self._names.value(field, each)
        return pieces

    def _found(self, test: FieldTrace) -> list[Piece]:
        found = test.found
        if isinstance(found, list) and any(isinstance(record, dict) for record in found):
            return [say("trace.records", n=len(found))]
        return self._names.value(test.field, found)
