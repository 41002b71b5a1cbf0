"""A directory is formatted once, by what Kafka's own tool wrote, and a half format is done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from streams.broker.install import cache_dir, install
from streams.broker.java import find_java
from streams.broker.jvm import Jvm

pytestmark = [pytest.mark.kafka, pytest.mark.usefixtures("broker")]


@pytest.fixture
def jvm() -> Jvm:
    return Jvm(find_java(), install(cache_dir()), cache_dir())


def test_format_is_done_once(jvm: Jvm, tmp_path: Path) -> None:
    jvm.format(tmp_path)
    first = (tmp_path / "meta.properties").read_text()
    jvm.format(tmp_path)
    assert (tmp_path / "meta.properties").read_text() == first
    assert b"metadata.version" in (tmp_path / "bootstrap.checkpoint").read_bytes()


def test_two_directories_are_two_clusters(jvm: Jvm, tmp_path: Path) -> None:
    jvm.format(tmp_path / "one")
    jvm.format(tmp_path / "two")
    assert (tmp_path / "one/meta.properties").read_text() != (tmp_path / "two/meta.properties").read_text()


def test_a_half_format_is_done_again(jvm: Jvm, tmp_path: Path) -> None:
    (tmp_path / "bootstrap.checkpoint").write_bytes(b"torn")
    jvm.format(tmp_path)
    assert b"metadata.version" in (tmp_path / "bootstrap.checkpoint").read_bytes()
    assert (tmp_path / "meta.properties").exists()


def test_the_checkpoint_comes_from_kafkas_own_tool(jvm: Jvm, tmp_path: Path) -> None:
    fresh = Jvm(jvm.java, jvm.jars, tmp_path)
    fresh.format(tmp_path / "data")
    assert (tmp_path / "bootstrap.checkpoint").read_bytes() == (tmp_path / "data/bootstrap.checkpoint").read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["data"]
