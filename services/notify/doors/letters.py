"""The doors about letters: their record, sending them again, letters on paper."""

from machiken.bus.aside import aside
from machiken.bus.doors import answers
from machiken.contracts import notify as verbs
from machiken.contracts.actor import Actor
from machiken.contracts.redemption import CampaignRules
from machiken.database import Transactions
from services.notify.domain.access_letter import access_letter
from services.notify.settings import Settings
from services.notify.usecases.find_letters import find_letter, find_letters
from services.notify.usecases.preview_letters import preview_letters
from services.notify.usecases.resend_letter import resend_given_up, resend_letter
from services.notify.usecases.take_returned import take_returned
from services.notify.usecases.write_access_letter import access_words


class LetterDoors:
    """What became of letters."""

    db: Transactions
    settings: Settings

    @answers(verbs.FIND_LETTERS)
    def find_letters(
        self, request: verbs.FindLetters, _actor: Actor
    ) -> verbs.LettersFound:
        """Show a page of the record of letters."""
        with self.db.begin() as tx:
            return find_letters(tx, request)

    @answers(verbs.LETTER)
    def letter(self, request: verbs.LetterQuery, _actor: Actor) -> verbs.LetterView:
        """Show one letter's record."""
        with self.db.begin() as tx:
            return find_letter(tx, request)

    @answers(verbs.PREVIEW_LETTERS)
    def preview_letters(
        self, request: CampaignRules, _actor: Actor
    ) -> verbs.SampleLetters:
        """Show a campaign's letters with made-up names."""
        return preview_letters(request, self.settings.sites)

    @answers(verbs.RESEND_LETTER)
    def resend_letter(
        self, request: verbs.ResendLetter, actor: Actor
    ) -> verbs.LetterView:
        """Send a letter once more."""
        with self.db.begin() as tx:
            return resend_letter(tx, request, actor)

    @answers(verbs.TAKE_RETURNED)
    def take_returned(
        self, request: verbs.TakeReturned, actor: Actor
    ) -> verbs.LetterView:
        """Note that a mail came back."""
        with self.db.begin() as tx:
            return take_returned(tx, request, actor)

    @answers(verbs.RESEND_GIVEN_UP)
    def resend_given_up(
        self, request: verbs.ResendGivenUp, actor: Actor
    ) -> verbs.LettersResent:
        """Send all letters once more that were given up."""
        with self.db.begin() as tx:
            return resend_given_up(tx, request, actor)

    @answers(verbs.ACCESS_LETTER)
    def access_letter(
        self, request: verbs.AccessLetterQuery, _actor: Actor
    ) -> verbs.AccessLetter:
        """Draw the letter that goes to a merchant by post."""
        with self.db.begin() as tx:
            words = access_words(tx, request, self.settings.sites)
        content = aside(access_letter, words)
        return verbs.AccessLetter(merchant_name=words.merchant_name, content=content)
