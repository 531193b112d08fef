"""The explanation as a tree of lines: from a question to the sources that it rests on."""

from auditcheck.cli.drawing import Node
from auditcheck.cli.resting import resting
from auditcheck.model.assessments import At, CriterionResult, PartResult, QuestionResult
from auditcheck.model.quotes import QuoteStep
from auditcheck.model.results import Cite, Result
from auditcheck.model.traces import Because, Candidate, FieldTrace, Plain, Trace
from auditcheck.model.truth import Truth

SYMBOLS = {Truth.TRUE: "✓", Truth.FALSE: "✗", Truth.UNKNOWN: "?"}
OUTCOMES = {
    "met": "✓",
    "partly met": "◐",
    "not met": "✗",
    "not evidenced": "?",
    "not applicable": "–",
    "not yet due": "…",
}
_MOST_SHOWN = 12
_DEEPEST = 32  # conditions inside each other, after which no criterion is unfolded


class Trees:
    """Makes trees of one result; evidence places are shown as paths in its folder."""

    def __init__(self, result: Result, evidence: str, rules: str) -> None:
        self.result = result
        self.evidence = evidence
        self.rules = rules
        self.unfolded: set[str] = set()

    def question(self, question: QuestionResult) -> Node:
        """A question with its parts."""
        number = "" if question.number is None else f"{question.number}. "
        return Node(
            f"{number}{question.asks} [{question.id}]",
            [self.part(part) for part in question.parts],
        )

    def part(self, part: PartResult) -> Node:
        """A part: its level, its ladder, its criteria by weight."""
        level = part.level or part.state
        heads = [f"{part.name}: {level}"]
        if part.judgement:
            heads.append(f"judged; the rules give {part.assessment or part.state}")
        if part.potential != part.assessment and part.potential:
            heads.append(f"could reach {part.potential}")
        if part.suspect:
            heads.append(_suspect(part.suspect))
        node = Node(" · ".join(heads), [Node(part.asks)])
        if part.judgement:
            node.children.append(self._judgement(part.judgement))
        if part.rungs:
            rungs = [Node(f"{SYMBOLS[r.truth]} {r.level}: {r.asks}") for r in part.rungs]
            node.children.append(Node("ladder", rungs))
        if told := resting(part):
            node.children.append(Node("what the level rests on", [Node(each) for each in told]))
        for group in ("essential", "supporting", "informing"):
            names: tuple[str, ...] = getattr(part, group)
            if names:
                criteria = [self.criterion(self.result.criteria[name]) for name in names]
                node.children.append(Node(group, criteria))
        return node

    def _judgement(self, id_: str) -> Node:
        judged = next(each for each in self.result.judgements if each.id == id_)
        until = f", until {judged.until}" if judged.until else ""
        node = Node(f"judged by {judged.by} on {judged.date}{until}: {judged.reason} [{id_}]")
        if judged.passes_over:
            named = ", ".join(judged.passes_over)
            node.children.append(Node(f"by the pack's leave it passes over {named}"))
        return node

    def criterion(self, criterion: CriterionResult) -> Node:
        """A criterion: what was demanded, with its section, and what was found."""
        outcome = criterion.outcome.value
        why = f" ({criterion.reason})" if criterion.reason and criterion.reason != outcome else ""
        node = Node(
            f"{OUTCOMES[outcome]} {outcome}{why}: {criterion.title} [{criterion.id}]",
            [
                Node(f"demanded: {criterion.demand}"),
                Node(f"rests on: {self._authority(criterion)}"),
            ],
        )
        if criterion.suspect:
            node.children.append(Node(_suspect(criterion.suspect)))
        if criterion.says:
            node.children.append(Node(f"says: {criterion.says}"))
        for name in ("applies", "requires", "partly"):
            trace: Trace | None = getattr(criterion, name)
            if trace is not None and not (name == "partly" and outcome == "met"):
                node.children.append(Node(_HEADS[name], [self.trace(trace)]))
        if criterion.weak:
            items = [self._item(id_) for id_ in criterion.weak]
            head = f"found, but short of '{criterion.evidence}' evidence"
            node.children.append(Node(head, items))
        return node

    def _authority(self, criterion: CriterionResult) -> str:
        told = []
        if authority := self.result.authorities.get(criterion.authority or ""):
            told.append(" ".join(filter(None, (authority.title, authority.reference))))
        told += filter(None, (criterion.section, criterion.modality))
        told += ["final"] if criterion.final else []
        told += [criterion.duty_holder] if criterion.duty_holder else []
        if criterion.due:
            told.append(f"due {criterion.due}")
        return " · ".join([*told, _place(self.rules, criterion.at)])

    def trace(self, trace: Trace, depth: int = 0) -> Node:
        """One condition with what it found; `depth` is how many it stands in."""
        left_out = self._left_out(trace)
        symbol = "–" if trace.left_out else SYMBOLS[trace.truth]
        node = Node(f"{symbol} {self._asked(trace)}{left_out}")
        node.children += [self.trace(part, depth + 1) for part in trace.parts]
        if trace.form == "criterion" and not trace.left_out:
            node.children.append(self._unfolded(str(trace.asked), depth + 1))
        if trace.withheld:
            node.children.append(Node("what is confidential here is left out"))
        node.children += [self._item(id_, "absent") for id_ in trace.absences]
        if trace.collecting:
            node.children.append(Node(f"{trace.kind} are still being collected"))
        if trace.form == "audit":
            node.children += map(self._field, trace.candidates[0].has)
            return node
        concerned = [each for each in trace.candidates if each.concerned]
        nearest = [self._candidate(each) for each in trace.candidates if not each.concerned]
        shown = sorted(concerned, key=_misses)[:_MOST_SHOWN]
        node.children += [self._candidate(each) for each in shown]
        if more := len(concerned) - len(shown) + sum(each.number for each in trace.rest):
            node.children.append(Node(f"… and {more} more"))
        if nearest:
            node.children.append(Node("nearest of those not concerned", nearest))
        if trace.conflict:
            node.children.append(Node(f"in conflict: {', '.join(trace.conflict)}"))
        return node

    def _left_out(self, trace: Trace) -> str:
        """Why a condition is left out; a criterion's own outcome is not said twice."""
        if not trace.left_out:
            return ""
        if trace.form == "criterion":
            outcome = self.result.criteria[str(trace.asked)].outcome.value
            if outcome == trace.left_out:
                return " (left out)"
        return f" (left out: {trace.left_out})"

    def _unfolded(self, name: str, depth: int) -> Node:
        """What a criterion that is referred to found; once, since many may refer to one."""
        if depth > _DEEPEST:
            return Node(f"explain '{name}' to see how it came about")
        if name in self.unfolded:
            return Node(f"see '{name}' above")
        self.unfolded.add(name)
        return self.trace(self.result.criteria[name].requires, depth)

    def _asked(self, trace: Trace) -> str:
        match trace.form:
            case "some" | "every" | "no":
                return f"{trace.form} of {trace.kind}{_considered(trace)}"
            case "count" | "sum" | "share":
                bounds = [each for each in (trace.lowest, trace.highest) if each is not None]
                unsaid = "left out" if trace.withheld else "unknown"
                found = " to ".join(dict.fromkeys(bounds)) or unsaid
                asked = _said(trace.asked)
                return (
                    f"{trace.form} of {trace.kind} is {found}, asked {asked}{_considered(trace)}"
                )
            case "finding":
                return f"finding '{trace.asked}'{_considered(trace)}"
            case "criterion":
                criterion = self.result.criteria[str(trace.asked)]
                return f"criterion {trace.asked}: {criterion.outcome.value} – {criterion.title}"
            case "question":
                return f"question {_said(trace.asked)}"
            case "at_least":
                return f"at least {trace.asked} of"
            case "audit":
                return "the audit"
            case "all" | "any" | "not":
                return trace.form

    def _candidate(self, candidate: Candidate) -> Node:
        truth = min(candidate.concerned, candidate.holds)
        symbol = SYMBOLS[truth] if candidate.concerned else "–"
        node = self._item(candidate.id, symbol)
        if candidate.concerned is Truth.UNKNOWN:
            node.children.append(Node("perhaps concerned"))
        choosing = () if candidate.concerned is Truth.TRUE else candidate.where
        node.children[:0] = [self._field(each) for each in (*choosing, *candidate.has)]
        return node

    def _field(self, trace: FieldTrace) -> Node:
        asked = f"{trace.operator} {_said(trace.asked)}".strip()
        found = "not given" if trace.found is None else f"found {_said(trace.found)}"
        if trace.because is Because.NOT_KNOWN:
            found = trace.because.value
        because = f" ({trace.because.value})" if trace.because and trace.found is not None else ""
        node = Node(f"{SYMBOLS[trace.truth]} {trace.field} {asked}: {found}{because}")
        for record in sorted(trace.records, key=_misses)[:_MOST_SHOWN]:
            tests = record.has if record.concerned is Truth.TRUE else record.where
            inner = [self._field(each) for each in tests]
            symbol = SYMBOLS[min(record.concerned, record.holds)]
            label = f"{symbol} {record.id}" if record.concerned else f"– {record.id}"
            node.children.append(Node(label, inner))
        return node

    def _item(self, id_: str, mark: str = "") -> Node:
        """An item with its place and its sources."""
        item = self.result.items.get(id_)
        if item is None:
            return Node(f"{mark} {id_}".strip())
        name = item.fields.get("title") or item.fields.get("name") or item.fields.get("says") or ""
        head = f"{mark} {id_}".strip()
        told = f"{head} – {name}" if name else head
        node = Node(f"{told} ({_place(self.evidence, item.at)})")
        cited = [
            f"{cite.source}{f', page {cite.page}' if cite.page else ''}"
            f"{f': ”{cite.quote}”' if cite.quote else ''}{_verified(cite)}"
            f"{' (changed since it was reviewed)' if cite.source in item.suspect else ''}"
            for cite in item.sources
        ]
        if cited:
            node.children.append(Node(f"sources: {'; '.join(cited)} (strength {item.strength})"))
        return node


