"""Make a leased letter into a mail, as the bytes that the server gets."""

from dataclasses import dataclass

from machiken import clock
from machiken.confidential import Envelope
from machiken.contracts.wire import from_wire
from machiken.database import Transactions
from services.notify.domain import mail as mails
from services.notify.domain.facts import Facts
from services.notify.domain.letters import FACTS_OF, DueLetter
from services.notify.domain.material import Material
from services.notify.domain.sites import Sites
from services.notify.domain.writing import parts_of
from services.notify.store import letters
from services.notify.store.mail_server import MailServer
from services.notify.store.signature import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a letter needs to become a mail, and where it is handed over."""

    db: Transactions
    server: MailServer
    envelope: Envelope
    sites: Sites
    office_mail_from: str
    signer: Signer | None = None
    """None where the mail server signs."""


def compose(desk: Desk, letter: DueLetter) -> bytes | None:
    """Return the mail, or None where the letter may not go out any more.

    Raises `Unmailable` and `CannotOpen`.
    """
    writer = writer_of(desk, letter)
    material: Material[Facts] = Material(
        kind=letter.kind,
        facts=from_wire(FACTS_OF[letter.kind], letter.facts),
        secret=None if letter.secret is None else desk.envelope.open(letter.secret),
        sender=letter.sender,
        sites=desk.sites,
    )
    parts = parts_of(material)
    with desk.db.begin() as tx:
        if not letters.is_still_ours(tx, letter, at=clock.now(tx)):
            return None
        new_id = mails.message_id(letter.letter_id, letter.resent, writer)
        message_id = letters.keep_message_id(tx, letter, new_id)
    name = letter.sender.issuer_name if letter.sender else "商品券事務局"
    mail = mails.mail(
        parts,
        mails.Envelope(
            writer_name=name,
            writer=writer,
            reader=letter.email,
            message_id=message_id,
            written_at=letter.written_at,
        ),
    )
    whole = mail.as_bytes()
    return desk.signer.signed(whole, writer=writer) if desk.signer else whole


def writer_of(desk: Desk, letter: DueLetter) -> str:
    """Return the address from which the letter goes out."""
    return letter.sender.mail_from if letter.sender else desk.office_mail_from
