"""Take the pictures of the docs: reports in a real browser, as a reader sees them.

`make pictures` runs it, after `make report`. It needs chromium and its driver (`make setup-full`).
"""

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from selenium import webdriver
from steps import File, make, steps_of

from collate.cli.main import run

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1240, 720
COLOURS = 64  # of a picture: enough for text, and a third of the size
# A picture, and the address within the page that it shows.
OF_THE_TUTORIAL = {
    PICTURES / "text.png": "#e18&view=text",
    PICTURES / "parallel.png": "#e17&view=parallel",
    PICTURES / "entries.png": "#view=entries",
}
OF_REPORTS = {
    "autonomisation": {ROOT / "reports" / "page.png": "#e50&view=parallel"},
    "origin-ch4": {PICTURES / "origin.png": "#e100&view=parallel"},
    "frankenstein-draft": {PICTURES / "frankenstein.png": "#e20&view=parallel"},
}


def browser() -> webdriver.Chrome:
    """A browser without a window, whose pages have the size of a picture."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    return driver


def take(driver: webdriver.Chrome, page: Path, pictures: dict[Path, str]) -> None:
    """Open the page once for each picture, and save what is seen."""
    for path, address in pictures.items():
        driver.get("about:blank")
        driver.get(f"{page.as_uri()}{address}")
        driver.execute_async_script("setTimeout(arguments[0], 1000)")  # it scrolls to the entry
        picture = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
        picture.quantize(COLOURS).save(path, optimize=True)


def main() -> int:
    """Collate the work of the tutorial, and take the pictures of its page and of the reports of this repository."""
    driver = browser()
    try:
        for work, pictures in OF_REPORTS.items():
            take(driver, ROOT / "reports" / work / "apparatus.html", pictures)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            for step in steps_of(ROOT / "docs" / "tutorial.md"):
                if isinstance(step, File):
                    make(step, Path(folder))
            code = run(["report", "daffodils", "--format", "html", "-o", "apparatus.html"])
            if code == 0:
                take(driver, Path(folder, "apparatus.html"), OF_THE_TUTORIAL)
            return code
    finally:
        driver.quit()


if __name__ == "__main__":
    sys.exit(main())
