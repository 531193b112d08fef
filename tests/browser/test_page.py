"""The report's page in a real browser: accessible, self-contained, whole on paper."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from auditcheck.cli.app import run
from browser.opening import opened
from variants import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def _violations(page: "Page") -> list[str]:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # no types

    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: "Browser", report: Path, scheme: str) -> None:
    """WCAG 2.1 A and AA and axe's best practice, everything open."""
    page = opened(browser, report, color_scheme=scheme)
    assert _violations(page) == []
    page.close()


def test_axe_finds_nothing_on_the_page_of_rules(
    browser: "Browser", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is it wider than a telephone."""
    assert run(["rules", "--format", "html"]) == 0
    path = tmp_path / "rules.html"
    path.write_text(capsys.readouterr().out, "utf-8")
    page = opened(browser, path, viewport={"width": 360, "height": 900})
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_follow_up(
    browser: "Browser", tmp_path: Path, scheme: str
) -> None:
    """Nor is it wider than a telephone; of three audits, each with the next."""
    folders = [str(ROOT / "examples" / f"furuhede-{year}") for year in (2024, 2025, 2025)]
    path = tmp_path / "follow-up.html"
    assert run(["diff", *folders, "--quiet", "--report", str(path)]) == 0
    options: Any = {"viewport": {"width": 360, "height": 900}, "color_scheme": scheme}
    page = opened(browser, path, **options)
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped audit's sheets of fact check, all of them."""
    folder = tmp_path_factory.mktemp("sheets")
    kept, path = str(folder / "result.json"), folder / "sheets.html"
    assert run(["evaluate", str(ROOT / "evidence"), "--quiet", "--result", kept]) == 0
    assert run(["render", kept, "--fact-check", "all", "--report", str(path)]) == 0
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_sheets(browser: "Browser", sheets: Path, scheme: str) -> None:
    """Nor are they wider than a telephone."""
    options: Any = {"viewport": {"width": 360, "height": 900}, "color_scheme": scheme}
    page = opened(browser, sheets, **options)
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def test_each_sheet_begins_a_page(browser: "Browser", sheets: Path) -> None:
    """On paper, so that each can be handed to the one it is for."""
    page = opened(browser, sheets)
    page.emulate_media(media="print")
    breaks = """() => [...document.querySelectorAll('.contents, .sheet:not(:last-child)')]
        .map(each => getComputedStyle(each).breakAfter)"""
    found = page.evaluate(breaks)
    assert len(found) == 9
    assert set(found) == {"page"}
    page.close()


@pytest.mark.parametrize("public", [False, True])
def test_a_working_version_is_marked_on_every_page(
    browser: "Browser", tmp_path: Path, public: bool
) -> None:
    """On paper and on the screen; the public one on none."""
    path = tmp_path / "report.html"
    more = ["--public"] if public else []
    assert run(["evaluate", str(ROOT / "evidence"), "-q", "--report", str(path), *more]) == 0
    page = opened(browser, path)
    assert ("Arbetsversion" in page.locator(".version").inner_text()) is not public
    margins = """() => [...document.styleSheets].flatMap(each => [...each.cssRules])
        .filter(each => each instanceof CSSPageRule).map(each => each.cssText).join()"""
    read = page.evaluate(margins)
    assert ('@bottom-center { content: "Arbetsversion"' in read) is not public
    page.close()


def test_a_spoiled_page_is_seen_through(browser: "Browser", report: Path, tmp_path: Path) -> None:
    """The check can fail: a page without its language and with pale text does."""
    spoiled = tmp_path / "spoiled.html"
    text = report.read_text("utf-8").replace('lang="sv"', "", 1)
    pale = '<p style="color:#ddd;background:#fff">blek</p></main>'
    spoiled.write_text(text.replace("</main>", pale, 1), "utf-8")
    page = opened(browser, spoiled, color_scheme="light")
    found = " ".join(_violations(page))
    assert "html-has-lang" in found
    assert "color-contrast" in found
    page.close()


@pytest.mark.parametrize("width", [360, 820, 1280])
def test_nothing_is_wider_than_the_window(browser: "Browser", report: Path, width: int) -> None:
    """Wide tables scroll in their own regions, the page itself does not; else it is seen."""
    page = opened(browser, report, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_style_tag(content=f".verdict {{ min-width: {width}px }}")  # and its margins besides
    assert page.evaluate("document.documentElement.scrollWidth") > width
    page.close()


PLATES = """() => [...document.querySelectorAll('.figure .plate')].map(each => {
    const plate = each.getBBox(), number = each.nextElementSibling.getBBox();
    const aside = plate.x + plate.width / 2 - number.x - number.width / 2;
    return [plate.width - number.width, aside, number.y - plate.y];
})"""


def test_a_number_in_a_drawing_fits_its_field(browser: "Browser", report: Path) -> None:
    """Nothing that lies below shows through it."""
    page = opened(browser, report)
    found: list[list[float]] = page.evaluate(PLATES)
    assert len(found) > 10
    for wider, aside, above in found:
        assert 0 <= wider < 14
        assert abs(aside) < 1
        assert abs(above) < 3
    page.close()


def test_the_page_asks_for_nothing(browser: "Browser", report: Path) -> None:
    """One self-contained file: no request but its own, no error in the console."""
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert said == []
    page.close()


HIDDEN = """() => [...document.querySelectorAll('details:not([open]) > *:not(summary)')]
    .filter(each => !each.checkVisibility({contentVisibilityAuto: true})).length"""


def test_closed_details_are_printed(browser: "Browser", report: Path, tmp_path: Path) -> None:
    """On paper nothing is folded away; without the rule that says so, all of it is."""
    spoiled = tmp_path / "spoiled.html"
    rule = "details::details-content"
    text = report.read_text("utf-8")
    assert text.count(rule) == 1
    spoiled.write_text(text.replace(rule, ".nothing"), "utf-8")
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(report.as_uri())
    assert page.evaluate("document.querySelectorAll('details:not([open])').length") > 0
    page.wait_for_function(f"({HIDDEN})() === 0")  # laid out with the next frame, or the one after
    page.goto(spoiled.as_uri())
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert page.evaluate(HIDDEN) > 0
    page.close()
