"""How an outcome came about, as nested lines: what was looked at, found, missing, nearest."""

import re

from auditcheck.model.results import Because, Candidate, FieldTrace, Plain, Trace
from auditcheck.model.truth import Truth
from auditcheck.report import pretty
from auditcheck.report.names import Names, Piece, say, text

Node = dict[str, object]

_NESTED = ("all", "any", "not", "at_least")
_MEASURED = ("count", "sum", "share")
_ASKED_OF = ("finding", "criterion", "question")
_HOLDING = {"finding": "trace.resting", "no": "trace.violating"}
_PLAIN = ("is", "includes")  # what they ask for needs no word before it
_NEAREST = 4  # so many of a list's records are shown by a test that they fail
_DURATION = re.compile(r"(\d{1,4}) (days|weeks|months|years)")
_WORD = {Truth.FALSE: "false", Truth.UNKNOWN: "unknown", Truth.TRUE: "true"}


class Explainer:
    """Turns traces into nodes: `lines` of pieces, `holding` items, `others` with why, `parts`."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def node(self, trace: Trace) -> Node:
        """One condition with what it found, and the conditions inside it."""
        lines = [self._head(trace)]
        if trace.left_out:
            lines.append([say(f"trace.left_out.{trace.left_out}")])
        if trace.collecting:
            lines.append([say("trace.collecting")])
        if trace.absences:
            lines.append(self._linked("trace.absences", trace.absences))
        if trace.conflict:
            lines.append(self._linked("trace.conflict", trace.conflict))
        seen = trace.absences or trace.rests_on or trace.candidates
        if trace.kind and not seen and trace.truth is not Truth.TRUE:
            lines.append([say("trace.nothing", n=trace.considered)])
        holding = [c.id for c in trace.candidates if self._holds(c)]
        others = [c for c in trace.candidates if not self._holds(c)]
        if trace.form == "finding":
            holding, others = list(trace.rests_on), []
        if trace.form == "some" and trace.truth is Truth.TRUE:
            others = []
        return {
            "truth": _WORD[trace.truth],
            "lines": lines,
            "holding_word": say(_HOLDING.get(trace.form, "trace.holding")),
            "holding": self._names.items(tuple(holding)),
            "others_word": say("trace.clear" if trace.form == "no" else "trace.others"),
            "others": [self._candidate(candidate) for candidate in others],
            "parts": [self.node(part) for part in trace.parts],
        }

    @staticmethod
    def _holds(candidate: Candidate) -> bool:
        return candidate.concerned is candidate.holds is Truth.TRUE

    def _head(self, trace: Trace) -> list[Piece]:
        key = f"trace.{trace.form}.{_WORD[trace.truth]}"
        kind = say(f"kind.{trace.kind}", otherwise=trace.kind)
        if trace.form in _NESTED:
            return [say(key, n=len(trace.parts), asked=str(trace.asked))]
        if trace.form in _ASKED_OF:
            return [say(key), text(" "), *self._asked_of(trace.asked)]
        if trace.form in _MEASURED:
            return [say(key, kind=kind), text(" "), self._range(trace)]
        return [say(key, kind=kind, n=trace.considered)]

    def _asked_of(self, asked: Plain) -> list[Piece]:
        if isinstance(asked, str) and asked in self._names.shown:
            return [self._names.criterion(asked)]
        if isinstance(asked, dict) and "criterion" in asked:
            return self._asked_of(asked["criterion"])
        if isinstance(asked, str):
            return [say("value.quoted", what=asked)]
        return self._names.value("", asked)

    def _range(self, trace: Trace) -> Piece:
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

    def _candidate(self, candidate: Candidate) -> Node:
        concerned = "" if candidate.concerned is Truth.TRUE else _WORD[candidate.concerned]
        tests = [*candidate.where, *candidate.has]
        return {
            "name": say("trace.record", n=candidate.id)
            if candidate.id.isdigit()
            else self._names.item(candidate.id),
            "concerned": say(f"trace.concerned.{concerned}") if concerned else {},
            "tests": [self._test(test) for test in tests if test.truth is not Truth.TRUE],
        }

    def _test(self, test: FieldTrace) -> Node:
        open_ = test.truth is Truth.UNKNOWN
        because = test.because.name.lower() if test.because is not Because.KNOWN else "known"
        last = test.field.rsplit(".", 1)[-1]
        records = [record for record in test.records if not self._holds(record)]
        operator = test.operator
        if operator == "given" and test.asked is False:
            operator = "not_given"
        return {
            "field": say(f"field.{test.field}", otherwise=say(f"field.{last}", otherwise=last)),
            "operator": {}
            if operator in _PLAIN
            else say(f"operator.{operator}", otherwise=operator),
            "follows": operator == "where" and bool(records),
            "asked": self._asked(test),
            "found": self._found(test),
            "truth": _WORD[test.truth],
            "because": say(f"because.{because}") if open_ else {},
            "records": [self._candidate(c) for c in records[:_NEAREST]],
            "more": max(0, len(records) - _NEAREST),
        }

    def _asked(self, test: FieldTrace) -> list[Piece]:
        asked = test.asked
        duration = _DURATION.fullmatch(asked) if isinstance(asked, str) else None
        if asked is None or test.operator in ("latest", "given"):
            return []
        if duration:
            return [say(f"duration.{duration[2]}", n=int(duration[1]))]
        if isinstance(asked, dict) and test.operator in ("count", "share"):
            pieces: list[Piece] = []
            for operator, argument in asked.items():
                pieces += [text(", ")] if pieces else []
                pieces += [say(f"operator.{operator}", otherwise=operator), text(" ")]
                pieces += self._names.value("", argument)
            return pieces
        return self._names.value(test.field, asked)

    def _found(self, test: FieldTrace) -> list[Piece]:
        found = test.found
        if found is None:
            return []
        if isinstance(found, list) and any(isinstance(record, dict) for record in found):
            return [say("trace.records", n=len(found))]
        return self._names.value(test.field, found)
