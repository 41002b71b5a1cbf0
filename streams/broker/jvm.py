"""Starts the broker's JVM: the class path, the flags, the formatted directory.

Kafka's own tool formats once per cache (it costs a JVM); each data directory then gets a copy of what it wrote.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from streams.broker import launch
from streams.broker.archive import Archive
from streams.broker.errors import BrokerError
from streams.broker.java import Java
from streams.broker.properties import meta_properties, server_properties

_FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # 45 us of CPU a message of 3 kB against 110 with the server compiler, still compiling
    "-XX:+ExitOnOutOfMemoryError",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
)
_CHECKPOINT = "bootstrap.checkpoint"


@dataclass(frozen=True, slots=True)
class Jvm:
    """What it takes to run Kafka: a Java, the jars, the cache folder they lie in."""

    java: Java
    jars: tuple[Path, ...]
    cache: Path

    def format(self, data: Path) -> None:
        """Make an empty directory one that Kafka accepts; leave a formatted one alone.  Blocks."""
        meta = data / "meta.properties"
        if meta.exists():
            return
        data.mkdir(parents=True, exist_ok=True)
        kept = self.cache / _CHECKPOINT
        if not kept.exists():
            self._run_format_tool(kept)
        (data / _CHECKPOINT).write_bytes(kept.read_bytes())
        new = meta.with_suffix(".new")
        new.write_text(meta_properties(_new_id(), _new_id()), encoding="ascii")
        new.replace(meta)  # last and at once: half a format is no format

    def start(self, properties: Path, heap_mb: int, log: Path, parent: int, keep: int) -> subprocess.Popen[bytes]:
        """Start the broker and return at once; `keep` is the descriptor of the lock, `parent` 0 detaches it."""
        command = [
            *(sys.executable, "-I", "-S", launch.__file__, str(parent), str(self.java.path)),
            *(*_FLAGS, *self.archive.flags(properties), f"-Xmx{heap_mb}m"),
            *("-cp", self._class_path(), "kafka.Kafka", str(properties)),
        ]
        with log.open("ab") as sink:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                pass_fds=(keep,),
                start_new_session=True,  # a Ctrl-C is for us; we stop the broker last
                env={**os.environ, "LC_ALL": "C.UTF-8"},  # else Java cannot open a path that is not ASCII
            )

    @property
    def archive(self) -> Archive:
        """Give the class archive of this Java and these jars."""
        return Archive(self.java, self.cache)

    def _class_path(self) -> str:
        return os.pathsep.join(map(str, self.jars))

    def _run_format_tool(self, kept: Path) -> None:
        with tempfile.TemporaryDirectory(dir=self.cache, prefix="format-") as side:
            properties, data = Path(side, "server.properties"), Path(side, "data")
            properties.write_text(server_properties(data, 9092, 9093), encoding="utf-8")
            command = [str(self.java.path), *_FLAGS, "-cp", self._class_path(), "kafka.tools.StorageTool"]
            done = subprocess.run(
                [*command, "format", "-t", _new_id(), "-c", str(properties)],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                raise BrokerError("died", f"Kafka's format tool failed: {done.stderr[-300:].strip()}")
            (data / _CHECKPOINT).replace(kept)


def _new_id() -> str:
    """Make a random id as Kafka writes them: 128 bits in URL-safe base64."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode("ascii").rstrip("=")
