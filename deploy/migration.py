"""`python -m deploy.migration redemption "add x"`: begins the next numbered migration.

The difference between the service's tables in code and its database in the local
stack is written down as a first draft; a person makes it safe beside the running
version (add, backfill, drop in three releases).
"""

import re
import sys
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations.ops import UpgradeOps
from sqlalchemy import create_engine, pool

from deploy.keys import SERVICES
from deploy.local import places
from deploy.local.stack import Stack
from machiken.migrate import metadata_of

ROOT = Path(__file__).parent.parent
TEXT = '''\
"""{sentence}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


def main(service: str, sentence: str) -> int:
    """Write the draft and say where; refuse an unknown service or no sentence."""
    if service not in SERVICES or not sentence:
        print(f'usage: make migration s={"|".join(SERVICES)} m="add campaign opens_on"')
        return 2
    folder = ROOT / "services" / service / "migrations" / "versions"
    numbers = sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))
    revision = f"{int(numbers[-1]) + 1 if numbers else 1:04}"
    slug = re.sub(r"\W+", "_", sentence.lower()).strip("_")
    upgrade, downgrade = _difference(service)
    text = TEXT.format(
        sentence=sentence[0].upper() + sentence[1:].rstrip("."),
        revision=revision,
        before=f'"{numbers[-1]}"' if numbers else None,
        upgrade=upgrade,
        downgrade=downgrade,
    )
    file = folder / f"{revision}_{slug}.py"
    file.write_text(text)
    print(f"{file.relative_to(ROOT)}: a draft; read it, then `make fmt check`")
    return 0


def _difference(service: str) -> tuple[str, str]:
    told = Stack(places.root()).environment(f"migrate-{service}")
    engine = create_engine(told["OWNER_DATABASE_URL"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        script = produce_migrations(context, metadata_of(service))
    upgrade = script.upgrade_ops or UpgradeOps([])
    return _code(upgrade), _code(upgrade.reverse())


def _code(operations: object) -> str:
    code = render_python_code(operations)  # type: ignore[arg-type] # both kinds
    # Alembic frames its code with remarks to itself.
    lines = [line for line in code.splitlines() if not line.strip().startswith("#")]
    return "\n".join(lines).strip()


if __name__ == "__main__":
    service, sentence = [*sys.argv[1:], "", ""][:2]
    sys.exit(main(service, sentence))
