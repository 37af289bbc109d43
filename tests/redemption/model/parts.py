"""The rules of balances and part refunds once more, as small as they can be said.

As `books`, but for campaigns that take vouchers in part and give payments back in
parts: what a voucher holds, what a payment took of each, what was given back.
"""

from dataclasses import dataclass, field

from tests.redemption.model.papers import FACE, No


@dataclass
class Slip:
    """A payment: what it took of each serial, and what was given back."""

    shop: str
    took: dict[int, int]
    given: list[dict[int, int]] = field(default_factory=list)

    @property
    def left(self) -> dict[int, int]:
        """Return what was not given back."""
        gone = {serial for part in self.given for serial in part}
        return {serial: yen for serial, yen in self.took.items() if serial not in gone}

    def refuse(self, serial: int, *, twice: bool) -> None:
        """Do nothing for a voucher that may be given back."""
        if serial not in self.took or twice:
            raise No("refund_voucher_unknown")
        if serial not in self.left:
            raise No("refund_voucher_done")


@dataclass
class Purse:
    """All vouchers by serial with what is on them, and all payments."""

    held: dict[int, int] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def issue(self, serials: range) -> None:
        """Issue vouchers."""
        self.held |= dict.fromkeys(serials, FACE)

    def take(self, shop: str, target: int, serials: list[int]) -> Slip:
        """Read one after another towards the target; the last in part."""
        took: dict[int, int] = {}
        for serial in serials:
            missing = target - sum(took.values())
            if serial in took:
                raise No("voucher_read_twice")
            if self.held[serial] == 0:
                raise No("voucher_used")
            if missing == 0:
                raise No("beyond_target")
            took[serial] = min(self.held[serial], missing)
        return self._pay(shop, took)

    def pay(self, shop: str, serials: list[int]) -> Slip:
        """Take all that is on the vouchers, in one step."""
        bad = [
            "voucher_read_twice" if serial in serials[:at] else "voucher_used"
            for at, serial in enumerate(serials)
            if serial in serials[:at] or self.held[serial] == 0
        ]
        if bad:
            raise No(bad[0] if len(serials) == 1 else "vouchers_refused")
        return self._pay(shop, {serial: self.held[serial] for serial in serials})

    def refund(self, slip: Slip, serials: list[int], believed: int) -> None:
        """Give these back, or all that is left."""
        if not slip.left:
            raise No("refund_done")
        for at, serial in enumerate(serials):
            slip.refuse(serial, twice=serial in serials[:at])
        part = {serial: slip.took[serial] for serial in serials or slip.left}
        if sum(part.values()) != believed:
            raise No("refund_amount_differs")
        slip.given.append(part)
        for serial, yen in part.items():
            self.held[serial] += yen

    def sums(self) -> dict[str, tuple[int, int, int, int]]:
        """Return payments, yen, refunds, yen of each shop."""
        sums: dict[str, tuple[int, int, int, int]] = {}
        for slip in self.slips:
            had = sums.get(slip.shop, (0, 0, 0, 0))
            back = sum(sum(part.values()) for part in slip.given)
            more = (1, sum(slip.took.values()), len(slip.given), back)
            sums[slip.shop] = (
                had[0] + more[0],
                had[1] + more[1],
                had[2] + more[2],
                had[3] + more[3],
            )
        return sums

    def _pay(self, shop: str, took: dict[int, int]) -> Slip:
        for serial, yen in took.items():
            self.held[serial] -= yen
        slip = Slip(shop=shop, took=took)
        self.slips.append(slip)
        return slip
