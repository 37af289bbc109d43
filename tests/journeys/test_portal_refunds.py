"""決済リファンド is there where the campaign has it, and nowhere else."""

from typing import Final
from uuid import uuid4

from tests.journeys.forgetting import forget_proof
from tests.journeys.people import EAST, KADOYA, MORIYA, OF_THE_PAST
from tests.journeys.test_proof import LONG_AGO
from tests.journeys.town import Town

_WHO: Final = """
select refund.login_id, audit.actor_role from refund
join redemption using (checkout_id)
join audit on audit.object = 'payment ' || redemption.payment_no
where checkout_id = :id
"""


def test_a_campaign_without_it_shows_no_way_there_and_refuses_its_address(
    town: Town,
) -> None:
    portal = town.portal(OF_THE_PAST)

    menu = portal.browser.open(portal.url)
    page = portal.browser.open(f"{portal.url}refunds")

    menu.expect("決済データダウンロード")
    assert "決済リファンド" not in menu.text
    assert (page.status, page.refusal) == (403, "redemption.portal_refunds_off")


def test_a_company_proves_itself_again_and_gives_back_what_its_shop_took(
    town: Town,
) -> None:
    checkout_id = uuid4()
    till = town.till(town.shop(EAST))
    assert till.redeem(checkout_id, [town.voucher()]).is_ok
    portal = town.portal(EAST)
    address = f"{portal.url}payments/{checkout_id}/refund"
    forget_proof(town, LONG_AGO)

    asked = portal.browser.open(address)
    asked.expect("本人の確認").expect(EAST.login_id)
    assert 'aria-current="page">決済リファンド' in asked.html
    form = asked.form("/proof")
    look = portal.browser.submit(asked, form, password=town.password(EAST))
    assert look.url == address
    assert 'aria-current="page">決済リファンド' in look.html
    done = portal.browser.submit(look.expect(EAST.name), look.form("/refund"))
    done.expect("返金処理が完了しました").expect(EAST.name)

    [row] = town.rows("redemption", _WHO, id=checkout_id)
    assert (row.login_id, row.actor_role) == (EAST.login_id, "company")


def test_another_companys_payment_is_not_there(town: Town) -> None:
    checkout_id = uuid4()
    till = town.till(town.shop(KADOYA))
    assert till.redeem(checkout_id, [town.voucher()]).is_ok
    portal = town.portal(MORIYA)

    page = portal.browser.open(f"{portal.url}payments/{checkout_id}/refund")

    assert (page.status, page.refusal) == (404, "redemption.payment_unknown")
