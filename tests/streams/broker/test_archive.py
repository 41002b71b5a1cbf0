"""Which flags make or use the class archive depends on the Java; a fresh one is adopted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from streams.broker.archive import Archive
from streams.broker.java import Java

PROPERTIES = Path("/home/server.properties")


@pytest.fixture
def java(tmp_path: Path) -> Path:
    """Make the folders of a Java that has a base archive."""
    program = tmp_path / "java" / "bin" / "java"
    (tmp_path / "java" / "lib" / "server").mkdir(parents=True)
    (tmp_path / "java" / "lib" / "server" / "classes.jsa").touch()
    return program


def test_java_17_writes_then_uses(java: Path, tmp_path: Path) -> None:
    archive = Archive(Java(java, "17.0.15"), tmp_path)
    flag, value = archive.flags(PROPERTIES)[0].split("=")
    assert flag == "-XX:ArchiveClassesAtExit"
    Path(value).write_bytes(b"archive")
    archive.keep(PROPERTIES)
    assert archive.flags(PROPERTIES)[0] == f"-XX:SharedArchiveFile={archive.path}"
    assert archive.path.read_bytes() == b"archive"


def test_java_25_needs_no_base(tmp_path: Path) -> None:
    archive = Archive(Java(tmp_path / "bin" / "java", "25.0.2"), tmp_path)
    assert archive.flags(PROPERTIES)[0].startswith("-XX:AOTCacheOutput=")
    archive.path.touch()
    assert archive.flags(PROPERTIES)[0] == f"-XX:AOTCache={archive.path}"


def test_an_older_java_without_a_base_goes_without(tmp_path: Path) -> None:
    assert Archive(Java(tmp_path / "bin" / "java", "17.0.15"), tmp_path).flags(PROPERTIES) == ()


def test_two_javas_and_two_brokers_do_not_meet(java: Path, tmp_path: Path) -> None:
    one, other = Archive(Java(java, "17.0.15"), tmp_path), Archive(Java(java, "17.0.16"), tmp_path)
    assert one.path != other.path
    assert one.flags(PROPERTIES) != one.flags(Path("/elsewhere/server.properties"))


def test_nothing_written_is_nothing_kept(java: Path, tmp_path: Path) -> None:
    archive = Archive(Java(java, "17.0.15"), tmp_path)
    archive.keep(PROPERTIES)
    assert not archive.path.exists()
