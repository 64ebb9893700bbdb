"""The HTML report in a real browser: it opens at once, asks for nothing, runs nothing of an article, and lights up.

Needs Debian's chromium and Playwright's Python package; without them the tests are skipped and say why.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from checker.model import Report
from checker.report.html import render
from tests.report.pages import hostile, long, three

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

pytest.importorskip("jinja2", reason="jinja2 is not installed: the HTML report was not opened in a browser")
playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: the HTML report was not opened in a browser"
)
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}: the HTML report was not opened"),
    # Playwright speaks to the browser it started through pipes and an event loop; the page itself reaches nothing.
    pytest.mark.enable_socket,
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Seen:
    """A page that is open, and what happened on it."""

    page: Any
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def lit(self) -> list[str]:
        return self.page.eval_on_selector_all(".st.lit", "found => found.map(e => e.id)")


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def show(report: Report, width: int = 1400, **options: Any) -> Seen:
        path = tmp_path / "report.html"
        path.write_bytes(render(report).encode())
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.on("request", lambda r: seen.asked.append(r.url))
        seen.page.on("console", lambda m: seen.said.append(m.text))
        seen.page.on("pageerror", lambda e: seen.said.append(str(e)))
        seen.page.on("dialog", lambda d: (seen.said.append(f"dialog {d.message}"), d.dismiss()))
        began = time.monotonic()
        seen.page.goto(path.as_uri())
        seen.page.wait_for_load_state()
        assert time.monotonic() - began < 5
        return seen

    yield show
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("make", [hostile, three, long])
def test_opens_quietly_and_fits(show: Any, make: Any, width: int, scheme: str) -> None:
    seen = show(make(), width, color_scheme=scheme)
    assert len(seen.asked) == 1
    assert seen.said == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    # The script ran, so its hash is right; nothing else did.
    assert seen.page.locator("#filter").is_visible()
    assert seen.page.locator("script").count() == 1
    assert seen.page.locator("img").count() == 0


def test_aligned_statements_light_up_on_hover_focus_and_click(show: Any) -> None:
    seen = show(three())
    claim = ["s-a1-2", "s-a2-1", "s-a3-1"]
    seen.page.hover("#s-a2-1")
    assert seen.lit() == claim
    seen.page.hover("h1")
    assert seen.lit() == []
    seen.page.focus("#s-a1-2 .ref")
    assert seen.lit() == claim
    seen.page.keyboard.press("ArrowRight")
    assert seen.page.evaluate("document.activeElement.closest('.st').id") == "s-a2-1"
    seen.page.keyboard.press("ArrowDown")
    assert seen.page.evaluate("document.activeElement.closest('.st').id") == "s-a2-2"
    assert seen.lit() == ["s-a1-3", "s-a2-2"]
    seen.page.click("#s-a3-1", position={"x": 5, "y": 5})
    seen.page.hover("h1")
    assert seen.lit() == claim
    seen.page.keyboard.press("Escape")
    assert seen.lit() == []


def test_filter_hides_rows_by_relation_level_and_rule(show: Any) -> None:
    page = show(three()).page
    assert page.locator("output").inner_text() == "3 of 3 claims shown"
    page.uncheck("input[value=agree]")
    assert page.locator("#c2").is_hidden()
    assert page.locator("#c1").is_visible()
    page.select_option("select", "omission-material")
    assert page.locator("output").inner_text() == "1 of 3 claims shown"
    page.click("button[type=reset]")
    page.uncheck("input[value=error]")
    assert page.locator("#c1").is_hidden()
    assert page.locator("#c2").is_visible()


def test_link_opens_the_fold_it_leads_into(show: Any) -> None:
    page = show(three()).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    page.click("#s-a3-1 .ref")
    page.wait_for_function("document.getElementById('c1').closest('details').open")


def test_works_without_its_script(show: Any) -> None:
    page = show(three(), java_script_enabled=False).page
    assert page.locator("#filter").is_hidden()
    assert page.locator("#c1").is_visible()
    assert page.locator("#s-a3-1").is_visible()
    page.click("#s-a3-1 .ref")
    assert page.url.endswith("#c1")


def test_all_of_it_is_printed(show: Any) -> None:
    page = show(three()).page
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#filter").is_hidden()
    assert page.locator("details:not([open])").count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('.column')).maxHeight") == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(show: Any, scheme: str) -> None:
    page = show(three(), color_scheme=scheme).page
    weak = page.evaluate(
        """() => {
          const rgb = (c) => c.match(/[\\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
            .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
            .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
          const ground = (e) => {
            for (; e; e = e.parentElement) {
              const c = rgb(getComputedStyle(e).backgroundColor);
              if (c.length < 4 || c[3] > 0) return c;
            }
            return [255, 255, 255];
          };
          const weak = [];
          for (const e of document.querySelectorAll("main *, header *")) {
            if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
            if (e.closest("form, .v")) continue;
            const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
            if ((a + 0.05) / (b + 0.05) < 4.5) weak.push(`${e.tagName}.${e.className}: ${e.textContent.slice(0, 40)}`);
          }
          return weak;
        }"""
    )
    assert weak == []
