"""A database that belongs to no service: the kernel's tables and a row of marks."""

import psycopg
from psycopg import sql
from sqlalchemy import (
    BigInteger,
    Column,
    Identity,
    Table,
    Text,
    create_engine,
    func,
    insert,
    pool,
    select,
    text,
)
from sqlalchemy.orm import Session

from deploy.local.stack import Stack
from machiken.clock import rehearsal_clock_table
from machiken.database import APPEND_ONLY, Transactions, metadata
from machiken.inbox import inbox_table
from machiken.outbox import outbox_table

METADATA = metadata()
OUTBOX = outbox_table(METADATA)
INBOX = inbox_table(METADATA)
CLOCK = rehearsal_clock_table(METADATA)
MARK = Table(
    "mark",
    METADATA,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("word", Text, nullable=False),
    info=APPEND_ONLY,
)


def create(stack: Stack, name: str) -> str:
    """Make the database anew and return its URL."""
    with psycopg.connect(stack.site.postgres_url, autocommit=True) as administrator:
        for statement in (
            "drop database if exists {} with (force)",
            "create database {} template template0",
            # The tests' server is fast and forgets its last moments when it is killed;
            # what is said to be committed here stays, as it does in town.
            "alter database {} set synchronous_commit = on",
        ):
            administrator.execute(sql.SQL(statement).format(sql.Identifier(name)))
    server = stack.site.postgres_url.partition("://")[2].rpartition("/")[0]
    url = f"postgresql+psycopg://{server}/{name}"
    engine = create_engine(url, poolclass=pool.NullPool)
    METADATA.create_all(engine)
    return url


def empty(db: Transactions) -> None:
    """Forget all rows."""
    names = ", ".join(table.name for table in METADATA.sorted_tables)
    with db.begin() as tx:
        tx.execute(text(f"truncate {names} restart identity"))


def mark(tx: Session, word: str) -> None:
    """Leave one mark."""
    tx.execute(insert(MARK).values(word=word))


def marks(tx: Session, word: str) -> int:
    """Return how many marks carry the word."""
    matching = select(func.count()).where(MARK.c.word == word)
    return tx.execute(matching.select_from(MARK)).scalar_one()


def marked(db: Transactions, word: str) -> int:
    """Return how many marks carry the word, for who has no transaction open."""
    with db.begin() as tx:
        return marks(tx, word)