def _suspect(sources: tuple[str, ...]) -> str:
    return f"suspect until reviewed: {', '.join(sources)} changed"


_FOUND: dict[QuoteStep, str] = {
    "exact": "word for word",
    "typography": "word for word but for typography",
    "hyphenation": "word for word but for hyphenation",
    "page break": "word for word, across a page break",
    "other page": "on another page",
    "near": "not word for word",
    "missing": "not found",
    "no text": "not looked for: no text layer",
    "unread": "not looked for: the file was not read",
}


def _verified(cite: Cite) -> str:
    if cite.verification is None:
        return ""
    page = cite.verification.page
    return f" ({_FOUND[cite.verification.step]}{f', page {page}' if page else ''})"


def _place(folder: str, at: At) -> str:
    """A place by its path in the folder; without a folder the path is whole."""
    return f"{folder}/{at.path}:{at.line}" if folder else f"{at.path}:{at.line}"


_HEADS = {"applies": "applies when", "requires": "found", "partly": "partly met when"}


def _misses(candidate: Candidate) -> tuple[bool, int]:
    """What has it first, then the nearest misses."""
    missed = sum(trace.truth is not Truth.TRUE for trace in candidate.has)
    return candidate.holds is not Truth.TRUE, missed


def _considered(trace: Trace) -> str:
    if trace.withheld:
        return ""
    concerned = sum(each.concerned is not Truth.FALSE for each in trace.candidates)
    concerned += sum(each.number for each in trace.rest)
    return f" ({concerned} of {trace.considered} concerned)"


def _said(value: Plain) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_said, value))}]" if value else "an empty list"
        case dict():
            return ", ".join(f"{key} {_said(each)}" for key, each in value.items())
        case _:
            return str(value)
