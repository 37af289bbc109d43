"""axe's eyes: what keeps somebody from using a page."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def obstacles(page: Page) -> Iterator[str]:
    """Yield what axe complains of, once the page is whole."""
    page.wait_for_load_state("load")  # a half-loaded one has no landmarks yet
    for each in Axe().run(page).response["violations"]:
        yield f"{each['id']} {each['help']}"
