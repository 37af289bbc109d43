"""How long it takes from a paper in sight to its amount in the total."""

import statistics
from typing import Final

from playwright.sync_api import Page

from tests.browser.film import MARK_STEP

# Watches the film's corner, which tells how many papers were shown, and the total. What
# is seen survives the page's going on, for the next one may ask for it.
WATCH: Final = f"""
const watch = {{ shown: [], told: [] }};
window.watched = watch;
document.addEventListener("DOMContentLoaded", () => {{
  const total = document.querySelector("dd[data-fill=total]");
  const video = document.querySelector("video");
  if (!total || !video) {{ return; }}
  const keep = () => sessionStorage.setItem("watched", JSON.stringify(watch));
  new MutationObserver(() => {{ watch.told.push(performance.now()); keep(); }})
    .observe(total, {{ childList: true, characterData: true, subtree: true }});
  const often = {{ willReadFrequently: true }};
  const context = document.createElement("canvas").getContext("2d", often);
  let last = 0;
  const look = () => {{
    if (video.videoWidth) {{
      context.drawImage(video, 4, 4, 16, 16, 0, 0, 2, 2);
      const red = context.getImageData(0, 0, 1, 1).data[0];
      const number = Math.round(red / {MARK_STEP});
      if (number > last) {{ watch.shown.push(performance.now()); last = number; }}
    }}
    requestAnimationFrame(look);
  }};
  look();
}});
"""


def median_ms(page: Page) -> float:
    """Return the median over all papers, in milliseconds."""
    seen = page.evaluate("JSON.parse(sessionStorage.getItem('watched'))")
    waits: list[float] = []
    for shown in seen["shown"]:
        later = [told for told in seen["told"] if told > shown]
        if later:
            waits.append(later[0] - shown)
    return statistics.median(waits)
