"""Looks at one screen after another for what keeps somebody from using it."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from tests.browser.every_hand import obstacles

SMALL: Final = ViewportSize(width=320, height=568)
CONTACTS: Final = Path(__file__).parents[2] / "build"
"""Here all screens lie side by side, to be looked at."""
A_ROW: Final = 7
GAP: Final = 12
WIDER: Final = "document.documentElement.scrollWidth - window.innerWidth"
DOUBLE: Final = "document.documentElement.style.fontSize = '36px'"
PLAIN: Final = "document.documentElement.style.fontSize = ''"
JAPANESE: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uff00-\uff60]+")
SAID: Final = """() => {
  const said = [document.title];
  const quoted = (node) => node.closest("body [lang=ja]") !== null;
  const read = (root) => {
    root.querySelectorAll("*").forEach((node) => {
      if (quoted(node)) { return; }
      for (const each of node.attributes) { said.push(each.value); }
      node.childNodes.forEach((child) => {
        if (child.nodeType === Node.TEXT_NODE) { said.push(child.data); }
      });
      if (node.content) { read(node.content); }
    });
  };
  read(document.body);
  return said.join("\\n");
}"""
"""All that is read out or shown, now or later, but for what is quoted from paper."""


class Inspector:
    """Looks at screens in one language, and keeps a picture of each."""

    def __init__(self, folder: Path, locale: str, names: Iterable[str]) -> None:
        """Begin with no complaint; names of people and places may be in Japanese."""
        self._folder = folder
        self.locale = locale
        self._language = locale[:2]
        self._names = sorted(names, key=len, reverse=True)
        self._pictures: list[Path] = []
        self.complaints: list[str] = []

    def look(self, page: Page, name: str) -> None:
        """Note what keeps somebody from using the screen."""
        self._keep(page, name)
        self.complaints += [f"{name}: {each}" for each in obstacles(page)]
        self._note_language(page, name)
        self._note_overflow(page, f"{name} at 320 px")
        page.evaluate(DOUBLE)
        self._note_overflow(page, f"{name} with doubled letters", but_for=40)
        page.evaluate(PLAIN)

    def finish(self, name: str) -> None:
        """Write the contact sheet."""
        pictures = [Image.open(path) for path in self._pictures]
        rows = -(-len(pictures) // A_ROW)
        width, height = SMALL["width"] + GAP, SMALL["height"] + GAP
        sheet = Image.new("RGB", (A_ROW * width, rows * height), "grey")
        for number, each in enumerate(pictures):
            sheet.paste(each, (number % A_ROW * width, number // A_ROW * height))
            each.close()
        CONTACTS.mkdir(exist_ok=True)
        sheet.save(CONTACTS / f"{name}-{self._language}.png")

    def _note_language(self, page: Page, name: str) -> None:
        told = page.locator("html").get_attribute("lang")
        if told != self._language:
            self.complaints.append(f"{name} says that it is in {told}")
        said = page.evaluate(SAID)
        for each in self._names:
            said = said.replace(each, "")
        left = JAPANESE.findall(said) if self._language == "en" else []
        self.complaints += [f"{name} says {each}" for each in dict.fromkeys(left)]

    def _note_overflow(self, page: Page, what: str, *, but_for: int = 0) -> None:
        if page.evaluate(WIDER) > but_for:
            self.complaints.append(f"{what} scrolls sideways")

    def _keep(self, page: Page, name: str) -> None:
        path = self._folder / f"{len(self._pictures)}-{name}.png"
        page.screenshot(path=path)
        self._pictures.append(path)
        folder = os.environ.get("MACHIKEN_SHOTS")
        if folder:
            whole = Path(folder) / f"{self._language}-{path.name}"
            page.screenshot(path=whole, full_page=True)
