"""What was once written stays readable: frozen samples, and the rules by which a version is raised."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import msgspec
import orjson
import pytest
import samples
from makers import make_head, make_state

from agents.records import Entry, Findings
from streams import codec, formats
from streams.engine.table import Entries
from streams.formats import Format, edition, format_of, refusal

RAISE = (
    "the wire format changed: give the field a default and keep the old ones, or raise the version in"
    " streams/formats.py and run `python tests/support/samples.py` (deploy/README.md, Versions of formats)"
)
SAMPLES = sorted(samples.FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_every_version_that_is_read_is_read_whole(path: Path) -> None:
    schema, version = path.stem.split(".")
    assert format_of(schema).reads(int(version)), f"{path.name}: take the sample out with the version"
    data = path.read_bytes().strip()
    try:
        record = samples.read(schema, data)
    except (codec.CodecError, msgspec.ValidationError) as error:
        raise AssertionError(f"{path.name}: {error}: {RAISE}") from error
    if int(version) == format_of(schema).writes:
        assert orjson.loads(samples.written(record)) == orjson.loads(data), RAISE


def test_every_record_has_a_sample_of_the_version_it_is_written_in() -> None:
    wanted = {samples.path_of(schema, format_of(schema).writes) for schema in samples.RECORDS}
    assert wanted <= set(SAMPLES), "run `python tests/support/samples.py`"
    assert set(formats.RAISED) | set(formats.MENDED_BY) <= set(samples.RECORDS), "a record that is none"


def test_what_is_written_must_be_read() -> None:
    with pytest.raises(ValueError, match="must be read"):
        Format(writes=2)
    with pytest.raises(ValueError, match="must be read"):
        Format(writes=1, oldest=2, newest=2)
    assert Format(writes=2, oldest=2, newest=3).told() == "2 to 3"


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> Format:
    """A program in which findings and entries are at version 3 and version 2 is still read."""
    newer = Format(writes=3, oldest=2, newest=3)
    monkeypatch.setattr(formats, "RAISED", {"findings": newer, "entry": newer})
    return newer


def test_a_raised_record_is_written_so_and_the_others_stay(raised: Format) -> None:
    row = orjson.loads(codec.encode(Findings(article=make_head())))
    assert row["version"] == 3
    assert codec.decode(orjson.dumps(row | {"version": 2}), Findings).article == make_head()
    assert format_of("article").writes == 1
    assert edition() == 5


@pytest.mark.parametrize(
    ("version", "reason", "told"),
    [
        (1, "older-version", "version 1 of findings, this program reads 2 to 3: `demarche rebuild --from articles`"),
        (4, "newer-version", "a newer demarche wrote it, finish the upgrade"),
    ],
)
def test_another_version_is_refused_with_what_to_do(raised: Format, version: int, reason: str, told: str) -> None:
    row = orjson.loads(codec.encode(Findings(article=make_head())))
    with pytest.raises(codec.CodecError, match=reason) as refused:
        codec.decode(orjson.dumps(row | {"version": version}), Findings)
    assert told in str(refused.value)
    assert refusal("findings", 2) is None


def test_an_entry_carries_its_version_and_one_without_is_the_first(raised: Format) -> None:
    assert msgspec.json.decode(b'{"state":{"actor_id":"RUS"}}', type=Entry).format == 1
    table = Entries(SimpleNamespace(data={}))
    table["RUS"] = Entry(state=make_state("RUS"))
    assert orjson.loads(table.encode("RUS"))["format"] == 3
