"""Letters that hand over an account: 情報登録完了, a member of staff, the office."""

from services.notify.domain.facts import AccountFacts
from services.notify.domain.letters import Sender
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.ja.common import (
    MUST_CHANGE,
    ROLE_NAMES,
    SENT_BY_ITSELF,
    footer,
    town_time,
)


def registration(letter: Material[AccountFacts]) -> Prose:
    """Return the letter that a registration is complete (S-MAIL-1…5)."""
    facts, campaign = letter.facts, letter.known_sender.campaign_name
    registered = letter.own("加盟店情報登録完了のお知らせ")
    return Prose(
        f"【重要なお知らせ】{campaign} {registered}",
        [
            Paragraph(f"{facts.merchant_name} 代表 {facts.staff_name} 様"),
            Paragraph(
                campaign
                + letter.own(
                    "の取扱店（加盟店）にお申込みいただきありがとうございます。\n"
                    "先日郵送しました認定書に続き、取扱店（加盟店）情報のシステム登録が"
                    "完了しましたのでお知らせ致します。\n"
                    "（万が一認定書が届いていない場合は、至急ご連絡をお願い致します。）"
                )
            ),
            Paragraph(
                "本メールは店舗代表者の方のみにお送りしています。\n"
                "重要な情報を含んでいますので、印刷する等して紛失しないようご注意ください。\n"
                "お読みいただきましたら、下記のサイトへログインできることをご確認ください。"
            ),
            _shop_block(letter),
            MUST_CHANGE,
            Paragraph(
                "※ほかのご担当者様には、それぞれのメールアドレスへご案内します。\n"
                "※コード、ID、パスワードは、以前の事業のものとは異なります。"
            ),
            *_how_to(letter.known_sender),
            _portal_block(letter),
            footer(letter, facts.merchant_code, with_form=True),
        ],
    )


def staff_invitation(letter: Material[AccountFacts]) -> Prose:
    """Return the letter to a manager or a member of staff."""
    facts, campaign = letter.facts, letter.known_sender.campaign_name
    issued = letter.own("の加盟店サイトのアカウントを発行しました。")
    return Prose(
        f"【重要なお知らせ】{campaign} アカウント発行のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} {facts.staff_name} 様"),
            Paragraph(campaign + issued),
            _shop_block(letter),
            MUST_CHANGE,
            footer(letter, facts.merchant_code, with_form=True),
        ],
    )


def office_invitation(letter: Material[AccountFacts]) -> Prose:
    """Return the letter to a member of the office's staff."""
    url = letter.sites.office_url
    return Prose(
        "【重要なお知らせ】事務局サイト アカウント発行のお知らせ",
        [
            Paragraph(f"{letter.facts.staff_name} 様"),
            Paragraph("商品券事務局サイトのアカウントを発行しました。"),
            Details(
                "事務局サイト：ログイン情報",
                [*([("ログインURL", url)] if url else []), *_account(letter)],
            ),
            MUST_CHANGE,
            SENT_BY_ITSELF,
        ],
    )


def _how_to(sender: Sender) -> list[Paragraph]:
    if not sender.video_url:
        return []
    return [Paragraph(f"ログイン方法の動画はこちら：{sender.video_url}")]


def _shop_block(letter: Material[AccountFacts]) -> Details:
    return Details(
        letter.own("加盟店サイト（決済端末用）：ログイン情報"),
        [
            ("ログインURL", letter.sites.shop_of(letter.known_sender.issuer_code)),
            (letter.own("加盟店コード"), letter.facts.merchant_code or ""),
            *_account(letter),
        ],
    )


def _portal_block(letter: Material[AccountFacts]) -> Details:
    sites, facts = letter.sites, letter.facts
    basic = f"ユーザー名：{sites.portal_basic_user} パスワード："
    return Details(
        letter.own("加盟店管理サイト（PC用）：ログイン情報"),
        [
            ("ログインURL", sites.portal_of(letter.known_sender.issuer_code)),
            ("BASIC認証情報", basic + sites.portal_basic_password),
            ("会社コード", facts.company_code or ""),
            ("ログインID", facts.login_id),
            ("パスワード", letter.known_secret),
        ],
    )


def _account(letter: Material[AccountFacts]) -> list[tuple[str, str]]:
    facts = letter.facts
    return [
        ("ログインID", facts.login_id),
        ("アカウント権限", ROLE_NAMES[facts.role]),
        ("初期パスワード", letter.known_secret),
        ("初期パスワードの有効期限", town_time(facts.password_expires_at)),
    ]
