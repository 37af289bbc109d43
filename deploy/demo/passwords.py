"""What a person does with an initial password: change it once, and remember it."""

from deploy.demo.browser import Browser, Page, Unexpected

_CHANGED: dict[str, str] = {}


def remember(initial: str, chosen: str) -> None:
    """Take over what an earlier run has changed."""
    _CHANGED[initial] = chosen


def present(password: str) -> str:
    """Return the password that now stands for the one in somebody's mail."""
    return _CHANGED.get(password, password)


def own_password(browser: Browser, url: str, password: str) -> None:
    """Change a mailed password that nobody asked to change: it ends after a week."""
    if present(password) == password:
        changed_if_asked(browser, browser.open(url), password)


def changed_if_asked(browser: Browser, page: Page, password: str) -> Page:
    """Return the page that was wanted, after the change that comes before all else."""
    if not page.has_form("/password"):
        return page
    chosen = f"{present(password)[:12]}+{len(_CHANGED) % 10}a"
    done = browser.submit(
        page,
        page.form("/password"),
        password=present(password),
        new_password=chosen,
        new_password_again=chosen,
    )
    if done.refusal is not None:
        raise Unexpected(f"{done.url} refuses a new password: {done.refusal}")
    _CHANGED[password] = chosen
    return browser.open(page.url.removesuffix("password"))
