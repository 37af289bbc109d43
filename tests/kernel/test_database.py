import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    create_engine,
    pool,
    text,
)
from sqlalchemy.exc import OperationalError, ProgrammingError

from deploy.local.stack import Stack
from machiken import database, migrate
from machiken.database import APPEND_ONLY, READ_ADD_CHANGE, READ_WRITE, Transactions
from tests.kernel.said import output_of


def test_no_statement_and_no_lock_is_waited_for_without_end(
    kernel_db: Transactions,
) -> None:
    with kernel_db.begin() as tx:
        found = {
            name: tx.execute(text(f"show {name}")).scalar_one()
            for name in database.LIMITS
        }

    assert found == database.LIMITS


def test_a_statement_that_takes_too_long_is_ended(kernel_db: Transactions) -> None:
    with kernel_db.begin() as tx:
        tx.execute(text("set local statement_timeout = '50ms'"))
        with pytest.raises(OperationalError, match="statement timeout"):
            tx.execute(text("select pg_sleep(5)"))
        tx.rollback()


def test_every_constraint_has_a_name_that_says_what_it_is_about() -> None:
    metadata = database.metadata()
    Table("shop", metadata, Column("id", Integer, primary_key=True))
    till = Table(
        "till",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("shop_id", ForeignKey("shop.id"), index=True),
        Column("no", Integer),
        UniqueConstraint("shop_id", "no"),
        CheckConstraint("no > 0", name="no_positive"),
    )

    names = {str(each.name) for each in till.constraints}

    assert names == {
        "till_pk",
        "till_shop_id_fk",
        "till_shop_id_no_uq",
        "till_no_positive_ck",
    }
    assert [index.name for index in till.indexes] == ["till_shop_id_ix"]


UNDER_EVENTLET = """
import os, warnings
warnings.simplefilter("ignore")
{wait}
import eventlet
eventlet.monkey_patch()
from machiken import database
database.connect("postgresql+psycopg://nobody@127.0.0.1:1/none", pool_size=1)
"""


def test_under_eventlet_a_driver_that_would_block_is_refused() -> None:
    written = output_of(
        UNDER_EVENTLET.format(wait="os.environ.pop('PSYCOPG_WAIT_FUNC', None)"),
        exit_code=1,
    )

    assert "DriverWouldBlock" in written


def test_under_eventlet_a_driver_that_waits_by_select_is_taken() -> None:
    output_of(
        UNDER_EVENTLET.format(wait="os.environ['PSYCOPG_WAIT_FUNC'] = 'wait_selector'")
    )


@pytest.mark.parametrize(
    ("rights", "allowed"),
    [
        (READ_WRITE, {"select", "insert", "update", "delete"}),
        (READ_ADD_CHANGE, {"select", "insert", "update"}),
        (APPEND_ONLY, {"select", "insert"}),
    ],
)
def test_a_role_may_do_with_a_table_what_the_table_says_and_no_more(
    stack: Stack, kernel_url: str, rights: dict[str, str], allowed: set[str]
) -> None:
    role = stack.site.postgres_url.partition("://")[2].partition(":")[0] + "_worker"
    metadata = database.metadata()
    Table("right_tested", metadata, Column("id", Integer), info=rights)
    statements = {
        "select": "select id from right_tested",
        "insert": "insert into right_tested values (1)",
        "update": "update right_tested set id = 2",
        "delete": "delete from right_tested",
        "truncate": "truncate right_tested",
        "drop": "drop table right_tested",
    }
    engine = create_engine(kernel_url, poolclass=pool.NullPool)
    with engine.connect() as owner, owner.begin() as whole:
        owner.execute(text(f'create role "{role}"'))
        metadata.create_all(owner)
        owner.execute(text(f'grant all on right_tested to "{role}"'))
        migrate.grant(owner, metadata, role=role)
        owner.execute(text(f'set local role "{role}"'))
        done = set()
        for name, statement in statements.items():
            savepoint = owner.begin_nested()
            try:
                owner.execute(text(statement))
            except ProgrammingError:
                savepoint.rollback()
            else:
                savepoint.commit()
                done.add(name)
        whole.rollback()

    assert done == allowed
