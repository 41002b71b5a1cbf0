"""A hint to install names this interpreter and our own distribution."""

import subprocess
import sys

from agents.installation import DISTRIBUTION, how_to_add


def test_the_hint_names_this_interpreter_our_distribution_and_the_image() -> None:
    told = how_to_add("notify")
    assert told.startswith(f"`{sys.executable} -m pip install '{DISTRIBUTION}[notify]'`")
    assert "--build-arg EXTRAS=notify" in told


def test_what_it_says_finds_this_installation_and_asks_no_index() -> None:
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--dry-run", DISTRIBUTION]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "already satisfied: demarche-news" in done.stdout, done.stderr
