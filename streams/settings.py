"""Every setting of the program, declared once: one name, three spellings.

`kafka.url` in the TOML file is `DEMARCHE_KAFKA_URL` in the environment and `--kafka-url` on the command line;
the later wins.  Read once at start and passed on as an argument; nothing else reads the environment.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import msgspec


class SettingsError(ValueError):
    """A setting has no meaning; says which one, where it was read and what it may be."""


def setting(default: Any, help_text: str) -> Any:
    """Declare a setting with its default and one line of help."""
    return field(default=default, metadata={"help": help_text})


def _home() -> str:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(base) / "demarche")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force.  The first word of a name is its section in the TOML file."""

    kafka_url: str = setting("", "Kafka bootstrap servers, host:port[,host:port]; empty starts the embedded broker")
    kafka_partitions: int = setting(8, "partitions of every keyed topic and table; fixed once data is there")
    kafka_replication: int = setting(1, "replicas of every topic; 3 on a real cluster")
    kafka_generation: int = setting(1, "raise it when the articles topic is made anew on an old table")
    data_dir: str = setting(_home(), "where the embedded broker and the tables keep their files")
    broker_port: int = setting(0, "port of the embedded broker; 0 takes a free one")
    broker_heap_mb: int = setting(384, "memory of the embedded broker's heap, MB, 256 to 4096")
    feeds_file: str = setting("", "TOML list of feeds to poll; empty takes the bundled catalogue")
    poll_interval_s: float = setting(900.0, "seconds between two polls of a feed that names no interval")
    poll_timeout_s: float = setting(30.0, "seconds after which a fetch is given up")
    poll_max_bytes: int = setting(10_485_760, "largest feed document after inflation, bytes")
    poll_concurrency: int = setting(16, "fetches in flight at once")
    poll_private_hosts: bool = setting(False, "allow feeds on private and loopback addresses")
    worker_id: str = setting("", "static member id of this worker; empty takes the host's name")
    worker_commit_s: float = setting(1.0, "seconds between two commits of offsets")
    reading_max_chars: int = setting(100_000, "longer texts are cut here before they are read")
    web_host: str = setting("127.0.0.1", "address the page and the metrics are served on")
    web_port: int = setting(8321, "port of the page and the metrics; 0 takes a free one")
    log_level: str = setting("info", "debug, info, warning or error")
    log_format: str = setting("text", "text for eyes, json for machines")


def load(
    file: Path | None = None, env: Mapping[str, str] | None = None, flags: Mapping[str, Any] | None = None
) -> Settings:
    """Put the settings together: defaults, then the TOML file, then the environment, then the flags.

    A flag that is None was not given.  Raises SettingsError for an unknown name or a wrong value.
    """
    values: dict[str, Any] = {}
    names = {f.name for f in fields(Settings)}
    for name, value in _from_file(file).items() if file else ():
        if name not in names:
            raise SettingsError(f"{file}: there is no setting {name.replace('_', '.', 1)}")
        values[name] = value
    for name in names:
        given = (env or {}).get(f"DEMARCHE_{name.upper()}")
        if given is not None:
            values[name] = given
    values |= {name: value for name, value in (flags or {}).items() if name in names and value is not None}
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error)) from error


def _from_file(file: Path) -> dict[str, Any]:
    try:
        tree = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error
    return {f"{section}_{name}": value for section, table in tree.items() for name, value in table.items()}
