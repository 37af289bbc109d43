"""When shops are told that a campaign comes to its end."""

from datetime import date, timedelta
from typing import Final
from uuid import uuid5

from machiken.ids import EventId, MerchantId

TOLD_BEFORE: Final = timedelta(days=14)


def told_of_ends_upto(today: date) -> date:
    """Return the last of the last days that shops are told of today."""
    return today + TOLD_BEFORE


def event_of(merchant_id: MerchantId, last_on: date) -> EventId:
    """Return the id that stands for this merchant's reminder of this day, for ever."""
    return EventId(uuid5(merchant_id, f"campaign ends on {last_on.isoformat()}"))
