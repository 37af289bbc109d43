"""Let an application be turned down."""

from alembic import op

revision = "0015"
down_revision = "0014"

# The first rule got the convention's name around its own.
_WAS = op.f("merchant_merchant_state_known_ck_ck")
_IS = op.f("merchant_state_known_ck")
_STATES = "'applied', 'certified', 'registered', 'notified', 'active', 'suspended'"


def upgrade() -> None:
    # The old rows fit the wider rule; the running version writes none of the new.
    op.drop_constraint(_WAS, "merchant")
    op.create_check_constraint(_IS, "merchant", f"state in ({_STATES}, 'turned_down')")


def downgrade() -> None:
    op.drop_constraint(_IS, "merchant")
    op.create_check_constraint(_WAS, "merchant", f"state in ({_STATES})")
