"""What remains of the demo: `demo.json` for tools, and a farewell for a person."""

import json
import os
from pathlib import Path
from typing import Any

from deploy.demo import town
from deploy.demo.passwords import present, remember
from deploy.local.stack import Stack


def recall(stack: Stack) -> None:
    """Remember the password that an earlier demo on this stack has chosen."""
    path = stack.root / "demo.json"
    if path.exists():
        kept = json.loads(path.read_text(encoding="utf-8"))
        if "password" in kept:
            remember(kept["initial_password"], kept["password"])


def keep(
    stack: Stack, issuer: str, password: str, codes: tuple[list[str], list[str]]
) -> None:
    """Write `demo.json` beside the stack's data, and tell where everything is.

    `codes` are those of unused vouchers and of samples.
    """
    urls = stack.urls
    query = f"?issuer={issuer}"
    kept: dict[str, Any] = {
        "shop_url": urls["SHOP_URL"] + query,
        "portal_url": urls["PORTAL_URL"] + query,
        "office_url": urls["OFFICE_URL"] + query,
        "mailbox_url": urls["MAILBOX_URL"],
        "issuer_code": issuer,
        "merchant_code": town.MERCHANT_CODE,
        "company_code": town.COMPANY_CODE,
        "login_id": town.LOGIN_ID,
        "email": town.EMAIL,
        "initial_password": password,
        "password": present(password),
        "portal_basic_user": urls["PORTAL_BASIC_USER"],
        "portal_basic_password": urls["PORTAL_BASIC_PASSWORD"],
        "office_login_id": town.OFFICERS[0].login_id,
        "office_email": town.OFFICERS[0].email,
        "office_login_ids": [each.login_id for each in town.OFFICERS],
        "vouchers": codes[0],
        "sample_vouchers": codes[1],
    }
    path = stack.root / "demo.json"
    told = json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
    write_private(path, told.encode())
    print(_farewell(kept, path))


def _farewell(kept: dict[str, Any], path: Path) -> str:
    return f"""
Everything keeps running. To look around:

  shop site      {kept["shop_url"]}
                 加盟店コード {kept["merchant_code"]}  ログインID {kept["login_id"]}
                 パスワード {kept["password"]}
  merchants' PC  {kept["portal_url"]}
                 BASIC {kept["portal_basic_user"]} / {kept["portal_basic_password"]}
                 会社コード {kept["company_code"]}  ログインID and パスワード as above
  office         {kept["office_url"]}
                 ログインID {" or ".join(kept["office_login_ids"])}
                 パスワード in their mails
  mailbox        {kept["mailbox_url"]}  (one-time passwords arrive here)

  All of this, and {len(kept["vouchers"])} unused voucher codes: {path}
"""


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
