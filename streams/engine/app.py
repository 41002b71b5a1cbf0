"""The Faust app: its settings, each of them forced by how Faust behaves.

Made by a factory, never at import: the embedded broker's port is known only at start.
"""

from __future__ import annotations

import faust

from streams import topics
from streams.engine.consumer import consumer_with
from streams.engine.ledger import Ledger
from streams.engine.outlet import MAX_REQUEST_BYTES
from streams.settings import Settings

REQUEST_TIMEOUT_S = 45.0  # Faust's default of 1,200 s would hide a dead broker for twenty minutes


def make_app(settings: Settings, ledger: Ledger) -> faust.App:
    """Make the Faust app of one worker, with our consumer and table in place of Faust's."""
    app = faust.App(
        topics.GROUP,
        broker=[f"kafka://{host}" for host in settings.kafka_url.split(",")],
        store="memory://",
        datadir=f"{settings.data_dir}/worker",
        topic_partitions=settings.kafka_partitions,
        topic_replication_factor=settings.kafka_replication,
        topic_allow_declare=False,  # `admin.ready` made them, before anything was sent
        topic_disable_leader=True,
        table_standby_replicas=0,
        stream_wait_empty=True,
        stream_buffer_maxsize=256,
        broker_session_timeout=10.0,
        broker_heartbeat_interval=3.0,
        broker_commit_interval=settings.worker_commit_s,
        broker_request_timeout=REQUEST_TIMEOUT_S,
        producer_request_timeout=REQUEST_TIMEOUT_S,
        producer_max_request_size=MAX_REQUEST_BYTES,
        consumer_group_instance_id=settings.worker_id or None,
        web_enabled=False,
        autodiscover=False,
    )
    # Before `app.consumer` is first used: the transport makes its consumer from this class.
    app.transport.Consumer = consumer_with(ledger)  # type: ignore[misc]
    return app
