"""What tests in a real browser begin with: a window, a shop, paper to film."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from deploy.demo.shop import Shop
from tests.browser import film
from tests.browser.settled import Settled, settled
from tests.browser.window import Window, window
from tests.journeys.people import KADOYA
from tests.journeys.town import Town

PRINTED: Final = 60

Paper = tuple[str, Image.Image]
Shoot = Callable[..., Path]


@pytest.fixture
def phone() -> Iterator[Window]:
    """Return a fresh phone-sized Chromium; it must have complained of nothing."""
    with window() as opened:
        yield opened
        assert opened.errors == []


@pytest.fixture
def shop(town: Town) -> Shop:
    """Return the shop that is signed in all day."""
    return town.shop(KADOYA)


@pytest.fixture(scope="session")
def company(town: Town) -> Settled:
    """Return a company with two shops whose last half-month is closed."""
    return settled(town)


@pytest.fixture(scope="session")
def stock(town: Town) -> Iterator[Paper]:
    """Return printed vouchers on sale, each with its code, one after another."""
    batch = town.office.issue(town.rules.issuer_code, PRINTED)
    return film.scenes(town.office.sheet(batch.batch_id), PRINTED)


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    """Return what makes a film of papers."""

    def made(papers: list[Image.Image], **timing: float) -> Path:
        path = tmp_path / "camera.mjpeg"
        film.shoot(path, papers, **timing)
        return path

    return made
