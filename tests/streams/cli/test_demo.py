"""`demarche demo` as somebody who just installed it runs it: it needs nothing, ends by itself and leaves nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from streams.cli.demo import command


def test_a_setting_without_meaning_is_a_usage_error() -> None:
    assert CliRunner().invoke(command, ["--broker-heap-mb", "1"]).exit_code == 2


@pytest.mark.kafka
@pytest.mark.usefixtures("broker")
def test_the_demo_shows_alerts_and_lines_that_changed(tmp_path: Path) -> None:
    code = "from streams.cli import main; main()"
    flags = ["demo", "--step", "0.7", "--web-port", "0", "--broker-heap-mb", "256"]
    done = subprocess.run(
        [sys.executable, "-c", code, *flags],
        env=os.environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    # The kind is that of the firmest report known when it is printed.
    assert re.search(r"South Korea and Chile .*talks.*, halted on 16 October", done.stdout)
    assert "Lines that changed" in done.stdout
    assert list(tmp_path.glob("demarche-demo-*")) == []


@pytest.mark.kafka
@pytest.mark.usefixtures("broker")
@pytest.mark.parametrize("line", ["Starting a real Kafka", "Everything runs"])
def test_ctrl_c_ends_the_demo_soon_and_leaves_nothing(tmp_path: Path, line: str) -> None:
    code = "from streams.cli import main; main()"
    flags = ["demo", "--web-port", "0", "--broker-heap-mb", "256"]
    with subprocess.Popen(
        [sys.executable, "-c", code, *flags],
        env=os.environ | {"TMPDIR": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as demo:  # fmt: skip
        assert demo.stderr is not None
        while line not in demo.stderr.readline():
            assert demo.poll() is None
        demo.send_signal(signal.SIGINT)
        shown, told = demo.communicate(timeout=30)
    assert demo.returncode == 130
    assert told.endswith("interrupted\n")
    assert "Traceback" not in told
    assert "Try next" not in shown
    assert list(tmp_path.glob("demarche-demo-*")) == []
