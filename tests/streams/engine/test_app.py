"""The Faust app is set up as its own behaviour forces us to."""

from __future__ import annotations

from pathlib import Path

from streams import topics
from streams.engine.app import REQUEST_TIMEOUT_S, make_app
from streams.engine.consumer import DeliveredConsumer
from streams.engine.ledger import Ledger
from streams.settings import Settings


def test_the_app_commits_through_our_ledger(tmp_path: Path) -> None:
    ledger = Ledger()
    app = make_app(Settings(kafka_url="a:1,b:2", data_dir=str(tmp_path), worker_id="w-0"), ledger)
    consumer = app.transport.Consumer
    assert issubclass(consumer, DeliveredConsumer)
    assert consumer.ledger is ledger
    assert [url.host for url in app.conf.broker] == ["a", "b"]
    assert app.conf.consumer_group_instance_id == "w-0"


def test_two_apps_share_nothing(tmp_path: Path) -> None:
    settings = Settings(kafka_url="a:1", data_dir=str(tmp_path))
    one, other = (make_app(settings, Ledger()) for _ in range(2))
    assert one.transport.Consumer.ledger is not other.transport.Consumer.ledger


def test_what_faust_would_do_by_default_and_must_not(tmp_path: Path) -> None:
    conf = make_app(Settings(kafka_url="a:1", data_dir=str(tmp_path), worker_commit_s=0.5), Ledger()).conf
    assert conf.stream_wait_empty, "else an event in work at a stop is committed and lost"
    assert conf.broker_request_timeout == conf.producer_request_timeout == REQUEST_TIMEOUT_S < 60
    assert conf.broker_commit_interval == 0.5
    assert not conf.web_enabled
    assert not conf.autodiscover
    assert str(conf.store) == "memory:"
    assert conf.processing_guarantee.name == "AT_LEAST_ONCE"
    assert conf.table_standby_replicas == 0
    assert not (tmp_path / "worker").exists(), "building an app touches nothing"
    assert f"{conf.id}-{topics.TABLE}-changelog" == topics.CHANGELOG
