"""What Prometheus is told, by every process under the same names."""

from prometheus_client import Counter, Gauge, Histogram

BUCKETS_S = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.5, 3, 8)

CALLS = Histogram(
    "machiken_call_seconds",
    "Time a verb took in the service that owns it, by how it ended.",
    ["verb", "outcome"],
    buckets=BUCKETS_S,
)
EVENTS_HEARD = Counter(
    "machiken_events_heard_total",
    "Events that arrived, by what became of them.",
    ["event", "outcome"],
)
EVENTS_SENT = Counter(
    "machiken_events_sent_total",
    "Events that the broker confirmed.",
    ["event"],
)
OUTBOX_WAITING = Gauge(
    "machiken_outbox_waiting",
    "Events that are written but not yet sent.",
    multiprocess_mode="max",
)
TASKS = Counter(
    "machiken_task_runs_total",
    "Runs of a worker's task, by how they ended.",
    ["task", "outcome"],
)
RPC = Histogram(
    "machiken_rpc_seconds",
    "Time a call over the bus took, as its caller saw it, by how it ended.",
    ["verb", "outcome"],
    buckets=BUCKETS_S,
)
