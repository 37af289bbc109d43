"""What a person reads: the table of processes, the addresses to open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from deploy.local.stack import Stack
from deploy.local.supervision import State

ADDRESSES = {
    "SHOP_URL": "shop site",
    "PORTAL_URL": "merchants' site",
    "OFFICE_URL": "office site",
    "MAILBOX_URL": "mailbox",
    "RABBITMQ_MANAGEMENT_URL": "RabbitMQ management",
}


def processes(stack: Stack) -> tuple[str, bool]:
    """Return the table of processes and whether all of them are well."""
    states = stack.states()
    if not states:
        return f"Nothing runs in {stack.root}.", False
    with ThreadPoolExecutor(len(states)) as pool:
        running = [name for name, state in states.items() if state.pid]
        well = dict(zip(running, pool.map(stack.is_healthy, running), strict=True))
    lines = [f"{'process':<22}{'state':<10}{'pid':>7}{'up for':>12}  health"]
    lines += [_line(state, well=well.get(name)) for name, state in states.items()]
    return "\n".join(lines), len(well) == len(states) and all(well.values())


def addresses(stack: Stack) -> str:
    """Return the addresses that a person opens, one a line."""
    urls = stack.urls
    lines = [f"  {text:<22}{urls[name]}" for name, text in ADDRESSES.items()]
    return "\n".join([*lines, f"  {'all of them':<22}{stack.root / 'env'}"])


def _line(state: State, *, well: bool | None) -> str:
    health = {True: "ok", False: "UNWELL", None: "-"}[well]
    up_for = str(timedelta(seconds=state.up_for.seconds, days=state.up_for.days))
    return (
        f"{state.name:<22}{state.state.lower():<10}{state.pid or '-':>7}"
        f"{up_for if state.pid else '-':>12}  {health}"
    )
