"""Statutes that documents cite, and what the evidence rests on."""

import pytest

from auditcheck.files.spelling import nearest
from loading.looking import PACK, expect, looked


def mention(written: str) -> str:
    """A document that mentions this."""
    return f"documents: {{plan: {{type: a, sources: [minutes], mentions: [{written}]}}}}"


@pytest.mark.parametrize(
    ("reference", "number"),
    [("SFS 2023:193", "2023:193"), ("lagen (2023:193) om ansvar", "2023:193"),
     ("2020:1", "2020:1"), ("förordning 2023:442", "2023:442")],
)  # fmt: skip
def test_a_statute_that_the_pack_does_not_rest_on(reference: str, number: str) -> None:
    """A number that no authority has, in whatever way it is written."""
    message = f"'{number}' is the number of no authority in the rule pack"
    text = mention(f"{{reference: «'{reference}'»}}")
    expect(text, f"warning[unknown-statute]: {message}")


def test_the_nearest_statute_is_named() -> None:
    """The help names the authority whose number is nearest, or says what else to do."""
    helps = [looked(mention(f'{{reference: "{n}"}}'))[0].help for n in ("2023:193", "1809:1")]
    assert nearest("1809:1", ["2023:196", "2017:725"]) is None
    assert helps == [
        "check the number in the source: the pack rests on '2023:196'",
        "check the number in the source; add the statute to the pack if it counts",
    ]


@pytest.mark.parametrize(
    "written",
    ['{reference: "SFS 2023:196", in_force: 2023-07-01}',
     '{reference: "SFS 2023:196", in_force: 2023-07}', '{reference: "SFS 2023:196"}',
     '{reference: "SFS 2017:725", in_force: 1999}', "{reference: Programmet, in_force: 1999}",
     '{reference: "SOU 2021:49"}', '{reference: "prop. 2022/23:43"}'],
)  # fmt: skip
def test_a_mention_that_agrees(written: str) -> None:
    """A known number, a date that may be right or that the pack does not give, other texts."""
    expect(mention(written))


def test_a_pack_without_statutes() -> None:
    """Where the rules rest on no statute no number is wrong."""
    pack = PACK.replace("SFS 2023:196", "Lagen").replace("SFS 2017:725", "Kommunallagen")
    expect(mention('{reference: "SFS 2023:193"}'), pack=pack)


def test_a_wrong_day_of_entry_into_force() -> None:
    """The day that a document gives is held against the authority's."""
    text = mention('{reference: "SFS 2023:196", in_force: «2023-06-01»}')
    message = "'2023:196' is said to be in force from '2023-06-01', not '2023-07-01'"
    expect(text, f"warning[unlike-in-force]: {message}")


def test_one_number_in_force_by_parts() -> None:
    """Of several authorities with one number any day will do."""
    pack = PACK.replace('SFS 2017:725"', 'SFS 2023:196", in_force: 2024-07-01')
    expect(mention('{reference: "SFS 2023:196", in_force: 2024-07-01}'), pack=pack)
    text = mention('{reference: "SFS 2023:196", in_force: «2022»}')
    message = "'2023:196' is said to be in force from '2022', not '2023-07-01 or 2024-07-01'"
    expect(text, f"warning[unlike-in-force]: {message}", pack=pack)


def test_what_rests_on_what_was_said_alone() -> None:
    """Each such item is told once, with its sources; one source above oral is enough."""
    text = """
sources:
  own: {kind: self-assessment, title: a}
documents:
  plan: {type: a, «sources»: [interview, {source: own, page: 1}, {source: interview, page: 2}]}
  programme: {type: a, sources: [interview, minutes]}
absences:
  none: {of: forums, «sources»: [interview]}
"""
    message = "note[oral-only]: this rests on what was said alone: 'interview' (interview)"
    expect(text, f"{message}, 'own' (self-assessment)", message)


def test_observations_that_contradict_each_other() -> None:
    """They are told with how much each is borne by; other topics and things are left alone."""
    text = """
observations:
  one: {topic: a, about: board, holds: ‹yes›, says: a, sources: [interview, minutes]}
  two: {topic: a, about: board, holds: «no», says: a, sources: [survey]}
  three: {topic: a, about: board, holds: yes, says: a, sources: [minutes]}
  four: {topic: a, holds: ‹no›, says: a, sources: [minutes]}
  five: {topic: b, about: board, holds: no, says: a, sources: [minutes]}
  six: {topic: a, holds: «partly», says: a, sources: [minutes]}
sources:
  survey: {kind: survey, title: a}
"""
    recorded = "seen or recorded at the time evidence"
    expect(
        text,
        "warning[contradicting-observations]: 'a' about 'board' is 'no' here (documentary "
        f"evidence), 'yes' in 'one' ({recorded})",
        f"warning[contradicting-observations]: 'a' is 'partly' here ({recorded}), 'no' in 'four' "
        f"({recorded})",
    )


def test_a_source_that_nothing_cites() -> None:
    """It is told at its id."""
    text = """
sources:
  «plan»: {kind: document, title: a}
  programme: {kind: document, title: a}
documents:
  programme-2023: {type: a, sources: [{source: programme, page: 1}]}
"""
    expect(text, "note[uncited-source]: nothing cites this source (documentary)")
