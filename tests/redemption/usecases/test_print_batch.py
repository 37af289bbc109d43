import pypdfium2
import zxingcpp

from machiken.contracts.redemption import BatchState, PrintFileKind
from services.redemption.usecases import print_batch
from tests.redemption.town import Town


def test_the_sheet_carries_the_very_codes_of_the_batch(town: Town) -> None:
    batch = town.unsold(3)

    assert town.work("print") == 3
    parts = town.batch(batch.batch_id).sheet_parts
    sheet = b"".join(
        town.fetch(batch.batch_id, PrintFileKind.SHEET, part).content
        for part in range(1, parts + 1)
    )
    assert _read(sheet) == set(town.codes(batch.batch_id))


def test_each_batch_is_printed_once(town: Town) -> None:
    town.unsold(1)
    town.unsold(1, sample=True)

    assert [town.work("print") for _ in range(3)] == [1, 1, 0]


def test_a_batch_that_is_not_issued_is_not_printed(town: Town) -> None:
    town.request(1)

    assert town.work("print") == 0


def test_a_batch_may_be_sold_while_its_sheet_is_drawn(town: Town) -> None:
    batch = town.unsold(1)
    with town.db.begin() as tx:
        order = print_batch.next_order(tx, envelope=town.envelope)
    assert order is not None
    town.activate(batch.batch_id)
    with town.db.begin() as tx:
        print_batch.keep_sheet(tx, order, b"%PDF", envelope=town.envelope)

    kept = town.batch(batch.batch_id)
    assert (kept.state, kept.sheet_parts) == (BatchState.LIVE, 1)


def test_of_two_workers_that_drew_the_same_sheet_one_keeps_it(town: Town) -> None:
    batch = town.unsold(1)
    with town.db.begin() as tx:
        order = print_batch.next_order(tx, envelope=town.envelope)
    assert order is not None
    for sheet in (b"%PDF first", b"%PDF second"):
        with town.db.begin() as tx:
            print_batch.keep_sheet(tx, order, sheet, envelope=town.envelope)

    kept = town.fetch(batch.batch_id, PrintFileKind.SHEET)
    assert (kept.parts, kept.content) == (1, b"%PDF first")


def _read(sheet: bytes) -> set[str]:
    document = pypdfium2.PdfDocument(sheet)
    page = document[0].render(scale=300 / 72, grayscale=True).to_pil()
    document.close()
    return {found.text for found in zxingcpp.read_barcodes(page)}
