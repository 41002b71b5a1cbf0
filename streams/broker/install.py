"""Puts Apache Kafka's jars into the user's cache, each checked against the digest kept in `jars.tsv`.

Fetches exactly the listed files through jgo (no resolving, so nothing can slip in) into a side folder, and
moves a jar to its place only when its digest is right.  A stamp spares later starts the hashing of 45 MB.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import os
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module, resources
from pathlib import Path

import orjson

from agents.installation import how_to_add
from streams.broker.errors import BrokerError

_STAMP = "checked.json"


@dataclass(frozen=True, slots=True)
class Jar:
    """One line of `jars.tsv`."""

    coordinate: str
    file: str
    bytes: int
    sha256: str


def jars() -> tuple[Jar, ...]:
    """Read the list of jars, Kafka's own first; their order is the class path's."""
    text = resources.files("streams.broker").joinpath("jars.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple(Jar(row["coordinate"], row["file"], int(row["bytes"]), row["sha256"]) for row in rows)


def kafka_version() -> str:
    """Give the version of the Kafka that is pinned."""
    return jars()[0].coordinate.rpartition(":")[2]


def cache_dir(env: Mapping[str, str] | None = None) -> Path:
    """Give the folder of this Kafka in the user's cache (`XDG_CACHE_HOME`, else `~/.cache`)."""
    base = (os.environ if env is None else env).get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "demarche" / f"kafka-{kafka_version()}"


def install(folder: Path, repository: str | None = None) -> tuple[Path, ...]:
    """Make sure that every jar is there and right; give the class path.

    Blocks: seconds when something must be fetched, 1 ms else.  Raises BrokerError `no-network`,
    `wrong-checksum`, `disk-full` or `extra-missing`.  `repository` overrides the place to fetch from.
    """
    listed = jars()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _stamped(folder, listed):
            missing = [jar for jar in listed if not _right(folder / jar.file, jar)]
            _fetch_all(folder, missing, repository)
            _stamp(folder, listed)
    except OSError as error:
        raise BrokerError(
            "disk-full" if error.errno == errno.ENOSPC else "data-dir-unusable", f"{folder}: {error}"
        ) from error
    return tuple(folder / jar.file for jar in listed)


def check(folder: Path) -> list[str]:
    """Hash every jar again and name those that are absent or wrong; for `demarche doctor`."""
    return [jar.file for jar in jars() if not _right(folder / jar.file, jar)]


def _fetch_all(folder: Path, missing: list[Jar], repository: str | None) -> None:
    if not missing:
        return
    with tempfile.TemporaryDirectory(dir=folder, prefix="fetch-") as side, ThreadPoolExecutor(6) as pool:
        for jar, path in zip(missing, pool.map(lambda jar: _fetch(jar, Path(side), repository), missing), strict=True):
            if not _right(path, jar):
                raise BrokerError(
                    "wrong-checksum", f"{jar.file} is not the file we know", "try again; if it stays, report it"
                )
            path.replace(folder / jar.file)


def _fetch(jar: Jar, side: Path, repository: str | None) -> Path:
    try:
        maven = import_module("streams.broker.maven")
    except ImportError as error:
        raise BrokerError("extra-missing", str(error), how_to_add("embedded")) from error
    try:
        fetched: Path = maven.fetch(jar.coordinate, side, repository)
        return fetched
    except OSError as error:  # requests' errors are OSErrors
        if error.errno == errno.ENOSPC:
            raise
        raise BrokerError(
            "no-network", f"cannot fetch {jar.file}: {error}", "a network is needed once, for 45 MB"
        ) from error
    except RuntimeError as error:  # not found, or not the sum the repository itself names
        raise BrokerError("no-network", f"cannot fetch {jar.file}: {error}", "try again later") from error


def _right(path: Path, jar: Jar) -> bool:
    try:
        if path.stat().st_size != jar.bytes:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except FileNotFoundError:
        return False


def _marks(folder: Path, listed: tuple[Jar, ...]) -> dict[str, list[int | str]]:
    stats = {jar: (folder / jar.file).stat() for jar in listed}
    return {jar.file: [stat.st_size, stat.st_mtime_ns, jar.sha256] for jar, stat in stats.items()}


def _stamped(folder: Path, listed: tuple[Jar, ...]) -> bool:
    try:
        kept = orjson.loads((folder / _STAMP).read_bytes())
        return bool(kept == _marks(folder, listed))
    except (FileNotFoundError, orjson.JSONDecodeError):
        return False


def _stamp(folder: Path, listed: tuple[Jar, ...]) -> None:
    new = folder / f"{_STAMP}.{os.getpid()}"
    new.write_bytes(orjson.dumps(_marks(folder, listed)))
    new.replace(folder / _STAMP)
