"""The help for a value that does not fit says what is wrong with this one."""

from unicodedata import normalize

import pytest

from auditcheck.loading.evidence import read_evidence
from auditcheck.loading.references import check_references
from loading.looking import AUDIT, ITEMS, PACK, document, pack_of

HELPS = {
    "decisions: {d: {body: board, date: 2023-02-01, amount: 012, sources: [minutes]}}": (
        "write it without leading zeros"
    ),
    "decisions: {d: {body: board, date: 2023-02-01, amount: 5 000, sources: [minutes]}}": (
        "write the digits together, without anything between thousands"
    ),
    "decisions: {d: {body: board, date: 2023-02-01, amount: 1_000, sources: [minutes]}}": (
        "write the digits together, without anything between thousands"
    ),
    "decisions: {d: {body: board, date: 2023-02-01, amount: 1e5, sources: [minutes]}}": (
        "write the number out, without an exponent"
    ),
    "decisions: {d: {body: board, date: 2023-02-01, amount: mycket, sources: [minutes]}}": (
        "write a number, with a point for decimals and without quotes"
    ),
    "samples: {s: {topic: a, size: 010, sources: [minutes]}}": "write it without leading zeros",
    "sources: {s: {kind: document, sha256: abc}}": (
        "write its 64 hexadecimal digits, in lower case"
    ),
    "forums:\n  f:\n    name:Rådet": "write a space after the colon",
    "forums:\n  f:\n    name:\u00a0Rådet": "replace <U+00A0> after the colon by a space",
    "forums:\n  f: Rådet": "write 'field: value' lines",
}


@pytest.mark.parametrize("text", HELPS)
def test_the_help_fits(text: str) -> None:
    """One fault, with the help for it."""
    documents = [document("e.yaml", text), document("i.yaml", ITEMS), document("a.yaml", AUDIT)]
    (fault,) = (each for each in read_evidence(documents, "e").sections.problems if each.span)
    assert fault.help == HELPS[text]


def test_a_word_that_only_looks_like_one() -> None:
    """Letters that are put together otherwise are told as that."""
    text = "decisions: {d: {body: board, date: 2023-02-01, about: [åtgärd], sources: [minutes]}}"
    read = read_evidence(
        [
            document("e.yaml", normalize("NFD", text)),
            document("i.yaml", ITEMS),
            document("a.yaml", AUDIT),
        ],
        "e",
    )
    (fault,) = check_references(read, pack_of(PACK.replace("[trygghet]", "[åtgärd]")))
    assert fault.code == "unknown-word"
    assert fault.help is not None
    assert fault.help.startswith("write 'åtgärd' anew: it looks alike")
