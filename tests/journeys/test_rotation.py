"""Auth's key changes while a shop works: nobody is asked who he is."""

import threading
from collections import Counter
from uuid import uuid4

from deploy import rotation
from tests.journeys.people import KADOYA
from tests.journeys.till import Till
from tests.journeys.town import Town


def test_a_shop_works_on_while_the_key_changes(town: Town) -> None:
    till = town.till(town.sign_in(KADOYA))
    said, over = Counter[str](), threading.Event()
    work = threading.Thread(target=_works, args=(till, over, said))
    work.start()
    seen = []
    try:
        for step in (rotation.announce, rotation.switch, rotation.forget):
            town.stack.change_secrets(step)
            town.stack.up()
            answered = said["answered"]
            while said["answered"] < answered + 5:
                assert work.is_alive()
                over.wait(0.1)
            seen.append(town.stack.site.keys["ACTOR_SIGNING_KEY"].partition("=")[0])
    finally:
        over.set()
        work.join()

    assert seen[0] != seen[1] == seen[2]
    assert "bus.not_signed_in" not in said
    assert set(said) <= {"answered", "away"}, said
    code = town.voucher()
    assert town.till(till.shop).redeem(uuid4(), [code]).is_ok


def _works(till: Till, over: threading.Event, said: Counter[str]) -> None:
    """Ask for a payment that is none, again and again; a restart may be felt."""
    while not over.wait(0.05):
        answer = till.ask(uuid4())
        if answer.refusal == "redemption.payment_unknown":
            said["answered"] += 1
        elif answer.status == 503:
            said["away"] += 1
        else:
            said[str(answer.refusal)] += 1
