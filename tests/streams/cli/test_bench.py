"""`demarche bench` prints JSON, and says what is missing."""

import orjson
from click.testing import CliRunner

from streams.cli import main


def test_prints_json() -> None:
    done = CliRunner().invoke(main, ["bench", "--rounds", "1"])
    assert done.exit_code == 0, done.output
    assert {"measured", "ratio", "peer", "versions"} <= set(orjson.loads(done.output))


def test_an_unknown_backend_is_an_exit_status() -> None:
    for option in ("--names", "--tags"):
        refused = CliRunner().invoke(main, ["bench", option, "no_such_pipeline"])
        assert refused.exit_code == 1
        assert "no_such_pipeline" in refused.output
