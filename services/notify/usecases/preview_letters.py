"""The office looks at a campaign's letters beforehand, with made-up names in them."""

from dataclasses import replace
from typing import Final

from machiken.contracts.notify import SampleLetter, SampleLetters
from machiken.contracts.redemption import CampaignRules
from services.notify.domain.languages import ALL
from services.notify.domain.letters import LetterKind, Sender
from services.notify.domain.material import Material
from services.notify.domain.prose import as_text, subject_of
from services.notify.domain.samples import SAMPLES, SECRET
from services.notify.domain.sites import Sites
from services.notify.domain.writing import parts_of

_LEFT_OUT: Final = {
    LetterKind.OFFICE_INVITATION,  # of no campaign
    LetterKind.PAY_ACCOUNT_WARNING,  # in the words of another
}


def preview_letters(rules: CampaignRules, sites: Sites) -> SampleLetters:
    """Return each kind of letter as the rules would have it; nothing is written."""
    sender = _sender(rules)
    shown = replace(sites, portal_basic_password=SECRET)
    return SampleLetters(
        letters=tuple(
            _sample(kind, sender, shown) for kind in SAMPLES if kind not in _LEFT_OUT
        )
    )


def _sample(kind: LetterKind, sender: Sender, sites: Sites) -> SampleLetter:
    facts = SAMPLES[kind]
    parts = parts_of(
        Material(kind=kind, facts=facts, secret=SECRET, sender=sender, sites=sites)
    )
    return SampleLetter(
        kind=kind.value, subject=subject_of(*parts), text=as_text(*parts)
    )


def _sender(rules: CampaignRules) -> Sender:
    # Which languages there are is redemption's to refuse; here they need only be ours.
    chosen = tuple(each for each in ALL if each in rules.mail_languages)
    return Sender(
        campaign_name=rules.name,
        issuer_code=rules.issuer_code,
        issuer_name=rules.issuer_name,
        mail_from=rules.mail_from,
        contact=rules.contact,
        video_url=rules.video_url,
        mail_texts=rules.mail_texts,
        mail_languages=chosen or ALL,
        labels=rules.labels,
    )
