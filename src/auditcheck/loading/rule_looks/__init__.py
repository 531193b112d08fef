"""What is looked at in a pack that loads: rules that are well formed and yet not what is meant."""

from collections.abc import Iterable, Mapping

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.yaml_text import Document
from auditcheck.language.logic.prover import Prover
from auditcheck.loading.rule_looks import advice, certain, dates, doubles, grounds, levels, words
from auditcheck.loading.rule_looks.seen import Line, Seen
from auditcheck.model.rules import Pack

# A warning: rules do not fit together, or one lacks what it ought to rest on. A note: good to know
# for the one who keeps the pack.
RULE_LOOKS: Mapping[str, Line] = {
    "never-met": Line("warning", doubles.never_met),
    "contradicting-criteria": Line("warning", doubles.contradicting),
    "implied-criterion": Line("warning", doubles.implied),
    "always-holds": Line("warning", certain.always_holds),
    "fixed-level": Line("warning", levels.fixed),
    "never-given": Line("warning", levels.never_given),
    "no-where": Line("warning", doubles.no_where),
    "no-authority": Line("warning", grounds.no_authority),
    "no-section": Line("warning", grounds.no_section),
    "outside-authority": Line("warning", dates.outside_authority),
    "due-out-of-force": Line("warning", dates.due_out_of_force),
    "parameter-gap": Line("warning", dates.parameter_gap),
    "idle-recommendation": Line("warning", advice.idle),
    "unasked-body": Line("warning", advice.unasked_body),
    "no-recommendation": Line("note", advice.none_proposed),
    "unused-word": Line("note", words.unused),
}


def look_at_rules(pack: Pack, documents: Iterable[Document]) -> list[Diagnostic]:
    """All that the looks find in a pack that was read without fault, look by look."""
    seen = Seen(pack, {each.path: each for each in documents}, Prover(pack))
    return [
        Diagnostic(code, line.severity, told.message, told.path, told.span, told.help, told.also)
        for code, line in RULE_LOOKS.items()
        for told in line.look(seen)
    ]
