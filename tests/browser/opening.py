"""Debian's Chromium and the shipped audit's report, as the browser's tests open them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from auditcheck.cli.app import run
from variants import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator["Browser"]:
    """The browser; where CI asks for it, its absence is a failure."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("AUDITCHECK_BROWSER") == "required":
            pytest.fail("chromium is not installed, and this run requires it")
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


def shipped_report(folder: Path) -> Path:
    """The shipped audit's report, written into the folder."""
    path = folder / "report.html"
    assert run(["evaluate", str(ROOT / "evidence"), "--quiet", "--report", str(path)]) == 0
    return path


def opened(browser: "Browser", path: Path, **options: Any) -> "Page":
    """The page, with all that it folds away unfolded."""
    page = browser.new_page(**options)
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return page
