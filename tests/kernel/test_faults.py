import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from machiken.database import Transactions, connect
from machiken.faults import TryAgain, will_pass

_OWN_END = text("select pg_terminate_backend(pg_backend_pid())")


def _state(state: str) -> Callable[[Session], object]:
    raising = text(f"do $$ begin raise exception using errcode = '{state}'; end $$")
    return lambda tx: tx.execute(raising)


def _fault(db: Transactions, doing: Callable[[Session], object]) -> BaseException:
    with pytest.raises(DBAPIError) as caught, db.begin() as tx:
        doing(tx)
    return caught.value


@pytest.mark.parametrize(
    "state",
    ["40001", "40P01", "53100", "53200", "53300", "55P03", "57P02", "57P03", "08006"],
)
def test_a_database_that_is_busy_full_or_away_is_worth_another_try(
    kernel_db: Transactions, state: str
) -> None:
    assert will_pass(_fault(kernel_db, _state(state)))


@pytest.mark.parametrize(
    "state", ["23505", "23514", "42501", "42P01", "22001", "57014"]
)
def test_a_database_that_says_no_will_say_no_again(
    kernel_db: Transactions, state: str
) -> None:
    assert not will_pass(_fault(kernel_db, _state(state)))


def test_a_connection_that_was_cut_is_worth_another_try(
    kernel_db: Transactions,
) -> None:
    assert will_pass(_fault(kernel_db, lambda tx: tx.execute(_OWN_END)))


def test_a_connection_that_was_cut_while_it_rested_is_worth_another_try(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        pid = tx.execute(text("select pg_backend_pid()")).scalar_one()
    with _one_connection(_url(kernel_db)) as db, db.begin() as other:
        other.execute(text("select pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    assert will_pass(_fault(kernel_db, lambda tx: tx.execute(text("select 1"))))
    with kernel_db.begin() as tx:
        assert tx.execute(text("select 1")).scalar_one() == 1


def test_a_server_that_is_not_there_is_worth_another_try() -> None:
    with _one_connection("postgresql+psycopg://nobody@127.0.0.1:1/none") as nowhere:
        assert will_pass(_fault(nowhere, lambda tx: tx.execute(text("select 1"))))


def test_a_pool_without_a_free_connection_is_worth_another_try(
    kernel_db: Transactions,
) -> None:
    with _one_connection(_url(kernel_db)) as small, small.begin() as tx:
        tx.execute(text("select 1"))
        # Three seconds prove no more than a moment does.
        small.kw["bind"].pool._timeout = 0.1  # noqa: SLF001 - no public way
        with pytest.raises(PoolTimeout) as caught, small.begin() as second:
            second.execute(text("select 1"))

    assert will_pass(caught.value)


def test_a_lock_that_is_not_given_in_time_is_worth_another_try(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        tx.execute(text("lock table mark in access exclusive mode"))

        def impatient(second: Session) -> None:
            second.execute(text("set local lock_timeout = '50ms'"))
            second.execute(text("select * from mark"))

        assert will_pass(_fault(kernel_db, impatient))


def test_who_is_told_to_try_again_tries_again() -> None:
    assert will_pass(TryAgain())


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no"),
        KeyError("x"),
        TimeoutError(),
        OSError(),
        threading.BrokenBarrierError(),
        psycopg.OperationalError("not through SQLAlchemy"),
    ],
)
def test_other_faults_are_not_repeated(error: Exception) -> None:
    assert not will_pass(error)


@contextmanager
def _one_connection(url: str) -> Iterator[Transactions]:
    db = connect(url, pool_size=1)
    yield db
    db.kw["bind"].dispose()


def _url(db: Transactions) -> str:
    url: str = db.kw["bind"].url.render_as_string(hide_password=False)
    return url
