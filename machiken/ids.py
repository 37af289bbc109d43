"""Names for identifiers, so that a merchant's id is never passed as a voucher's."""

from typing import NewType
from uuid import UUID

CampaignId = NewType("CampaignId", UUID)
CompanyId = NewType("CompanyId", UUID)
MerchantId = NewType("MerchantId", UUID)
StaffId = NewType("StaffId", UUID)
BatchId = NewType("BatchId", UUID)
CheckoutId = NewType("CheckoutId", UUID)
"""Made by the phone before it first sends; also the idempotency key."""
ReadId = NewType("ReadId", UUID)
"""Made by the phone for one paper in its sight; sent again, it is the same read."""
RefundId = NewType("RefundId", UUID)
"""Made by the page that asks for the refund; also the idempotency key."""
ExportId = NewType("ExportId", UUID)
StatementId = NewType("StatementId", UUID)
AdjustmentId = NewType("AdjustmentId", UUID)
"""Made by the page that proposes it; also the idempotency key."""
PayoutId = NewType("PayoutId", UUID)
"""Made by the page that prepares it; also the idempotency key."""
AccountChangeId = NewType("AccountChangeId", UUID)
MailProposalId = NewType("MailProposalId", UUID)
"""Made by the page that asks for it; also the idempotency key."""
NoticeId = NewType("NoticeId", UUID)
"""Made by the page on which a notice is written; also the idempotency key."""
InquiryId = NewType("InquiryId", UUID)
"""Made by the form; also the idempotency key."""
EventId = NewType("EventId", UUID)

IssuerCode = NewType("IssuerCode", str)
"""9 characters that name the issuer of a campaign's vouchers."""
MerchantCode = NewType("MerchantCode", str)
"""3 characters that name a merchant within its campaign (加盟店コード)."""
CompanyCode = NewType("CompanyCode", str)
"""4 characters that name a company within its campaign (会社コード)."""
PaymentNo = NewType("PaymentNo", str)
"""決済ID: issuer code (9), merchant code (3), day (8), sequence (14)."""
VoucherCode = NewType("VoucherCode", str)
"""What the QR of a voucher carries: a secret, never stored or logged in clear."""
