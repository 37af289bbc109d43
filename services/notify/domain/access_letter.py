"""認定のお知らせ: one page of A4 for a merchant, with a QR that opens the shop's site.

It goes by post with the certificate, so it holds no password; those go by mail.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import segno
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from machiken.typefaces import BOLD, TEXT, register_fonts

_PAGE: Final = (210 * mm, 297 * mm)
_LEFT: Final = 25 * mm
_RIGHT: Final = _PAGE[0] - _LEFT
_LINE: Final = 7.2 * mm
_QR: Final = 44 * mm
_NAME_PT: Final = 15.0
_TEXT_PT: Final = 10.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessWords:
    """What the letter says of one merchant and its campaign."""

    merchant_name: str
    merchant_code: str
    campaign_name: str
    issuer_name: str
    contact: str
    shop_url: str


def access_letter(words: AccessWords) -> bytes:
    """Return the PDF; the same words give the same bytes. Raises `FontMissing`."""
    register_fonts()
    file = BytesIO()
    canvas = Canvas(file, _PAGE, invariant=1, initialFontName=TEXT)  # type: ignore[arg-type] # the stub asks for a float
    canvas.setTitle(f"{words.campaign_name} 認定のお知らせ {words.merchant_code}")
    canvas.setAuthor(words.issuer_name)
    canvas.setCreator("Machiken")
    y = _draw_head(canvas, words)
    y = _draw_lines(canvas, _sentences(words), y)
    _draw_access(canvas, words, y - 4 * mm)
    canvas.save()
    return file.getvalue()


def _draw_head(canvas: Canvas, words: AccessWords) -> float:
    y = _PAGE[1] - 32 * mm
    _draw_fitting(canvas, f"{words.merchant_name} 様", y, size=_NAME_PT)
    canvas.setFont(TEXT, _TEXT_PT)
    canvas.drawRightString(_RIGHT, y - 10 * mm, words.issuer_name)
    canvas.drawRightString(_RIGHT, y - 16 * mm, f"{words.campaign_name} 事務局")
    canvas.setFont(BOLD, 16)
    canvas.drawCentredString(
        _PAGE[0] / 2, y - 34 * mm, "取扱店（加盟店）認定のお知らせ"
    )
    return y - 50 * mm


def _sentences(words: AccessWords) -> tuple[str, ...]:
    return (
        f"このたびは、{words.campaign_name}の取扱店にお申し込みいただき、",
        "ありがとうございます。貴店を取扱店として認定しましたので、お知らせします。",
        "",
        "・認定証とステッカーは、お客さまから見える所に掲示してください。",
        "・ログインIDと初期パスワードは、後日「情報登録完了のお知らせ」のメールで、",
        "　代表者の方にお送りします。届きましたら、一度ログインをお試しください。",
        "・同封の「換金テスト用サンプル商品券」で、読み取りの練習ができます。",
        "・メールが迷惑メールに入らないよう、受信の設定をご確認ください。",
    )


def _draw_lines(canvas: Canvas, lines: tuple[str, ...], y: float) -> float:
    for line in lines:
        _draw_fitting(canvas, line, y, size=_TEXT_PT)
        y -= _LINE
    return y


def _draw_access(canvas: Canvas, words: AccessWords, top: float) -> None:
    """Draw the framed way to the site: the QR left, code and address right of it."""
    height = _QR + 16 * mm
    canvas.setLineWidth(0.8)
    canvas.roundRect(_LEFT, top - height, _RIGHT - _LEFT, height, 3 * mm)
    _draw_qr(canvas, words.shop_url, (_LEFT + 6 * mm, top - height + 8 * mm))
    x = _LEFT + _QR + 14 * mm
    canvas.setFont(BOLD, 12)
    canvas.drawString(x, top - 14 * mm, "取扱店（加盟店）サイト（決済端末用）")
    canvas.setFont(TEXT, _TEXT_PT)
    canvas.drawString(x, top - 23 * mm, "スマートフォンのカメラで読み取ると開きます。")
    canvas.drawString(x, top - 33 * mm, "取扱店（加盟店）コード")
    canvas.setFont(BOLD, 22)
    canvas.drawString(x, top - 43 * mm, words.merchant_code)
    _draw_fitting(canvas, words.shop_url, top - height - 8 * mm, size=9)
    _draw_fitting(
        canvas, f"お問い合わせ：{words.contact}", top - height - 18 * mm, size=_TEXT_PT
    )


def _draw_fitting(canvas: Canvas, text: str, y: float, *, size: float) -> None:
    """Draw a line, smaller where it would leave the page."""
    width = stringWidth(text, TEXT, size)
    fits = min(size, size * (_RIGHT - _LEFT) / width) if width else size
    canvas.setFont(TEXT, fits)
    canvas.drawString(_LEFT, y, text)


def _draw_qr(canvas: Canvas, url: str, corner: tuple[float, float]) -> None:
    rows = [list(row) for row in segno.make_qr(url, error="m").matrix_iter(border=4)]
    module = _QR / len(rows)
    path = canvas.beginPath()
    for at, row in enumerate(rows):
        for place, dark in enumerate(row):
            if dark:
                x, y = corner[0] + place * module, corner[1] + _QR - (at + 1) * module
                path.rect(x, y, module + 0.02, module + 0.02)
    canvas.drawPath(path, stroke=0, fill=1)
