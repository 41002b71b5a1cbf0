"""CI forbids skips: a test that a machine cannot run is told as a failure there, wherever it says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPING = [
    "import pytest\n@pytest.mark.skip(reason='lacking')\ndef test_it(): pass\n",
    "import pytest\n@pytest.mark.skipif(True, reason='lacking')\ndef test_it(): pass\n",
    "import pytest\ndef test_it(): pytest.skip('lacking')\n",
    "import pytest\n@pytest.fixture\ndef it(): pytest.skip('lacking')\n"
    "@pytest.mark.usefixtures('it')\ndef test_it(): pass\n",
    "import pytest\npytest.importorskip('no_such_module', reason='lacking')\ndef test_it(): pass\n",
]


def run(folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    tests = ROOT / "tests"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "--noconftest", "-c", os.devnull, *flags, folder]
    path = os.pathsep.join([str(tests), str(tests / "support"), str(ROOT)])
    return subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_skip_is_a_failure_where_it_is_forbidden(tmp_path: Path) -> None:
    (tmp_path / "test_that_runs.py").write_text("def test_it(): pass\n", encoding="utf-8")
    assert run(tmp_path, "--forbid-skips").returncode == 0
    for number, text in enumerate(SKIPPING):
        (tmp_path / f"test_{number}.py").write_text(text, encoding="utf-8")
    assert "1 passed, 5 skipped" in run(tmp_path).stdout
    forbidden = run(tmp_path, "--forbid-skips", "--continue-on-collection-errors").stdout
    assert "1 passed" in forbidden and "skipped in" not in forbidden
    assert forbidden.count("forbidden here: ") >= len(SKIPPING), forbidden


def test_ci_forbids_skips() -> None:
    assert "--forbid-skips" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
