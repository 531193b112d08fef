"""The version of the rule language that a pack needs."""

import pytest

from auditcheck.language.rules_schema import rules_schema
from auditcheck.model.packs import LANGUAGE_VERSION
from small import codes, try_pack

PACK = "pack: {{id: p, title: P, version: 1.0.0{}}}\ncriteria: {{c: {{title: C, requires: {}}}}}"
SOUND = "{some: documents, where: {type: plan}}"


@pytest.mark.parametrize("needs", ["", ", needs: 1", f", needs: {LANGUAGE_VERSION}"])
def test_a_pack_in_this_language_or_an_older_is_read(needs: str) -> None:
    """The first version is what a pack needs that does not say."""
    assert codes(PACK.format(needs, SOUND)) == []


def test_a_pack_in_a_newer_language_is_refused_for_that_alone() -> None:
    """With both versions named; what else the pack says cannot be judged."""
    newer = LANGUAGE_VERSION + 1
    pack, problems = try_pack(PACK.format(f", needs: {newer}", "{most: documents}"))
    assert pack is None
    (problem,) = problems
    assert problem.code == "newer-language"
    assert problem.message == (
        f"the pack needs version {newer} of the rule language; this is {LANGUAGE_VERSION}"
    )


def test_the_schema_knows_it() -> None:
    """So that an editor completes it."""
    needs = rules_schema()["$defs"]["PackHead"]["properties"]["needs"]
    assert (needs["type"], needs["minimum"]) == ("integer", 1)
