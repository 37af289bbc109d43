"""A phone's own reader of QRs is believed once it has read a picture that we know."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import pytest

from deploy.demo.shop import Shop
from tests.browser.conftest import Paper, Shoot
from tests.browser.phone import phone

PLANTED: Final = """
window.BarcodeDetector = function () {};
window.BarcodeDetector.prototype.detect = function () { %s };
"""
BAD: Final = {
    "finds nothing": "return Promise.resolve([]);",
    "never answers": "return new Promise(function () {});",
    "reads what is not there": "return Promise.resolve([{ rawValue: 'MK-OTHER' }]);",
    "breaks": "throw new TypeError('not here');",
}


@pytest.mark.parametrize("does", BAD.values(), ids=BAD)
def test_a_reader_that_fails_its_proof_is_left_alone(
    shop: Shop, stock: Iterator[Paper], shoot: Shoot, does: str
) -> None:
    [(code, paper)] = islice(stock, 1)
    with phone(shop, film=shoot([paper], each_s=2.0)) as till:
        till.context.add_init_script(PLANTED % does)
        till.begin(5_000)

        assert code[-4:] in till.hears("good")
        assert till.errors == []
