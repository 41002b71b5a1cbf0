"""Fetches files by their Maven coordinates.  The only place that knows jgo, which is an extra: imported when needed.

To pin another Kafka: `python -m streams.broker.maven org.apache.kafka:kafka_2.13:VERSION org.slf4j:slf4j-simple:1.7.36`
prints the new `jars.tsv`.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext
from jgo.parse import Coordinate

TIMEOUT_S = 30


def fetch(coordinate: str, folder: Path, repository: str | None = None) -> Path:
    """Fetch `group:name:version` into a folder laid out like Maven's own; give the file.

    Asks the repository given, else Maven Central and what the user's jgo settings name (a company's mirror).
    Blocks.  Raises OSError (no network) or RuntimeError (not there, or broken on the way).
    """
    group, name, version = coordinate.split(":")
    return Path(_context(folder, repository).project(group, name).at_version(version).artifact().resolve())


def table(coordinates: list[str], folder: Path, repository: str | None = None) -> str:
    """Resolve what these need at run time, fetch it all and write the lines of `jars.tsv`, the first one's on top."""
    context = _context(folder, repository)
    wanted = [context.create_dependency(replace(Coordinate.parse(text), scope="compile")) for text in coordinates]
    named, needed = context.resolver.resolve(wanted)
    rows = []
    for dependency in (*named, *(found for found in needed if found.scope in ("compile", "runtime"))):
        jar = dependency.artifact
        data = Path(jar.resolve()).read_bytes()
        name = f"{jar.groupId}:{jar.artifactId}:{jar.version}"
        rows.append((name, jar.filename, str(len(data)), hashlib.sha256(data).hexdigest()))
    first, *others = rows
    lines = [("coordinate", "file", "bytes", "sha256"), first, *sorted(others)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _context(folder: Path, repository: str | None) -> MavenContext:
    of_the_user = {} if repository else dict(GlobalSettings.load().repositories)
    places = {"central": repository or MAVEN_CENTRAL_URL, **of_the_user}
    return MavenContext(repo_cache=folder, remote_repos=places, timeout=TIMEOUT_S)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as side:
        sys.stdout.write(table(sys.argv[1:], Path(side)))
