"""Writes the settings of one KRaft node that is broker and controller at once.  Pure: text out, nothing read.

Everything listens on the loopback address only; whoever wants more runs a Kafka of their own.
"""

from __future__ import annotations

from pathlib import Path

NODE_ID = 1

# Sizes for one machine that does other work too; the rest is Kafka's own default.
_ONE_NODE = {
    "process.roles": "broker,controller",
    "node.id": str(NODE_ID),
    "controller.listener.names": "CONTROLLER",
    "auto.create.topics.enable": "false",  # `demarche topics apply` makes them, with settings of their own
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "1",
    "offsets.topic.segment.bytes": "16777216",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "group.initial.rebalance.delay.ms": "0",  # nobody else is about to join
    # A broker that was killed may come back only when its old session ran out: 9 s by default, 11 s to ready.  Shorter
    # than 6 s, and one that a busy machine does not let run takes itself for dead and leads no partition for a moment.
    "broker.session.timeout.ms": "6000",
    "broker.heartbeat.interval.ms": "1000",
    "log.cleaner.dedupe.buffer.size": "10485760",  # 128 MB by default, a third of the heap
    "num.network.threads": "2",
    "num.io.threads": "4",
    "background.threads": "4",
}


def server_properties(data: Path, port: int, controller_port: int) -> str:
    """Write `server.properties` for a node that keeps its logs in `data`."""
    rows = _ONE_NODE | {
        "log.dirs": str(data),
        "listeners": f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller_port}",
        "controller.quorum.voters": f"{NODE_ID}@127.0.0.1:{controller_port}",
    }
    return "".join(f"{key}={_escaped(value)}\n" for key, value in rows.items())


def meta_properties(cluster_id: str, directory_id: str) -> str:
    """Write `meta.properties`, by which Kafka knows a formatted directory (version 1 of that file)."""
    return f"version=1\ncluster.id={cluster_id}\nnode.id={NODE_ID}\ndirectory.id={directory_id}\n"


def _escaped(value: str) -> str:
    """Write a value so that Java reads it back: it takes the file for Latin-1 and backslashes for escapes."""
    units = value.replace("\\", "\\\\").encode("utf-16-be")
    codes = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join(chr(code) if 32 <= code < 127 else f"\\u{code:04x}" for code in codes)
