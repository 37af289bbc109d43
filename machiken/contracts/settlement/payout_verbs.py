"""The verbs of accounts and payouts."""

from machiken.contracts.actor import OPERATOR
from machiken.contracts.settlement.accounts import (
    Accounts,
    AccountsQuery,
    AccountView,
    DecideAccount,
    HoldMerchant,
    Holds,
    HoldsQuery,
    HoldView,
    PayerView,
    ReleaseMerchant,
    RequestAccount,
    SetPayer,
)
from machiken.contracts.settlement.payouts import (
    BankFile,
    DecidePayout,
    FetchBankFile,
    ImportResults,
    IssueBankFile,
    PayoutQuery,
    Payouts,
    PayoutsQuery,
    PayoutView,
    PreparePayout,
)
from machiken.contracts.settlement.statements import (
    SalesByDay,
    SalesByDayQuery,
    Statements,
    StatementsQuery,
)
from machiken.contracts.settlement.verbs import (
    APPROVERS,
    CLERKS,
    COMPANY,
    PORTAL,
    READERS,
    SERVICE,
)
from machiken.contracts.verbs import Verb

REQUEST_ACCOUNT = Verb(
    service=SERVICE,
    name="request_account",
    request=RequestAccount,
    answer=AccountView,
    roles=CLERKS | COMPANY | OPERATOR,
    proven=True,
)
DECIDE_ACCOUNT = Verb(
    service=SERVICE,
    name="decide_account",
    request=DecideAccount,
    answer=AccountView,
    roles=APPROVERS,
)
ACCOUNTS = Verb(
    service=SERVICE,
    name="accounts",
    request=AccountsQuery,
    answer=Accounts,
    roles=READERS | PORTAL,
)
HOLD_MERCHANT = Verb(
    service=SERVICE,
    name="hold_merchant",
    request=HoldMerchant,
    answer=HoldView,
    roles=CLERKS | OPERATOR,
)
RELEASE_MERCHANT = Verb(
    service=SERVICE,
    name="release_merchant",
    request=ReleaseMerchant,
    answer=Holds,
    roles=APPROVERS,
)
HOLDS = Verb(
    service=SERVICE,
    name="holds",
    request=HoldsQuery,
    answer=Holds,
    roles=READERS,
)
SET_PAYER = Verb(
    service=SERVICE,
    name="set_payer",
    request=SetPayer,
    answer=PayerView,
    roles=OPERATOR,
)
PREPARE_PAYOUT = Verb(
    service=SERVICE,
    name="prepare_payout",
    request=PreparePayout,
    answer=PayoutView,
    roles=CLERKS | OPERATOR,
    takes_s_max=15.0,
)
DECIDE_PAYOUT = Verb(
    service=SERVICE,
    name="decide_payout",
    request=DecidePayout,
    answer=PayoutView,
    roles=APPROVERS,
    takes_s_max=15.0,
)
ISSUE_BANK_FILE = Verb(
    service=SERVICE,
    name="issue_bank_file",
    request=IssueBankFile,
    answer=PayoutView,
    roles=CLERKS | OPERATOR,
    takes_s_max=15.0,
)
FETCH_BANK_FILE = Verb(
    service=SERVICE,
    name="fetch_bank_file",
    request=FetchBankFile,
    answer=BankFile,
    roles=CLERKS | OPERATOR,
)
IMPORT_RESULTS = Verb(
    service=SERVICE,
    name="import_results",
    request=ImportResults,
    answer=PayoutView,
    roles=CLERKS | OPERATOR,
    takes_s_max=15.0,
)
PAYOUT = Verb(
    service=SERVICE,
    name="payout",
    request=PayoutQuery,
    answer=PayoutView,
    roles=READERS,
)
PAYOUTS = Verb(
    service=SERVICE,
    name="payouts",
    request=PayoutsQuery,
    answer=Payouts,
    roles=READERS,
)
STATEMENTS = Verb(
    service=SERVICE,
    name="statements",
    request=StatementsQuery,
    answer=Statements,
    roles=PORTAL,
)
SALES_BY_DAY = Verb(
    service=SERVICE,
    name="sales_by_day",
    request=SalesByDayQuery,
    answer=SalesByDay,
    roles=PORTAL,
)
