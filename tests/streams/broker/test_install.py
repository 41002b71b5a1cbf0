"""Only the files we know get into the cache: whole, with the right digest, and hashed once."""

from __future__ import annotations

import errno
import functools
import hashlib
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from streams.broker import install as module
from streams.broker.errors import BrokerError
from streams.broker.install import Jar, cache_dir, check, install, jars, kafka_version

CONTENT = {"one": b"the first jar", "two": b"the second jar"}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> tuple[Jar, ...]:
    """Let the list hold two small jars."""
    pytest.importorskip("jgo")
    rows = tuple(
        Jar(f"org.example:{name}:1.0", f"{name}-1.0.jar", len(data), hashlib.sha256(data).hexdigest())
        for name, data in CONTENT.items()
    )
    monkeypatch.setattr(module, "jars", lambda: rows)
    return rows


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve the two jars as a Maven repository does."""
    root = tmp_path / "repository"
    for name, data in CONTENT.items():
        file = root / "org" / "example" / name / "1.0" / f"{name}-1.0.jar"
        file.parent.mkdir(parents=True)
        file.write_bytes(data)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", root
    server.shutdown()
    server.server_close()


def test_the_list_pins_one_kafka_with_every_digest() -> None:
    rows = jars()
    assert rows[0].coordinate == f"org.apache.kafka:kafka_2.13:{kafka_version()}"
    assert len({row.file for row in rows}) == len(rows)
    for row in rows:
        _, name, version = row.coordinate.split(":")
        assert row.file == f"{name}-{version}.jar"
        assert len(row.sha256) == 64
        assert row.bytes > 0


def test_the_cache_is_the_users(tmp_path: Path) -> None:
    assert cache_dir({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "demarche" / f"kafka-{kafka_version()}"
    assert cache_dir({}).is_relative_to(Path.home() / ".cache")


def test_jars_are_fetched_and_checked_once(
    listed: tuple[Jar, ...], repository: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = install(tmp_path / "cache", repository[0])
    assert [path.read_bytes() for path in paths] == list(CONTENT.values())
    assert not [path for path in (tmp_path / "cache").iterdir() if path.is_dir()]
    with monkeypatch.context() as patched:
        patched.setattr(hashlib, "file_digest", None)  # a second hashing would fail
        assert install(tmp_path / "cache", "http://127.0.0.1:1") == paths


def test_a_touched_jar_is_hashed_again_and_a_changed_one_fetched_again(
    listed: tuple[Jar, ...], repository: tuple[str, Path], tmp_path: Path
) -> None:
    first, second = install(tmp_path, repository[0])
    os.utime(first)
    assert install(tmp_path, "http://127.0.0.1:1") == (first, second)
    second.write_bytes(b"tampered with!")
    assert check(tmp_path) == [second.name]
    install(tmp_path, repository[0])
    assert second.read_bytes() == CONTENT["two"]


@pytest.mark.parametrize("wrong", [b"the second jaR", b"the second", b""])
def test_a_wrong_file_is_refused_and_leaves_nothing(
    listed: tuple[Jar, ...], repository: tuple[str, Path], tmp_path: Path, wrong: bytes
) -> None:
    (repository[1] / "org/example/two/1.0/two-1.0.jar").write_bytes(wrong)
    with pytest.raises(BrokerError) as caught:
        install(tmp_path / "cache", repository[0])
    assert caught.value.code == "wrong-checksum"
    assert "two-1.0.jar" in caught.value.message
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["one-1.0.jar"]


def test_no_network(listed: tuple[Jar, ...], tmp_path: Path) -> None:
    with pytest.raises(BrokerError) as caught:
        install(tmp_path, "http://127.0.0.1:1")
    assert caught.value.code == "no-network"
    assert "45 MB" in caught.value.hint


def test_a_jar_that_is_not_there(listed: tuple[Jar, ...], repository: tuple[str, Path], tmp_path: Path) -> None:
    (repository[1] / "org/example/two/1.0/two-1.0.jar").unlink()
    with pytest.raises(BrokerError) as caught:
        install(tmp_path / "cache", repository[0])
    assert caught.value.code == "no-network"


def test_without_the_extra(listed: tuple[Jar, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(module, "import_module", absent)
    with pytest.raises(BrokerError) as caught:
        install(tmp_path)
    assert caught.value.code == "extra-missing"
    assert "demarche-news[embedded]" in caught.value.hint


def test_a_full_disk(listed: tuple[Jar, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        @staticmethod
        def fetch(*_: object) -> Path:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "import_module", lambda name: Full)
    with pytest.raises(BrokerError) as caught:
        install(tmp_path)
    assert caught.value.code == "disk-full"
