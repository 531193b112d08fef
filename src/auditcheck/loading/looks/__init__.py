"""What is looked at beyond the schema: evidence that is well formed and yet does not add up."""

from collections.abc import Mapping

from auditcheck.files.diagnostic import Diagnostic, Severity
from auditcheck.loading.evidence import Read
from auditcheck.loading.looks import (
    bodies,
    circles,
    contradictions,
    dates,
    figures,
    files_beside,
    quotes,
    statutes,
    strength,
)
from auditcheck.loading.looks.seen import Line, Seen, Told, span_of
from auditcheck.loading.shelf import Shelf
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.rules import Pack

# A fault: the evidence cannot be relied on as it stands. A warning: two things do not agree, here
# or in what was audited. A note: good to know when reading the result.
LOOKS: Mapping[str, Line] = {
    "backward-period": Line("fault", dates.backward_period),
    "dated-after-assessment": Line("warning", dates.dated_after_assessment),
    "source-after-assessment": Line("warning", dates.source_after_assessment),
    "effect-after-period": Line("note", dates.effect_after_period),
    "effect-before-decision": Line("note", dates.effect_before_decision),
    "period-not-over": Line("note", dates.period_not_over),
    "unequal-sum": Line("warning", figures.unequal_sum),
    "unlike-share": Line("warning", figures.unlike_share),
    "unlike-attainment": Line("warning", figures.unlike_attainment),
    "unlike-size": Line("warning", figures.unlike_size),
    "part-of-itself": Line("warning", circles.part_of_itself),
    "unknown-statute": Line("warning", statutes.unknown_statute),
    "unlike-in-force": Line("warning", statutes.unlike_in_force),
    "oral-only": Line("note", strength.oral_only),
    "contradicting-observations": Line("warning", strength.contradicting_observations),
    "uncited-source": Line("note", strength.uncited_source),
    "missing-body": Line("warning", bodies.missing_body),
    "unused-body": Line("note", bodies.unused_body),
    "unexamined-body": Line("note", bodies.unexamined_body),
    "contradicted-absence": Line("warning", contradictions.contradicted_absence),
    "two-judgements": Line("fault", contradictions.two_judgements),
    "missing-file": Line("fault", files_beside.missing_file),
    "outside-file": Line("fault", files_beside.outside_file),
    "not-a-file": Line("fault", files_beside.not_a_file),
    "unlike-digest": Line("warning", files_beside.unlike_digest),
    "unchecked-digest": Line("note", files_beside.unchecked_digest),
    "digest-without-file": Line("warning", files_beside.digest_without_file),
    "missing-quote": Line("warning", quotes.missing_quote),
    "unlike-quote": Line("warning", quotes.unlike_quote),
    "quote-elsewhere": Line("warning", quotes.quote_elsewhere),
    "no-text-layer": Line("note", quotes.no_text_layer),
    "encrypted-file": Line("warning", quotes.encrypted_file),
    "broken-file": Line("warning", quotes.broken_file),
    "large-file": Line("warning", quotes.large_file),
    "unknown-format": Line("note", quotes.unknown_format),
}


def look_beyond(read: Read, evidence: Evidence, pack: Pack, shelf: Shelf) -> list[Diagnostic]:
    """All that the looks find in evidence that was read without fault, look by look.

    `shelf` are the files that sources name, as they were read.
    """
    assert read.audit is not None, "there is an audit"  # noqa: S101  the caller has seen that
    assert read.at_audit is not None  # noqa: S101  nothing is wrong
    audit = Item("audit", "audit", read.audit)
    seen = Seen(read, evidence, pack, shelf, audit, read.at_audit)
    return [
        _diagnostic(code, line.severity, told)
        for code, line in LOOKS.items()
        for told in line.look(seen)
    ]


def _diagnostic(code: str, severity: Severity, told: Told) -> Diagnostic:
    path, span = told.entry.document.path, span_of(told.entry, told.route)
    return Diagnostic(code, severity, told.message, path, span, told.help, told.also, told.values)
