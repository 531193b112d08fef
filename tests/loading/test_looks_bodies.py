"""Bodies, absences and judgements; what is told of an audit that says little."""

from datetime import date
from pathlib import Path

import pytest

from auditcheck.loading.evidence import assembled, read_evidence
from loading.looking import AUDIT, ITEMS, PACK, document, expect, look, pack_of


@pytest.mark.parametrize(
    "text",
    [
        "audit: {title: a, subject: {name: a}, as_of: 2024-03-31, «bodies»: {}}",
        "«audit»: {title: a, subject: {name: a}, as_of: 2024-03-31}",
    ],
)
def test_a_body_that_the_rules_ask_about(text: str) -> None:
    """What is asked of a body that is not named is unknown: that is told."""
    message = "the rules ask about the body 'board', which 'bodies' does not name"
    expect(text, f"warning[missing-body]: {message}")


def test_a_body_that_no_rule_asks_about() -> None:
    """A misspelt name is told beside the one that is missed; one to whom is proposed is known."""
    text = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  as_of: 2024-03-31
  «bodies»: {boardd: «board», council: board}
"""
    proposed = PACK.replace("when_not_met", "to: [council], when_not_met")
    expect(
        text,
        "warning[missing-body]: the rules ask about the body 'board', which 'bodies' does not "
        "name",
        "note[unused-body]: the rules ask nothing about the body 'boardd'",
        pack=proposed,
    )


def test_a_body_that_no_evidence_is_about() -> None:
    """Where it stands in the organisation is not evidence about it; an absence is."""
    text = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  as_of: 2024-03-31
  scope: [board, «schools», «forum», council, unit, team, chair, observed]
  bodies: {board: board}
actors:
  schools: {name: a, type: a, sources: [minutes]}
  council: {name: a, type: a, sources: [minutes]}
  unit: {name: a, type: a, part_of: schools, reports_to: forum, sources: [minutes]}
  team: {name: a, type: a, sources: [minutes]}
  chair: {name: a, type: a, sources: [minutes]}
  observed: {name: a, type: a, sources: [minutes]}
forums:
  forum: {name: a, sources: [minutes]}
  group: {name: a, led_by: unit, members: [{actor: team}], sources: [minutes]}
documents:
  plan: {type: a, decided: {by: chair}, sources: [minutes]}
observations:
  one: {topic: a, about: observed, holds: yes, says: a, sources: [minutes]}
absences:
  none: {of: reports, where: {to: [council, board], channel: möte}, sources: [minutes]}
  no-date: {of: functions, sources: [minutes]}
"""
    expect(
        text,
        "note[unexamined-body]: 'schools' is audited, but no evidence beside its own entry is "
        "about it",
        "note[unexamined-body]: 'forum' is audited, but no evidence beside its own entry is "
        "about it",
    )


@pytest.mark.parametrize(
    "written",
    [
        (
            "absences: {no: {of: documents, «where»: {type: b}, %s}}\n"
            "documents: {a: {type: a, %s}, ‹b›: {type: b, %s}}"
        ),
        (
            "absences: {no: {of: documents, «where»: {type: [c, b], contains: y}, %s}}\n"
            "documents: {a: {type: b, %s}, ‹b›: {type: b, contains: [x, y], %s}}"
        ),
        (
            "absences: {no: {of: forums, «where»: {mandate.documented: true}, %s}}\n"
            "forums: {a: {name: a, %s}, ‹b›: {name: a, mandate: {documented: true}, %s}}"
        ),
        (
            "absences: {no: {of: funds, «where»: {amount: 2.0}, %s}}\n"
            "funds: {‹b›: {kind: egna medel, amount: 2, %s}}"
        ),
        "absences: {«no»: {of: forums, %s}}\nforums: {‹b›: {name: a, %s}}",
    ],
)
def test_an_absence_of_what_is_there(written: str) -> None:
    """The first item that has all that the absence names is told with it."""
    message = "this is said not to be there, but 'b' has all that is named"
    text = written.replace("%s", "sources: [minutes]")
    expect(text, f"warning[contradicted-absence]: {message}")


@pytest.mark.parametrize(
    "written",
    [
        (
            "absences: {no: {of: documents, where: {type: b, status: beslutad}, %s}}\n"
            "documents: {a: {type: b, %s}, b: {type: a, status: beslutad, %s}}"
        ),
        (
            "absences: {no: {of: funds, where: {use_accounted: true}, %s}}\n"
            "funds: {b: {kind: egna medel, amount: 1, use_accounted: false, %s}}"
        ),
        "absences: {no: {of: forums, %s}}",
    ],
)
def test_an_absence_that_holds(written: str) -> None:
    """An item that only perhaps has what was sought does not contradict."""
    expect(written.replace("%s", "sources: [minutes]"))


JUDGED = """
judgements:
  one: {question: law, level: Nej, reason: a, by: b, date: 2024-01, until: 2024-05}
  two: {question: law, level: Ja, reason: a, by: b, date: 2024-02}
"""


def test_two_judgements_of_one_part() -> None:
    """Both in force on the day of the assessment: one must go."""
    marked = JUDGED.replace("one:", "‹one›:").replace("two:", "«two»:")
    expect(marked, "fault[two-judgements]: 'law' is judged here and in 'one', both in force")


def test_a_judgement_that_no_longer_counts() -> None:
    """One that has expired is no second one; the day evaluated for decides."""
    expect(JUDGED.replace("2024-05", "2024-03-30"))
    texts = (AUDIT, ITEMS, JUDGED)
    read = read_evidence([document(f"{n}.yaml", text) for n, text in enumerate(texts)], "e")
    for day, count in ((date(2024, 5, 31), 1), (date(2024, 6, 1), 0)):
        found = look(read, assembled(read, day), pack_of(), Path("no-such-folder"))
        assert len(found) == count


def test_judgements_of_two_parts() -> None:
    """Each part may have its own; the part is named where there are two of one."""
    pack = PACK.replace(
        "essential: [decided]}",
        "parts: {a: {asks: a, essential: [decided]}, b: {asks: b, essential: [decided]}}}",
    )
    one = JUDGED.replace("Nej", "Nej, part: a")
    expect(one.replace("Ja", "Ja, part: b"), pack=pack)
    expect(
        one.replace("Ja", "Ja, part: a").replace("one:", "‹one›:").replace("two:", "«two»:"),
        "fault[two-judgements]: 'law.a' is judged here and in 'one', both in force",
        pack=pack,
    )


def test_a_minimal_audit() -> None:
    """Of an audit that says as little as it can, only what it lacks is told."""
    text = "audit: {title: a, subject: {name: a}, as_of: 2024-03-31}"
    read = read_evidence([document("audit.yaml", text)], "evidence")
    pack = pack_of(PACK.replace(", where: {body: $body.board}", ""))
    assert look(read, assembled(read, None), pack, Path("no-such-folder")) == []
    expect("activities: {a: {title: a, sources: [minutes]}}")
