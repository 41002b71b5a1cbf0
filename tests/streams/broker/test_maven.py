"""One coordinate, one file; a list of them with all they need; what goes wrong has the types that `install` expects."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("jgo")

from streams.broker.maven import fetch, table

POM = """<project><modelVersion>4.0.0</modelVersion>
<groupId>org.example</groupId><artifactId>{name}</artifactId><version>1.0</version>
<dependencies>{needs}</dependencies></project>"""
NEEDS = """<dependency><groupId>org.example</groupId><artifactId>{name}</artifactId><version>1.0</version>
<scope>{scope}</scope></dependency>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[str]:
    """Serve `thing`, which needs `other` to run and `probe` for its tests only."""
    needs = {
        "thing": NEEDS.format(name="other", scope="runtime") + NEEDS.format(name="probe", scope="test"),
        "other": "",
        "probe": "",
    }
    for name, needed in needs.items():
        folder = tmp_path / "served" / "org" / "example" / name / "1.0"
        folder.mkdir(parents=True)
        (folder / f"{name}-1.0.jar").write_bytes(name.encode())
        (folder / f"{name}-1.0.pom").write_text(POM.format(name=name, needs=needed))
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path / "served")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_fetch(repository: str, tmp_path: Path) -> None:
    got = fetch("org.example:thing:1.0", tmp_path / "cache", repository)
    assert got == tmp_path / "cache/org/example/thing/1.0/thing-1.0.jar"
    assert got.read_bytes() == b"thing"


def test_what_is_not_there(repository: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        fetch("org.example:absent:1.0", tmp_path, repository)


def test_nobody_to_ask(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        fetch("org.example:thing:1.0", tmp_path, "http://127.0.0.1:1")


def test_the_table_holds_all_that_is_needed_to_run(repository: str, tmp_path: Path) -> None:
    head, *rows = (line.split("\t") for line in table(["org.example:thing:1.0"], tmp_path, repository).splitlines())
    assert head == ["coordinate", "file", "bytes", "sha256"]
    assert rows == [
        [f"org.example:{name}:1.0", f"{name}-1.0.jar", "5", hashlib.sha256(name.encode()).hexdigest()]
        for name in ("thing", "other")
    ]
