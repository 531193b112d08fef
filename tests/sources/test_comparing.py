"""Quotes in pages of text: each found at its step, and nothing found that is not there."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditcheck.model.quotes import VERIFIED
from auditcheck.sources.comparing import Found, find
from auditcheck.sources.pages import Document, document

FIRST = """Kommunstyrelsen
Protokoll 2024-05-14 1 (3)
Styrelsen beslutar att anta planen för trygghets-
och säkerhetsarbetet. Det är o-
möjligt att nå målet för brottsföre-
byggande arbete med 2,4 miljoner kronor.
Bilden ”visar” – år 2023–2024 – inte allt.
Kostnaden är 12 000 kronor, vilket ska tas ur
Justerat 1"""
SECOND = """Kommunstyrelsen
Protokoll 2024-05-14 2 (3)
styrelsens anslag. Därefter läggs ärendet till handling-
Justerat 2"""
THIRD = """Kommunstyrelsen
Protokoll 2024-05-14 3 (3)
arna utan vidare beslut, och temperaturen är -4 grader.
Justerat 3"""
MINUTES = document([FIRST, SECOND, THIRD], numbered=True)


@pytest.mark.parametrize(
    ("quote", "cited", "found"),
    [
        ("beslutar att anta planen", 1, Found("exact", 1)),
        ("planen för trygghets- och säkerhetsarbetet", 1, Found("exact", 1)),
        ("och säkerhetsarbetet", 1, Found("exact", 1)),
        ("vidare beslut, och temperaturen", None, Found("exact", 3)),
        ('Bilden "visar" - år 2023-2024 - inte allt', 1, Found("typography", 1)),
        ("12\u00a0000 kronor", 1, Found("typography", 1)),
        ("nå målet för brottsförebyggande arbete", 1, Found("hyphenation", 1)),
        ("Det är omöjligt att nå", 1, Found("hyphenation", 1)),
        ("vilket ska tas ur styrelsens anslag", 1, Found("page break", 1)),
        ("vilket ska tas ur styrelsens anslag", 2, Found("page break", 1)),
        ("vilket ska tas ur styrelsens anslag", None, Found("page break", 1)),
        ("läggs ärendet till handlingarna utan", 2, Found("page break", 2)),
        ("vilket ska tas ur styrelsens anslag", 3, Found("other page", 1)),
        ("utan vidare beslut", 1, Found("other page", 3)),
        ("utan vidare beslut", 99, Found("other page", 3)),
        ("Bilden visar alltid allt möjligt annat", 1, Found("missing")),
        ("”", 2, Found("other page", 1)),
        ("- -", 1, Found("missing")),
    ],
)
def test_the_step_that_a_quote_is_found_at(quote: str, cited: int | None, found: Found) -> None:
    """From as it stands to nowhere."""
    assert find(quote, MINUTES, cited) == found


@pytest.mark.parametrize(
    ("quote", "source", "own"),
    [
        ("Styrelsen beslutar att inte anta planen", (), ("inte",)),
        ("Bilden ”visar” – år 2023–2024 – allt.", ("inte",), ()),
        ("Bilden ”visar” – år 2023–2025 – inte allt.", ("2023-2024",), ("2023-2025",)),
        ("Det är möjligt att nå målet", ("omöjligt",), ("möjligt",)),
        ("arbete med 2 miljoner kronor.", ("2,4",), ("2",)),
        ("Kostnaden är 12000 kronor, vilket ska", ("12", "000"), ("12000",)),
        ("och temperaturen är 4 grader.", ("-4",), ("4",)),
        ("möjligt att nå målet för brottsförebyggande", ("omöjligt",), ("möjligt",)),
    ],
)
def test_what_is_near_is_told_by_the_words_that_differ(
    quote: str, source: tuple[str, ...], own: tuple[str, ...]
) -> None:
    """A negation, a digit, a sign, the rest of a word: each keeps a quote from being found."""
    found = find(quote, MINUTES, None)
    assert found.step == "near"
    told = set(found.only_source) - {"Justerat", "1", "Kommunstyrelsen", "Protokoll"}
    assert set(source) <= told
    assert found.only_quote == own


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("kostar 2", "Det kostar 2,4 Mkr"),
        ("kostar 2", "Det kostar 2 400 kr"),
        ("400 kr", "Det kostar 2 400 kr"),
        ("4 Mkr", "Det kostar 2,4 Mkr"),
        ("4 grader", "Det är −4 grader"),
        ("2024 gäller", "Planen 2023–2024 gäller"),
        ("Planen 2023", "Planen 2023–2024 gäller"),
        ("400 kr", "I 1 400 kr"),
        ("5 1", "Paragraf 51"),
        ("51", "Paragraf 5 1"),
        ("20232", "År 2023² gällde"),
        ("våld", "Med icke-våld"),
        ("tolerant", "De är in-\ntolerant"),
        ("in", "De är in-\ntolerant"),
        ("tolerant", "De är in\u00adtolerant"),
        ("10", "Vi gav 1½0"),
    ],
)
def test_a_piece_of_a_word_or_number_is_not_found(quote: str, text: str) -> None:
    """What goes on before or after the quote can turn it round."""
    step = find(quote, document([text], numbered=False), None).step
    assert step in ("near", "missing")


@pytest.mark.parametrize(
    ("quote", "text", "step"),
    [
        ("Ändrad", "A\u0308ndrad", "exact"),
        ("effekt", "e\ufb00ekt", "typography"),
        ("säkerhet", "säker\u00adhet", "hyphenation"),
        ("säkerhet", "säker\u0002\nhet", "hyphenation"),
        ("säkerhet", "säker\u2010 \n het", "hyphenation"),
        ("e-post", "e-\npost", "hyphenation"),
        ("åren 2023–2024", "åren 2023–\n2024", "hyphenation"),
        ("minus -4 grader", "minus –4 grader", "typography"),
        ("m²", "m²", "exact"),
    ],
)
def test_ways_of_writing_the_same(quote: str, text: str, step: str) -> None:
    """Composed letters, ligatures, hyphens of all sorts."""
    assert find(quote, document([text], numbered=False), 7) == Found(step)  # type: ignore[arg-type]


def test_a_page_that_is_a_picture_is_not_one_without_the_words() -> None:
    """What could not be read is told, unless the words are found elsewhere."""
    pages = [None, "Planen antas.", None]
    scan = Document(3, lambda number: pages[number - 1], numbered=True)
    assert find("Planen antas.", scan, 2) == Found("exact", 2)
    assert find("Planen antas.", scan, 1) == Found("no text", 1)
    assert find("Planen antas.", scan, None) == Found("exact", 2)
    assert find("Helt andra ord", scan, None) == Found("no text")
    assert find("Helt andra ord", scan, 2) == Found("missing")
    assert find("Helt andra ord", scan, 4) == Found("no text")


def test_a_very_long_quote_is_found_or_missing() -> None:
    """What is merely near it is not looked for."""
    long = " ".join(f"ord{number}" for number in range(600))
    page = document([long], numbered=False)
    assert find(long, page, None) == Found("exact")
    assert find(f"{long} mer", page, None) == Found("missing")


def test_lines_at_the_edge_that_only_look_repeated_are_words() -> None:
    """What is at the foot of one page and not of the next, by word and by number, is no footer."""
    pages = document(["Anslaget är\n2024\n", "kronor\n1999\n"], numbered=True)
    assert find("Anslaget är kronor", pages, 1).step == "near"
    assert find("Anslaget är 2024 kronor", pages, 1) == Found("page break", 1)


VOCABULARY = (
    *[
        "att",
        "anta",
        "planen",
        "styrelsen",
        "beslutar",
        "om",
        "och",
        "eller",
        "i",
        "på",
        "o",
        "in",
        "inte",
        "icke",
        "alla",
        "inga",
    ],
    *[
        "möjligt",
        "omöjligt",
        "trygghet",
        "otrygghet",
        "samverkan",
        "överenskommelse",
        "lägesbild",
        "åtgärd",
    ],
    *["brottsförebyggande", "kommunstyrelsen", "år", "kronor", "procent", "mål", "A", "B"],
    *["1", "2", "10", "12", "100", "400", "1999", "2023", "2024"],
)
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=8, max_size=30)


@given(WORDS, st.data())
def test_what_is_cut_from_a_text_is_found(words: list[str], data: st.DataObject) -> None:
    """As it stands where its words are words; however the lines are broken."""
    start = data.draw(st.integers(0, len(words) - 4))
    end = data.draw(st.integers(start + 2, len(words)))
    edges = (*words[max(0, start - 1) : start + 1], *words[end - 1 : end + 1])
    assume(not any(word.isdigit() for word in edges))  # a number may go on in the next
    breaks = data.draw(st.lists(st.sampled_from([" ", "\n", "  \n"]), min_size=len(words)))
    text = "".join(f"{word}{gap}" for word, gap in zip(words, breaks, strict=False))
    assert find(" ".join(words[start:end]), document([text], numbered=False), None).step == "exact"


@given(WORDS, st.data())
def test_what_is_broken_at_a_line_is_found(words: list[str], data: st.DataObject) -> None:
    """A word that a hyphen breaks is whole again; numbers are never broken."""
    long = [n for n, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    assume(long)
    at = data.draw(st.sampled_from(long))
    broken = [*words[:at], f"{words[at][:2]}-\n{words[at][2:]}", *words[at + 1 :]]
    found = find(" ".join(words), document([" ".join(broken)], numbered=False), None)
    assert found.step == "hyphenation"


def _verified(quote: list[str], text: list[str]) -> bool:
    half = len(text) // 2
    pages = document([" ".join(text[:half]), " ".join(text[half:])], numbered=True)
    return find(" ".join(quote), pages, None).step in VERIFIED


@given(WORDS, st.data())
def test_a_changed_quote_is_never_found(words: list[str], data: st.DataObject) -> None:
    """A word less, a word more, a negation, another digit: unless the text says that too."""
    at = data.draw(st.integers(1, len(words) - 2))
    change = data.draw(st.sampled_from(["less", "more", "inte", "digit"]))
    match change:
        case "less":
            quote = [*words[:at], *words[at + 1 :]]
        case "more":
            quote = [*words[:at], data.draw(st.sampled_from(VOCABULARY)), *words[at:]]
        case "inte":
            quote = [*words[:at], "inte", *words[at:]]
        case _:
            assume(words[at].isdigit())
            quote = [*words[:at], str(int(words[at]) + 1), *words[at + 1 :]]
    bones = [re.sub(r"\s", "", "".join(each)) for each in (quote, words)]
    assume(bones[0] not in bones[1])
    assert not _verified(quote, words)
    assert _verified(words, words)
