from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.auth.domain.session import Span

NOON = datetime(2026, 6, 24, 3, 0, tzinfo=UTC)
SPAN = Span(last_seen_at=NOON, expires_at=NOON + timedelta(hours=12), ended_at=None)
MOMENT = timedelta(milliseconds=1)


def test_a_session_unused_for_thirty_minutes_is_over() -> None:
    idle = NOON + timedelta(minutes=30)

    assert not SPAN.is_over(idle - MOMENT)
    assert SPAN.is_over(idle)


def test_a_session_in_use_is_over_after_twelve_hours() -> None:
    used = replace(SPAN, last_seen_at=SPAN.expires_at - MOMENT)

    assert not used.is_over(SPAN.expires_at - MOMENT)
    assert used.is_over(SPAN.expires_at)


def test_an_ended_session_is_over() -> None:
    assert replace(SPAN, ended_at=NOON).is_over(NOON)


def test_use_is_written_down_once_a_minute() -> None:
    assert not SPAN.is_due(NOON + timedelta(seconds=59))
    assert SPAN.is_due(NOON + timedelta(seconds=60))
