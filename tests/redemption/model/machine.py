"""All steps together, and what must hold once they are done.

One run is a chain of steps that Hypothesis chooses. Each answer is compared with the
model's at once; at the end the campaign is over, and `proofs` looks at everything.
"""

from hypothesis.stateful import invariant

from tests.redemption.model import proofs
from tests.redemption.model.office_steps import OfficeSteps
from tests.redemption.model.papers import CLOSINGS
from tests.redemption.model.till_steps import TillSteps


class Machine(TillSteps, OfficeSteps):
    """Two shops, their office, a worker, and a calendar."""

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        """Hold the sums of all shops against the model's, after every step."""
        kept = self.town.one(
            "select coalesce((select sum(total_yen) from redemption), 0)"
            " - coalesce((select sum(amount_yen) from refund), 0)"
        )
        assert kept == sum(s[1] - s[3] for s in self.books.sums(None).values())

    def teardown(self) -> None:
        """Look at everything, once the campaign is over and sealed."""
        self.move(365)
        self.seal()
        assert set(self.books.sealed) == set(CLOSINGS)
        for proof in proofs.ALL:
            proof(self)
