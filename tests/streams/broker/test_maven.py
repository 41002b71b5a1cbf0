"""One coordinate, one file, in Maven's layout; what goes wrong has the types that `install` expects."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("jgo")

from streams.broker.maven import fetch


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_fetch(tmp_path: Path) -> None:
    jar = tmp_path / "served" / "org" / "example" / "thing" / "2.1" / "thing-2.1.jar"
    jar.parent.mkdir(parents=True)
    jar.write_bytes(b"content")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path / "served")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}"
        got = fetch("org.example:thing:2.1", tmp_path / "cache", url)
        assert got == tmp_path / "cache/org/example/thing/2.1/thing-2.1.jar"
        assert got.read_bytes() == b"content"
        with pytest.raises(RuntimeError):
            fetch("org.example:absent:1.0", tmp_path / "cache", url)
    finally:
        server.shutdown()
        server.server_close()
    with pytest.raises(OSError):
        fetch("org.example:other:1.0", tmp_path / "cache", url)
