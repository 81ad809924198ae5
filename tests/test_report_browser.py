"""The report in a real browser: needs Chromium and its driver, and skips where they are not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rephrase.data import Verdict
from tests.test_report import HOSTILE, LATEX, hostile, report, result, run

selenium = pytest.importorskip("selenium")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium that logs its console and what it asks of any network."""
    from selenium import webdriver

    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("Chromium and its driver are not on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chromium = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chromium
    chromium.quit()


def opened(browser: Any, out: Path) -> Any:
    report(out)
    browser.get((out.parent / "report.html").as_uri())
    wait(browser, "document.querySelector('#row h2') !== null")
    return browser


def wait(browser: Any, condition: str) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(browser, 10, poll_frequency=0.05).until(lambda page: page.execute_script(f"return {condition}"))


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def title(browser: Any, wanted: str) -> None:
    wait(browser, f"(document.querySelector('#row h2') || {{}}).textContent === {json.dumps(wanted)}")


def three(out: Path) -> Path:
    return run(
        out,
        [
            result(identity="a.txt"),
            result(identity="b.txt", status="rejected", style="plain"),
            result(LATEX, LATEX, identity="c.txt"),
        ],
    )


def test_no_hostile_text_runs_in_a_browser_and_nothing_is_asked_of_a_network(browser: Any, tmp_path: Path) -> None:
    """Every row of a hostile run is opened: no script of it runs, the console stays empty, no address is asked."""
    opened(browser, hostile(tmp_path / "out"))
    for _ in HOSTILE:
        press(browser, "j")
        wait(browser, "document.querySelectorAll('#list .chosen').length === 1")
    press(browser, "/", "window.hurt")
    wait(browser, "Number(document.getElementById('shown').textContent) < 12")
    assert browser.execute_script("return window.hurt") is None
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert not [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]


def test_keys_move_between_rows_and_the_search_narrows_them(browser: Any, tmp_path: Path) -> None:
    """j and k move, / leads to the search, which reads the texts; Escape leaves it."""
    opened(browser, three(tmp_path / "out"))
    title(browser, "a.txt/0")
    press(browser, "j")
    title(browser, "c.txt/0")
    press(browser, "k")
    title(browser, "a.txt/0")
    press(browser, "/", r"\frac{1}{2}")
    title(browser, "c.txt/0")
    assert browser.execute_script("return document.getElementById('shown').textContent") == "1"
    press(browser, "\ue00c", "t")
    assert browser.execute_script("return document.documentElement.dataset.theme") in ("dark", "light")
    assert browser.get_log("browser") == []


def test_filters_narrow_the_rows(browser: Any, tmp_path: Path) -> None:
    """Status, style and failed check each leave the rows that fit; formulas are drawn as MathML."""
    opened(browser, three(tmp_path / "out"))
    for name, value, shown in (("status", "rejected", "1"), ("style", "faq", "2"), ("check", "numbers", "1")):
        script = "const s = document.querySelector(`[data-filter=${arguments[0]}]`); s.value = arguments[1];"
        change = "s.dispatchEvent(new Event('change', {bubbles: true}));"
        browser.execute_script(script + change, name, value)
        wait(browser, f"document.getElementById('shown').textContent === '{shown}'")
        browser.execute_script(script + change, name, "")
        wait(browser, "document.getElementById('shown').textContent === '3'")
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_no_wider_than_the_screen(browser: Any, tmp_path: Path, width: int) -> None:
    """Neither a long id nor a long line makes a phone or a desk scroll sideways."""
    long = "x" * 3000
    one = result(f"{long} $${long}$$ ${'x + ' * 200}y$", f"`{long}`", identity=long, style=long)
    other = result(identity="b.txt", style="y" * 500, status="rejected", verdicts=(Verdict(long, False, 0.1, long),))
    opened(browser, run(tmp_path / "out", [one, other]))
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
