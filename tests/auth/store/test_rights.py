import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from services.auth.store.tables import AUDIT, MEMBERSHIP, PASSWORD, STAFF
from tests.auth.town import Town


def test_the_service_can_not_change_what_happened(town: Town) -> None:
    with pytest.raises(ProgrammingError), town.db.begin() as tx:
        tx.execute(update(AUDIT).values(detail="never"))
    with pytest.raises(ProgrammingError), town.db.begin() as tx:
        tx.execute(delete(AUDIT))


def test_the_service_can_not_make_people_disappear(town: Town) -> None:
    for table in (STAFF, MEMBERSHIP, PASSWORD):
        with pytest.raises(ProgrammingError), town.db.begin() as tx:
            tx.execute(delete(table))


def test_the_database_takes_no_password_in_clear(town: Town) -> None:
    with pytest.raises(IntegrityError), town.db.begin() as tx:
        tx.execute(update(PASSWORD).values(hash="Abcdefgh12"))
