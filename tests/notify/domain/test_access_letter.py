from dataclasses import replace

import pypdfium2
import zxingcpp

from services.notify.domain.access_letter import AccessWords, access_letter

WORDS = AccessWords(
    merchant_name="木ノ町ベーカリー",
    merchant_code="t01",
    campaign_name="まちの木プレミアム商品券2026",
    issuer_name="木ノ町",
    contact="木ノ町商品券事務局 0000-00-0000",
    shop_url="https://shop.kinomachi.example/shop/sign-in?issuer=KNM202601",
)


def text_of(content: bytes) -> str:
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    said: str = page.get_text_bounded()
    return said


def test_the_letter_names_the_merchant_and_opens_its_site_by_qr() -> None:
    content = access_letter(WORDS)

    pages = pypdfium2.PdfDocument(content)
    assert len(pages) == 1
    assert [round(side * 25.4 / 72) for side in pages[0].get_size()] == [210, 297]
    (qr,) = zxingcpp.read_barcodes(pages[0].render(scale=3).to_pil())
    assert qr.text == WORDS.shop_url
    said = text_of(content)
    for word in ("木ノ町ベーカリー 様", "t01", "認定", WORDS.contact):
        assert word in said


def test_no_password_goes_by_post() -> None:
    assert "初期パスワード：" not in text_of(access_letter(WORDS))


def test_the_same_words_give_the_same_bytes() -> None:
    assert access_letter(WORDS) == access_letter(WORDS)


def test_a_long_name_stays_on_the_page() -> None:
    long = replace(WORDS, merchant_name="木" * 60)

    assert "木" * 60 + " 様" in text_of(access_letter(long))
