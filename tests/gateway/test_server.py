import threading
import time

from services.gateway.server import Pool, queued_s


def test_work_knows_how_long_it_waited_for_a_thread() -> None:
    free = threading.Event()

    with Pool(max_workers=1) as pool:
        first = pool.submit(free.wait, 5)
        second = pool.submit(queued_s)
        began = time.monotonic()
        while time.monotonic() - began < 0.2:
            assert not second.done()
        free.set()
        assert second.result() >= 0.2
        assert pool.submit(queued_s).result() < 0.2
    assert first.result()


def test_elsewhere_nobody_has_waited() -> None:
    assert queued_s() == 0
