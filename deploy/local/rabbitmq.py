"""A private RabbitMQ with its port mapper: files, command, readiness."""

import shutil
from pathlib import Path

from deploy.local import files, health
from deploy.local.site import Site

NODE = "machiken@localhost"
SETTINGS = """
listeners.tcp.1 = 127.0.0.1:{amqp}
management.tcp.ip = 127.0.0.1
management.tcp.port = {management}
default_user = machiken_admin
default_pass = {password}
default_user_tags.administrator = true
heartbeat = 20
consumer_timeout = 300000
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 200MB
log.file = false
log.console = true
"""
# The distribution would listen on every interface; spinning schedulers would take the
# processor from the services beside it.
ERLANG = "+S 2:2 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}"


def command() -> list[str]:
    """Return the broker's command line."""
    # Debian's wrapper in /usr/sbin changes the user; the script behind it doesn't.
    inner = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
    found = str(inner) if inner.exists() else shutil.which("rabbitmq-server")
    if found is None:
        raise SystemExit("rabbitmq-server is not installed.")
    return [found]


def epmd_command() -> list[str]:
    """Return the command line of Erlang's port mapper."""
    found = shutil.which("epmd")
    if found is None:
        raise SystemExit("epmd is not installed; it comes with rabbitmq-server.")
    return [found]


def prepare(site: Site) -> None:
    """Write the settings.

    The default user is ours from the first start, so `guest` never exists.
    """
    home = site.root / "rabbitmq"
    settings = SETTINGS.format(
        amqp=site.ports["rabbitmq"],
        management=site.ports["rabbitmq-management"],
        password=site.keys["RABBITMQ_PASSWORD"],
    )
    files.write(home / "rabbitmq.conf", settings)
    files.write(home / "enabled_plugins", "[rabbitmq_management].\n")
    files.write(home / "rabbitmq-env.conf", "")


def environment(site: Site) -> dict[str, str]:
    """Return the broker's environment, which also serves `rabbitmqctl`."""
    home = site.root / "rabbitmq"
    return {
        "HOME": str(home),
        "RABBITMQ_NODENAME": NODE,
        "RABBITMQ_CONF_ENV_FILE": str(home / "rabbitmq-env.conf"),
        "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(home / "data"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_PID_FILE": str(home / "rabbitmq.pid"),
        "RABBITMQ_DIST_PORT": str(site.ports["rabbitmq-distribution"]),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": ERLANG,
        "RABBITMQ_LOG": "info,-color",
        # Makes the start script exec the emulator: the supervised process is then the
        # broker itself, and not a shell that outlives or hides it.
        "RUNNING_UNDER_SYSTEMD": "true",
        **epmd_environment(site),
    }


def epmd_environment(site: Site) -> dict[str, str]:
    """Return where Erlang's port mapper listens, for itself and for its users."""
    return {
        "ERL_EPMD_PORT": str(site.ports["epmd"]),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }


def is_ready(site: Site) -> bool:
    """Return whether the broker accepts clients, and is the one that we asked for."""
    if not site.owns("rabbitmq"):
        return health.answer(f"{site.management_url}/api/overview") is not None
    overview = health.answer(f"{site.management_url}/api/overview")
    if overview is None or overview.get("node") != NODE:
        return False
    listener = f"/api/health/checks/port-listener/{site.ports['rabbitmq']}"
    return health.answer(site.management_url + listener) is not None
