"""A made-up shop at its till: practises, redeems and gives back, by the pages."""

from deploy.demo.mails import after_word
from deploy.demo.passwords import own_password
from deploy.demo.shop import Shop
from deploy.rehearsal.stage import Stage
from deploy.rehearsal.town import ISSUER, Merchant


class Till:
    """One shop's phone; each day begins with a sign-in, for sessions end overnight."""

    def __init__(self, stage: Stage, merchant: Merchant) -> None:
        """Take the initial password from the completion mail."""
        self._stage = stage
        self.merchant = merchant
        mail = stage.mailbox.wait(
            merchant.email, lambda mail: "登録完了" in mail["subject"]
        )
        self._password = after_word(mail, "初期パスワード")
        self._shop = Shop(stage.shop_url, ISSUER)

    def close(self) -> None:
        """Put the phone away."""
        self._shop.browser.close()

    def come_in(self) -> None:
        """Sign in with puzzle, password and mailed number."""
        self.close()
        self._shop = Shop(self._stage.shop_url, ISSUER)
        top = self._shop.sign_in(
            self.merchant.code,
            self.merchant.login_id,
            self._password,
            mailbox=self._stage.mailbox,
            email=self.merchant.email,
        )
        top.expect(self.merchant.name)
        shop = self._shop
        own_password(shop.browser, f"{shop.url}password", self._password)

    def practise(self, sample: str) -> None:
        """Try a sample voucher; nothing is paid by it."""
        browser = self._shop.browser
        top = browser.open(self._shop.url)
        form = top.form("/checkouts")
        page = browser.submit(top, form, target="1000", practice="1")
        self._shop.redeem(self._shop.read(page, sample)).expect("練習完了")

    def redeem(self, codes: list[str], *, back: bool) -> None:
        """Redeem these vouchers in one payment, and give it `back` at once or not."""
        page = self._shop.begin(len(codes) * 1000)
        for code in codes:
            page = self._shop.read(page, code)
        receipt = self._shop.redeem(page).expect("決済完了")
        if back:
            self._shop.refund(receipt).expect("返金完了")
