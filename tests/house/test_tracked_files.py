"""What must not be in the repository: names of registries and of somebody's machine, secrets, large files."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_BYTES = 1_500_000
# Written in two pieces, so that this file does not name what it looks for.
REGISTRIES = ["pypi." + "org", "pythonhosted." + "org", "registry." + "npmjs", "repo1." + "maven", "deb." + "debian"]
MACHINES = ["/wo" + "rk/", "/ro" + "ot/", "/home/" + "[a-z]+/"]
SECRETS = [r"AKIA[0-9A-Z]{16}", r"whsec_[A-Za-z0-9+/]{24,}", "-----BEGIN [A-Z ]*PRIVATE KEY", r"ghp_[A-Za-z0-9]{36}"]


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    return [path for name in names if name and (path := ROOT / name.decode()).is_file()]


@pytest.mark.parametrize("pattern", REGISTRIES + MACHINES + SECRETS)
def test_nothing_names(pattern: str, tracked: list[Path]) -> None:
    searched = re.compile(pattern)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if searched.search(line)
    ]
    assert found == []


def test_no_file_is_large(tracked: list[Path]) -> None:
    assert [str(p.relative_to(ROOT)) for p in tracked if p.stat().st_size > MOST_BYTES] == []
