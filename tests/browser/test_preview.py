"""`evaluate --serve` in a real browser: what is saved is seen, and so is what is wrong with it."""

import re
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from running import PATIENCE, Running, placed, save

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
def test_the_page_follows_what_is_saved(
    browser: "Browser", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Evidence, rules and templates, a fault in each, and mended; and its end leaves nothing."""
    evidence = placed(tmp_path, monkeypatch)
    (tmp_path / "own").mkdir()
    style = tmp_path / "own" / "report.css"
    style.write_text("h1 { color: rgb(1, 2, 3) }", "utf-8")
    audit, pack = evidence / "audit.yaml", tmp_path / "rules" / "pack.yaml"
    template = tmp_path / "own" / "report.html.j2"
    title, rules = audit.read_text("utf-8"), pack.read_text("utf-8")
    with Running("evaluate", "evidence", "--serve", "--templates", "own") as running:
        said = running.said("Ctrl-C ends\n")
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert address
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(address[0])
        heading = page.locator("h1")
        heading.get_by_text("Granskning av beredskap").wait_for()
        save(audit, title.replace("av beredskap", "av <b>beredskapen</b>"))
        heading.get_by_text("Granskning av <b>beredskapen</b>").wait_for()
        save(audit, title.replace("as_of: 2024-03-31", "as_of: <i>2024"))
        heading.get_by_text("Not rendered").wait_for()
        assert "<i>2024" in page.locator("pre").inner_text()
        assert "evidence/audit.yaml:" in page.locator("pre").inner_text()
        save(audit, title)
        heading.get_by_text("Granskning av beredskap").wait_for()
        save(pack, rules.replace("pack:", "pakc:"))
        page.locator("pre").get_by_text("rules/pack.yaml").wait_for()
        save(pack, rules)
        heading.get_by_text("Granskning av beredskap").wait_for()
        save(template, "<!doctype html>\n{{ view.titel }}")
        page.locator("pre").get_by_text("own/report.html.j2:2: ").wait_for()
        save(template, "<!doctype html><title>x</title><h1>Egen {{ view.title }}</h1>")
        heading.get_by_text("Egen Granskning av beredskap").wait_for()
        template.unlink()
        heading.get_by_text("Granskning av beredskap", exact=True).wait_for()
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == (
            "rgb(1, 2, 3)"
        )
        save(style, "h1 { color: rgb(4, 5, 6) }")
        seen = "() => getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'"
        page.wait_for_function(seen)
        assert [each for each in errors if "favicon" not in each and "404" not in each] == []
        code, last = running.end()
        assert (code, last.splitlines()[-1]) == (0, "no longer served")
        page.close()
    socket.create_server(("127.0.0.1", int(address[1]))).close()
