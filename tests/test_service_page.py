"""The page to try the service, in a browser."""

import json
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from served import served

from collate.service.settings import ServiceSettings

if TYPE_CHECKING:  # selenium is imported where a browser is started: it may not be installed
    from selenium.webdriver import Chrome

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync".split()
)
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Chromium and its driver: make setup-full")

HOSTILE = "A: one <img src=x onerror=alert(1)>\nB: one two\nC: one two"


@pytest.fixture(scope="module")
def browser() -> "Iterator[Chrome]":
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


def tried(browser: "Chrome", texts: str, form: str, wanted: str) -> str:
    """Fill the page in, send it, and return what is shown when it has an element."""
    from selenium.webdriver.support.wait import WebDriverWait

    browser.execute_script(
        "document.getElementById('texts').value = arguments[0]; document.getElementById('form').value = arguments[1];"
        "document.querySelector('button').click();",
        texts,
        form,
    )
    done = (
        f"return document.querySelector('{wanted}') && document.getElementById('message').textContent !== 'Collating…'"
    )
    WebDriverWait(browser, 30).until(lambda driver: driver.execute_script(done))
    shown: str = browser.execute_script("return document.getElementById('shown').innerText")
    return shown


def test_every_form_can_be_tried_and_readings_are_only_text(browser: "Chrome") -> None:
    with served(ServiceSettings(workers=1, prefix="/here")) as service:
        browser.get(f"http://127.0.0.1:{service.port}/here/")
        browser.get_log("performance")
        tried(browser, HOSTILE, "application/json", "#shown table")
        cells = "return [...document.querySelectorAll('#shown tr')].map((r) => [...r.cells].map((c) => c.textContent))"
        assert browser.execute_script(cells) == [
            ["A", "one ", "<img src=x onerror=alert(1)>"],
            ["B", "one ", "two"],
            ["C", "one ", "two"],
        ]
        assert "substitution" in tried(browser, HOSTILE, "application/vnd.collate+json", "#shown td:nth-child(5)")
        assert "cx:apparatus" in tried(browser, HOSTILE, "application/tei+xml", "#shown pre")
        assert "digraph" in tried(browser, HOSTILE, "text/plain", "#shown pre")
        tried(browser, HOSTILE, "image/svg+xml", "#shown img" if shutil.which("dot") else "#message")
        tried(browser, "A: one\nA: two", "application/json", "#message:not(:empty)")
        message = browser.execute_script("return document.getElementById('message').textContent")
        assert message == "the request: witnesses 1 and 2 have the same id, 'A'; change one of them"
        assert browser.execute_script("return document.querySelectorAll('#shown img[src=x]').length") == 0
        said = [entry["message"] for entry in browser.get_log("browser") if "422" not in entry["message"]]
        assert said == []
        sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
        asked = {m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"}
        assert {url for url in asked if not url.startswith("data:")} == {
            f"http://127.0.0.1:{service.port}/here/collate"
        }
