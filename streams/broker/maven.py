"""Fetches one file by its Maven coordinate.  The only place that knows jgo, which is an extra: imported when needed."""

from __future__ import annotations

from pathlib import Path

from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext

TIMEOUT_S = 30


def fetch(coordinate: str, folder: Path, repository: str | None = None) -> Path:
    """Fetch `group:name:version` into a folder laid out like Maven's own; give the file.

    Asks the repository given, else Maven Central and what the user's jgo settings name (a company's mirror).
    Blocks.  Raises OSError (no network) or RuntimeError (not there, or broken on the way).
    """
    places = {"central": repository} if repository else {"central": MAVEN_CENTRAL_URL, **_of_the_user()}
    group, name, version = coordinate.split(":")
    context = MavenContext(repo_cache=folder, remote_repos=places, timeout=TIMEOUT_S)
    return Path(context.project(group, name).at_version(version).artifact().resolve())


def _of_the_user() -> dict[str, str]:
    return dict(GlobalSettings.load().repositories)
