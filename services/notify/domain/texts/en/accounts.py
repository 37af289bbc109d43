"""Letters that hand over an account: registration, a member of staff, the office."""

from services.notify.domain.facts import AccountFacts
from services.notify.domain.letters import Sender
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.en.common import (
    MUST_CHANGE,
    ROLE_NAMES,
    SENT_BY_ITSELF,
    english,
    footer,
    town_time,
)


def registration(letter: Material[AccountFacts]) -> Prose:
    """Return the letter that a registration is complete (S-MAIL-1…5)."""
    facts, campaign = letter.facts, letter.known_sender.campaign_name
    return english(
        campaign,
        "Important: your registration is complete",
        [
            Paragraph(
                f"To {facts.staff_name}, representative of {facts.merchant_name}"
            ),
            Paragraph(
                f"Thank you for taking part in {campaign} as a merchant.\n"
                "The certificate went to you by post. Now you are registered in the "
                "system, too.\n"
                "(If the certificate has not come, please call us at once.)"
            ),
            Paragraph(
                "This mail goes to the representative only.\n"
                "It holds important information: please print it, or keep it safe in "
                "another way.\n"
                "When you have read it, please check that you can sign in at the sites "
                "below."
            ),
            _shop_block(letter),
            MUST_CHANGE,
            Paragraph(
                "The other people of your shop get mails of their own.\n"
                "Codes, IDs and passwords differ from those of earlier campaigns."
            ),
            *_how_to(letter.known_sender),
            _portal_block(letter),
            footer(letter, facts.merchant_code, with_form=True),
        ],
    )


def staff_invitation(letter: Material[AccountFacts]) -> Prose:
    """Return the letter to a manager or a member of staff."""
    facts, campaign = letter.facts, letter.known_sender.campaign_name
    return english(
        campaign,
        "Important: your account is ready",
        [
            Paragraph(f"To {facts.staff_name}, {facts.merchant_name}"),
            Paragraph(f"You have an account at the shop's site of {campaign}."),
            _shop_block(letter),
            MUST_CHANGE,
            footer(letter, facts.merchant_code, with_form=True),
        ],
    )


def office_invitation(letter: Material[AccountFacts]) -> Prose:
    """Return the letter to a member of the office's staff."""
    url = letter.sites.office_url
    return english(
        "Office's site",
        "Important: your account is ready",
        [
            Paragraph(f"To {letter.facts.staff_name}"),
            Paragraph("You have an account at the site of the vouchers' office."),
            Details(
                "Office's site: how to sign in",
                [*([("Sign in at", url)] if url else []), *_account(letter)],
            ),
            MUST_CHANGE,
            SENT_BY_ITSELF,
        ],
    )


def _how_to(sender: Sender) -> list[Paragraph]:
    if not sender.video_url:
        return []
    return [Paragraph(f"A film shows how to sign in: {sender.video_url}")]


def _shop_block(letter: Material[AccountFacts]) -> Details:
    return Details(
        "Shop's site (for tills): how to sign in",
        [
            ("Sign in at", letter.sites.shop_of(letter.known_sender.issuer_code)),
            ("Merchant code", letter.facts.merchant_code or ""),
            *_account(letter),
        ],
    )


def _portal_block(letter: Material[AccountFacts]) -> Details:
    sites, facts = letter.sites, letter.facts
    basic = f"user {sites.portal_basic_user}, password {sites.portal_basic_password}"
    return Details(
        "Site for companies (PC): how to sign in",
        [
            ("Sign in at", sites.portal_of(letter.known_sender.issuer_code)),
            ("BASIC authentication", basic),
            ("Company code", facts.company_code or ""),
            ("Login ID", facts.login_id),
            ("Password", letter.known_secret),
        ],
    )


def _account(letter: Material[AccountFacts]) -> list[tuple[str, str]]:
    facts = letter.facts
    return [
        ("Login ID", facts.login_id),
        ("Role", ROLE_NAMES[facts.role]),
        ("First password", letter.known_secret),
        ("First password good until", town_time(facts.password_expires_at)),
    ]
