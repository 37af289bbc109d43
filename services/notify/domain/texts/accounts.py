"""Letters that hand over an account: 情報登録完了, a member of staff, the office."""

from services.notify.domain.facts import AccountFacts
from services.notify.domain.letters import Sender
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.common import (
    IN_ENGLISH,
    MUST_CHANGE,
    ROLE_NAMES,
    Sites,
    footer,
    town_time,
)


def registration(
    facts: AccountFacts, password: str, sender: Sender, sites: Sites
) -> Prose:
    """Return the letter that a registration is complete (S-MAIL-1…5)."""
    campaign = sender.campaign_name
    return Prose(
        f"【重要なお知らせ】{campaign} 加盟店情報登録完了のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} 代表 {facts.staff_name} 様"),
            Paragraph(
                f"{campaign}の取扱店（加盟店）にお申込みいただきありがとうございます。\n"
                "先日郵送しました認定書に続き、取扱店（加盟店）情報のシステム登録が"
                "完了しましたのでお知らせ致します。\n"
                "（万が一認定書が届いていない場合は、至急ご連絡をお願い致します。）"
            ),
            Paragraph(
                "本メールは店舗代表者の方のみにお送りしています。\n"
                "重要な情報を含んでいますので、印刷する等して紛失しないようご注意ください。\n"
                "お読みいただきましたら、下記のサイトへログインできることをご確認ください。"
            ),
            _shop_block(facts, password, sender, sites),
            MUST_CHANGE,
            Paragraph(
                "※ほかのご担当者様には、それぞれのメールアドレスへご案内します。\n"
                "※コード、ID、パスワードは、以前の事業のものとは異なります。"
            ),
            *_how_to(sender),
            _portal_block(facts, password, sender, sites),
            IN_ENGLISH,
            footer(sender, facts.merchant_code, sites),
        ],
    )


def staff_invitation(
    facts: AccountFacts, password: str, sender: Sender, sites: Sites
) -> Prose:
    """Return the letter to a manager or a member of staff."""
    return Prose(
        f"【重要なお知らせ】{sender.campaign_name} アカウント発行のお知らせ",
        [
            Paragraph(f"{facts.merchant_name} {facts.staff_name} 様"),
            Paragraph(
                f"{sender.campaign_name}の加盟店サイトのアカウントを発行しました。"
            ),
            _shop_block(facts, password, sender, sites),
            MUST_CHANGE,
            IN_ENGLISH,
            footer(sender, facts.merchant_code, sites),
        ],
    )


def office_invitation(facts: AccountFacts, password: str, sites: Sites) -> Prose:
    """Return the letter to a member of the office's staff."""
    return Prose(
        "【重要なお知らせ】事務局サイト アカウント発行のお知らせ",
        [
            Paragraph(f"{facts.staff_name} 様"),
            Paragraph("商品券事務局サイトのアカウントを発行しました。"),
            Details(
                "事務局サイト：ログイン情報",
                [
                    *([("ログインURL", sites.office_url)] if sites.office_url else []),
                    *_account(facts, password),
                ],
            ),
            MUST_CHANGE,
            Paragraph(
                "本メールは自動送信しています。ご返信いただいてもお答えできません。"
            ),
        ],
    )


def _how_to(sender: Sender) -> list[Paragraph]:
    if not sender.video_url:
        return []
    return [Paragraph(f"ログイン方法の動画はこちら：{sender.video_url}")]


def _shop_block(
    facts: AccountFacts, password: str, sender: Sender, sites: Sites
) -> Details:
    return Details(
        "加盟店サイト（決済端末用）：ログイン情報",
        [
            ("ログインURL", sites.shop_of(sender.issuer_code)),
            ("加盟店コード", facts.merchant_code or ""),
            *_account(facts, password),
        ],
    )


def _portal_block(
    facts: AccountFacts, password: str, sender: Sender, sites: Sites
) -> Details:
    basic = f"ユーザー名：{sites.portal_basic_user} パスワード："
    return Details(
        "加盟店管理サイト（PC用）：ログイン情報",
        [
            ("ログインURL", sites.portal_of(sender.issuer_code)),
            ("BASIC認証情報", basic + sites.portal_basic_password),
            ("会社コード", facts.company_code or ""),
            ("ログインID", facts.login_id),
            ("パスワード", password),
        ],
    )


def _account(facts: AccountFacts, password: str) -> list[tuple[str, str]]:
    return [
        ("ログインID", facts.login_id),
        ("アカウント権限", ROLE_NAMES[facts.role]),
        ("初期パスワード", password),
        ("初期パスワードの有効期限", town_time(facts.password_expires_at)),
    ]
