"""What a pack calls the bodies and parameters that it speaks of."""

from auditcheck.language.wording import wording_of
from small import codes, pack

CRITERIA = """
criteria:
  c:
    title: C
    requires:
      some: decisions
      where: {body: $body.board}
      has: {amount: {above: $parameter.limit}}
parameters: {limit: 700000}
recommendations: {r: {text: R, to: [council], when_not_met: [c]}}
"""


def demanded(names: str) -> str:
    """The criterion's demand in words."""
    return wording_of(pack(f"{CRITERIA}names: {names}")).criteria["c"].requires


def test_names_stand_in_sentences() -> None:
    """In place of what the rules write."""
    named = demanded("{body.board: styrelsen, parameter.limit: gränsen för upphandling}")
    assert named.startswith("Det finns minst ett beslut som ")
    assert "styrelsen" in named
    assert named.endswith("har ett belopp på mer än gränsen för upphandling.")


def test_names_of_what_the_rules_speak_of() -> None:
    """A body may be one that something is recommended to; others are unknown."""
    assert codes(f"{CRITERIA}names: {{body.council: fullmäktige}}") == []
    assert codes(f"{CRITERIA}names: {{body.bord: styrelsen}}") == ["unknown-id"]
    assert codes(f"{CRITERIA}names: {{limit: gränsen}}") == ["unknown-id"]
    assert codes(f"{CRITERIA}names: {{body.board: 3}}") == ["wrong-type"]
