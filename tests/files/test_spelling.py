"""Which word was meant: found among few and among many, for a bounded number of words."""

import pytest

from auditcheck.files.spelling import MOST_LISTED, MOST_SOUGHT, Spelling, Spellings, nearest


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lägesbld", "lägesbild"),
        ("LÄGESBILD", "lägesbild"),
        ("policy", "Policy"),
        ("helt annat", None),
        ("", None),
        ("lägesbild" * 20_000, None),
    ],
)
def test_nearest(word: str, expected: str | None) -> None:
    """The word that was probably meant is found in any case of letters, a far one is not."""
    assert nearest(word, ["åtgärdsplan", "lägesbild", "Policy"]) == expected


def test_nearest_by_its_beginning() -> None:
    """A word that is begun is taken for the shortest that begins so, before what looks alike."""
    words = ["law.plant", "law.plan-followed-up", "law.plan-followed-up-yearly", "law.place"]
    assert nearest("law.plan-f", words) == "law.plan-followed-up"
    assert nearest("law", words) is None


def test_nearest_among_many_words() -> None:
    """Among thousands a slip is found all the same, and soon."""
    words = [f"aktör-{number}-enhet" for number in range(5_000)]
    assert nearest("aktör-4711-enhett", words) == "aktör-4711-enhet"
    assert nearest("helt annat", words) is None


@pytest.mark.parametrize("place", range(0, 22, 3))
def test_a_slip_anywhere_among_many_words(place: int) -> None:
    """Wherever in a word the slip is, one of its ends leads to the word that was meant."""
    words = [f"protokoll-{number * 7919:08}-bilaga" for number in range(20_000)]
    meant = words[4_711]
    assert nearest(f"{meant[:place]}x{meant[place + 1 :]}", words) == meant


def test_the_beginning_of_many_words() -> None:
    """Of many that begin so the shortest is taken."""
    words = [f"källa-{number}" for number in range(1_000, 3_000)]
    assert nearest("källa-17", [*words, "källa-170"]) == "källa-170"


def test_so_many_words_are_sought_in_one_list() -> None:
    """Thousands of unknown words are told without a nearest; those sought before keep theirs."""
    spelling = Spelling(f"ord-{number}" for number in range(5_000))
    for number in range(50_000):
        spelling.nearest(f"orrd-{number}-{number}-{number}")
    assert spelling.nearest("orrd-4711") is None
    assert len(spelling._found) == MOST_SOUGHT
    assert spelling.nearest("orrd-1-1-1") == nearest("orrd-1-1-1", spelling.words)


def test_help_lists_so_many_words() -> None:
    """All that are expected are listed; of very many the first, with how many more there are."""
    few, many = ["ja", "nej"], [f"ord-{number}" for number in range(MOST_LISTED + 7)]
    assert Spelling(few).instead("kanske") == "expected one of: ja, nej"
    assert Spelling(few).instead("kanske", "leave it out") == "leave it out"
    listed = Spelling(many).instead("helt annat")
    assert listed.startswith("expected one of: ord-0, ord-1, ")
    assert listed.endswith(f", ord-{MOST_LISTED - 1} and 7 more")


def test_a_list_is_made_once() -> None:
    """A list of words by its name is not asked for again."""
    spellings = Spellings()
    first = spellings.of("kind", lambda: ["plan"])
    assert spellings.of("kind", lambda: ["other"]) is first
    assert first.instead("plam") == "write 'plan'"
