"""What somebody is told about his own account, and what to do if it was not he."""

from dataclasses import dataclass
from typing import Final

from machiken.contracts.auth import AccountNews
from services.notify.domain.facts import NewsFacts
from services.notify.domain.material import Material
from services.notify.domain.prose import Details, Paragraph, Prose
from services.notify.domain.texts.en.common import (
    ROLE_NAMES,
    SENT_BY_ITSELF,
    english,
    town_time,
)
from services.notify.domain.texts.en.devices import device_name


@dataclass(frozen=True, slots=True)
class Words:
    """How one piece of news is told."""

    title: str
    said: str
    advice: str


_CALL: Final = "If this was not you, please tell the office at once."
_ASK: Final = (
    "If you did not expect this, please ask your shop's representative or the office."
)
_ASK_ADMINISTRATOR: Final = (
    "If you did not expect this, please ask an administrator of the office."
)
_CHANGE: Final = (
    "If this was not you, please change your password at once and tell the office."
)
WORDS: Final = {
    AccountNews.PASSWORD_CHANGED: Words(
        "Your password was changed",
        "Your password was changed. All other devices were signed out.",
        _CALL,
    ),
    AccountNews.PASSWORD_RESET: Words(
        "Your password was reset",
        "Your password was reset. All devices were signed out.",
        _CALL,
    ),
    AccountNews.ACCOUNT_LOCKED: Words(
        "Signing in is stopped for a while",
        "After several wrong passwords, signing in is stopped for 10 minutes. "
        "Devices that are signed in go on as they are.",
        "If this was not you, somebody is trying to sign in. If it happens again, "
        "please tell the office.",
    ),
    AccountNews.NUMBERS_USED_UP: Words(
        "Too many wrong one-time passwords",
        "Too many wrong one-time passwords were typed today. Until tomorrow, nobody "
        "can sign in on a new device.",
        "If this was not you, somebody knows your password. Please change it at once.",
    ),
    AccountNews.RESET_DUE: Words(
        "Please reset your password",
        "After many wrong one-time passwords, nobody can sign in on a new device with "
        "this password any more. Please reset it under “Forgot your password?”.",
        "If this was not you, somebody knows your password. Don't use the same "
        "password anywhere else.",
    ),
    AccountNews.TOKEN_COPIED: Words(
        "“Stay signed in” was ended",
        "A saved sign-in seems to have been used somewhere else. To be safe, we have "
        "signed that device out.",
        "Please sign in again. If this was not you, please change your password and "
        "tell the office.",
    ),
    AccountNews.NEW_DEVICE: Words(
        "Signed in on a new device",
        "Somebody signed in on a device that was not used before.",
        _CHANGE,
    ),
    AccountNews.STAFF_JOINED: Words(
        "You can sign in for another shop",
        "You can now sign in for the shop below, too. Your password stays the same. Go "
        "there by “Change shop” at the shop's site.",
        _ASK,
    ),
    AccountNews.STAFF_DISABLED: Words(
        "Your account was stopped",
        "Your account at the shop below was stopped. All devices were signed out.",
        _ASK,
    ),
    AccountNews.STAFF_ENABLED: Words(
        "Your account can be used again",
        "Your account at the shop below can be used again. Your password is the one "
        "from before.",
        _ASK,
    ),
    AccountNews.ROLE_CHANGED: Words(
        "Your role was changed",
        "Your role at the shop below was changed. All devices were signed out; please "
        "sign in again.",
        _ASK,
    ),
    AccountNews.BECAME_REPRESENTATIVE: Words(
        "You are the representative now",
        "You are now the representative of the shop below. Its mails come to this "
        "address from now on. Please sign in again.",
        _CALL,
    ),
    AccountNews.REPRESENTS_NO_MORE: Words(
        "The representative was changed",
        "Somebody else is now the representative of the shop below. All devices were "
        "signed out.",
        _CALL,
    ),
    AccountNews.MAIL_CHANGED: Words(
        "Your mail address was changed",
        "The registered mail address was changed. Mails go to the new address from now "
        "on.",
        _CALL,
    ),
    AccountNews.MAIL_MOVED_HERE: Words(
        "This mail address was registered",
        "This is now the mail address of the account below. Mails and one-time "
        "passwords come here from now on.",
        _CALL,
    ),
    AccountNews.MAIL_CHANGE_PROPOSED: Words(
        "Another mail address was asked for",
        "The office was asked, in your name, to change your mail address. Nothing "
        "changes until another person of the office has checked and approved it.",
        _CALL,
    ),
    AccountNews.MAIL_CHANGE_TURNED_DOWN: Words(
        "Your mail address stays as it is",
        "The change of the mail address of which we told you was not approved. The "
        "registered mail address is the one from before.",
        _CALL,
    ),
    AccountNews.OFFICER_DISABLED: Words(
        "Your account was stopped",
        "Your account at the office's site was stopped. All devices were signed out.",
        _ASK_ADMINISTRATOR,
    ),
    AccountNews.OFFICER_ENABLED: Words(
        "Your account can be used again",
        "Your account at the office's site can be used again. Your password is the one "
        "from before.",
        _ASK_ADMINISTRATOR,
    ),
    AccountNews.OFFICER_ROLE_CHANGED: Words(
        "Your role was changed",
        "Your role at the office's site was changed. All devices were signed out; "
        "please sign in again.",
        _ASK_ADMINISTRATOR,
    ),
    AccountNews.AUTHENTICATOR_ADDED: Words(
        "You sign in with an app from now on",
        "An authenticator app was added. From the next sign-in you type the 6 digits "
        "that it shows, in place of the mailed number. All other devices were signed "
        "out.",
        _CALL,
    ),
    AccountNews.AUTHENTICATOR_REMOVED: Words(
        "You sign in without the app again",
        "The authenticator app was removed. From the next sign-in we mail you a "
        "number. All other devices were signed out.",
        _CALL,
    ),
    AccountNews.RECOVERY_CODE_USED: Words(
        "Signed in with a spare code",
        "Somebody signed in with a spare code in place of the authenticator app. That "
        "code can't be used again. If you have lost your phone, please add the app "
        "anew at the page “How to sign in”.",
        _CHANGE,
    ),
}


def account_news(letter: Material[NewsFacts]) -> Prose:
    """Return the letter that tells what happened to an account."""
    facts, sender, words = letter.facts, letter.sender, WORDS[letter.facts.news]
    return english(
        sender.campaign_name if sender else "Office's site",
        words.title,
        [
            Paragraph(words.said),
            Details(
                "Account",
                [
                    ("Shop or place", facts.place_name),
                    ("Login ID", facts.login_id),
                    *_more(facts),
                    ("Time", town_time(facts.happened_at)),
                    *([("Ends", town_time(facts.until))] if facts.until else []),
                ],
            ),
            Paragraph(words.advice),
            *([Paragraph(f"Questions: {sender.contact}")] if sender else []),
            SENT_BY_ITSELF,
        ],
    )


def _more(facts: NewsFacts) -> list[tuple[str, str]]:
    """Return what only some news has."""
    given = (
        ("Role", ROLE_NAMES[facts.role] if facts.role else ""),
        ("Device", device_name(facts.device)),
        ("New mail address", facts.new_email),
    )
    return [(name, value) for name, value in given if value]
