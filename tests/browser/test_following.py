"""From a level to the words it rests on and back: by two clicks, and by the keyboard alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What a reader sees at once after following a link: the part, or the criterion unfolded.
SEEN = """to => {
    const target = document.getElementById(to);
    const inside = target.closest('details');
    return inside ?? target.closest('.part') ?? target.closest('section');
}"""
# For every level: where it leads, what can be opened or followed there, and what then is seen.
FOLLOWED = f"""() => {{
    const seen = {SEEN};
    const cites = each => [...each.querySelectorAll('.rests > li')].map(item => ({{
        item: item.querySelector('a')?.hash.slice(1),
        cite: item.querySelector('.cite')?.textContent.trim() ?? '',
    }}));
    const levels = [...document.querySelectorAll('a.to-level')];
    return levels.map(level => {{
        const at = seen(level.hash.slice(1));
        const opened = [...at.querySelectorAll('details.criterion')];
        const refs = [...at.querySelectorAll('a')].map(a => a.hash.slice(1));
        const followed = refs.filter(to => to.startsWith('k-')).map(to => seen(to));
        const criteria = [...new Set([...opened, ...followed])];
        const own = at.id || at.querySelector('h4, h2').id;
        return {{
            level: level.textContent.trim(),
            own,
            criteria: criteria.map(each => ({{
                id: each.querySelector('.inside').id,
                cites: cites(each),
                back: [...each.querySelectorAll('a')].map(a => a.hash.slice(1)),
            }})),
            back: refs,
        }};
    }});
}}"""


@pytest.fixture(scope="module")
def page(browser: "Browser", report: Path) -> "Page":
    """The report as it is when it has just been opened."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(report.as_uri())
    return page


def test_every_level_is_two_clicks_from_the_words_it_rests_on(page: "Page") -> None:
    """The first leads to the part, or to the reasons of the whole; the second opens a criterion.

    There each piece of evidence stands with its sources, and there is a way back.
    """
    followed: list[dict[str, Any]] = page.evaluate(FOLLOWED)
    unlinked = ".levels .level, .closing .level, .tally .level, .big .level"
    outside = "each => !each.closest('a') && !each.closest('.may-become')"
    assert page.evaluate(f"[...document.querySelectorAll('{unlinked}')].filter({outside})") == []
    assert len(followed) > 3 * 9
    for level in followed:
        assert level["criteria"], level["level"]
        rests = [cite for each in level["criteria"] for cite in each["cites"]]
        assert rests, level["level"]
        assert all(cite["item"] and cite["cite"] for cite in rests), level["level"]
        if level["own"].startswith("d-"):
            assert "levels" in level["back"]
            assert all(
                level["own"] in each["back"] or any(to.startswith("k-") for to in each["back"])
                for each in level["criteria"]
            )


def test_each_piece_of_evidence_leads_back(page: "Page") -> None:
    """From its entry, with its sources, to the criteria that read it, and from those to a part."""
    pairs: list[list[Any]] = page.evaluate("""() => {
        const links = of => [...of.querySelectorAll('a')].map(a => a.hash.slice(1));
        return [...document.querySelectorAll('.rests > li > a')].map(link => {
            const item = document.getElementById(link.hash.slice(1));
            return [link.closest('.inside').id, links(item)];
        });
    }""")
    assert pairs
    for criterion, back in pairs:
        assert criterion in back
        assert any(to.startswith("s-") for to in back)


def test_the_keyboard_alone_goes_there_and_back(browser: "Browser", report: Path) -> None:
    """Tab to a level, Enter; Tab to a criterion, Enter; Tab to its part, Enter; and to the top."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(report.as_uri())
    page.keyboard.press("Tab")
    assert _focused(page)["hash"] == "#main"
    page.keyboard.press("Enter")
    level = _tab_to(page, "level")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == level["hash"]
    summary = _tab_to(page, "summary")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    cite = page.evaluate("document.activeElement.parentElement.querySelector('.cite').innerText")
    assert cite.strip()
    evidence = _tab_to(page, "evidence")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == evidence["hash"]
    back = _tab_to(page, "criterion")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == back["hash"]
    part = _tab_to(page, "part")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == part["hash"]
    assert summary["text"]
    _tab_to(page, "back")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#levels"
    page.close()


def test_a_focus_that_is_not_seen_is_noticed(
    browser: "Browser", report: Path, tmp_path: Path
) -> None:
    """The check can fail: without its outline, and where what has the focus is out of sight."""
    text = report.read_text("utf-8")
    for spoiling in ("outline: none !important", "position: fixed; left: -999rem; top: -99rem"):
        spoiled = tmp_path / "spoiled.html"
        style = f"main a:focus-visible {{ {spoiling} }}</style>"
        spoiled.write_text(text.replace("</style>", style, 1), "utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(spoiled.as_uri())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        with pytest.raises(AssertionError, match=r"seen|shown"):
            _tab_to(page, "level")
        page.close()


def _focused(page: "Page") -> dict[str, Any]:
    """What has the focus: of which sort, where it leads, and whether one sees that it has it."""
    found: dict[str, Any] = page.evaluate("""() => {
        const e = document.activeElement, style = getComputedStyle(e), hash = e.hash ?? '';
        const box = e.getBoundingClientRect();
        return {
            hash,
            text: e.textContent.trim(),
            sort: e.matches('a.to-level[href^="#d-"]') ? 'level' : e.matches('summary') ? 'summary'
                : e.closest('.rests') && hash.startsWith('#b-') ? 'evidence'
                : e.closest('.item') && hash.startsWith('#k-') ? 'criterion'
                : e.closest('.inside') && hash.startsWith('#d-') ? 'part'
                : hash === '#levels' ? 'back' : '',
            seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
            shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        };
    }""")
    return found


def _tab_to(page: "Page", sort: str) -> dict[str, Any]:
    """Tab until something of the sort has the focus; on the way it is always seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        found = _focused(page)
        assert found["seen"], found
        assert found["shown"], found
        if found["sort"] == sort:
            return found
    raise AssertionError(sort)
