"""Every query of dashboards and rules against a real Prometheus, which scrapes every metric we declare.

Needs the program `prometheus`; skipped where it is absent.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from streams.contracts.tables import declared

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
QUERIES = [
    (panel["title"], target["expr"].replace("$__rate_interval", "10s").replace("$__range", "1m"))
    for path in sorted((DEPLOY / "grafana" / "dashboards").glob("*.json"))
    for panel in json.loads(path.read_text(encoding="utf-8"))["panels"]
    for target in panel.get("targets", [])
]


def growing() -> CollectorRegistry:
    """Make a metric of the same name, kind and labels for each that is declared; stages are ours, the rest is `x`."""
    registry = CollectorRegistry()
    for name, kind, labels, told in declared():
        made = {"counter": Counter, "gauge": Gauge, "histogram": Histogram}[kind](name, told, labels, registry=registry)
        for stage in ("polled", "reader", "poller") if "stage" in labels else ("x",):
            child = made.labels(*(stage if label == "stage" else "x" for label in labels)) if labels else made
            child.set_to_current_time() if kind == "gauge" else None
            threading.Thread(target=grow, args=(child, kind), daemon=True).start()
    return registry


def grow(child: Any, kind: str) -> None:
    while kind != "gauge":
        child.observe(0.2) if kind == "histogram" else child.inc()
        time.sleep(0.5)


@pytest.fixture(scope="module")
def scraped() -> Iterator[int]:
    registry = growing()

    class Metrics(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.end_headers()
            self.wfile.write(generate_latest(registry))

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Metrics)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture(scope="module")
def prometheus(scraped: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("prometheus")
    if program is None:
        pytest.skip("the program prometheus is not installed")
    folder = tmp_path_factory.mktemp("prometheus")
    config = {
        "global": {"scrape_interval": "250ms", "scrape_timeout": "250ms", "evaluation_interval": "250ms"},
        "rule_files": [str(DEPLOY / "prometheus" / "rules.yml")],
        "scrape_configs": [{"job_name": "demarche-worker", "static_configs": [{"targets": [f"127.0.0.1:{scraped}"]}]}],
    }
    (folder / "config.yml").write_text(json.dumps(config), encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                program,
                f"--config.file={folder}/config.yml",
                f"--storage.tsdb.path={folder}/data",
                f"--web.listen-address=127.0.0.1:{port}",
            ],
            stderr=log,
        )
    try:
        url = f"http://127.0.0.1:{port}/api/v1"
        wait_for_samples(url)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def wait_for_samples(url: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            if answered(url, "count_over_time(up[1m]) >= 5"):
                return
        except URLError:
            pass
        time.sleep(0.3)
    raise AssertionError("Prometheus has not scraped five times within 30 s")


def answered(url: str, query: str) -> list[Any]:
    try:
        with urlopen(f"{url}/query?{urlencode({'query': query})}", timeout=5) as answer:
            found: list[Any] = json.load(answer)["data"]["result"]
            return found
    except HTTPError as error:
        raise AssertionError(f"{query}\n{error.read().decode()}") from error


def test_every_panel_shows_something(prometheus: str) -> None:
    empty = [f"{title}: {query}" for title, query in QUERIES if not answered(prometheus, query)]
    assert QUERIES and empty == []


def test_a_renamed_metric_would_show_nothing(prometheus: str) -> None:
    assert answered(prometheus, QUERIES[0][1])
    assert not answered(prometheus, QUERIES[0][1].replace("demarche_feed_", "demarche_feeds_"))


def test_every_rule_can_be_evaluated(prometheus: str) -> None:
    with urlopen(f"{prometheus}/rules", timeout=5) as answer:
        rules = [rule for group in json.load(answer)["data"]["groups"] for rule in group["rules"]]
    assert len(rules) >= 12
    assert [f"{rule['name']}: {rule.get('lastError')}" for rule in rules if rule["health"] == "err"] == []
