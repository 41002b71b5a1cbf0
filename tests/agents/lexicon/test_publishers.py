"""Who publishes: by name, by host, by what is left; families, carriers and a table of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.lexicon import load, with_publishers
from agents.lexicon.errors import LexiconError

COLUMNS = "outlet\thosts\tfamily\tstate_run\n"
PUBLISHERS = load().publishers


@pytest.mark.parametrize(
    ("outlet", "url", "family"),
    [
        ("BBC News - World", "https://feeds.bbci.co.uk/a", "GBR:JRN:bbc"),
        ("", "https://www.bbc.com/news/a", "GBR:JRN:bbc"),
        ("RIA Novosti", "https://ria.ru/1", "RUS:JRN:rossiya-segodnya"),
        ("", "https://sputnikglobe.com/1", "RUS:JRN:rossiya-segodnya"),
        ("", "https://www.cgtn.com/1", "CHN:JRN:cctv"),
        ("Reuters", "https://news.google.com/rss/articles/1", "GBR:JRN:reuters"),
        ("Harbour Courier", "https://news.google.com/rss/articles/1", "harbour courier"),
        ("The Harbour News Agency", "https://harbour.example/1", "harbour"),
        ("Harbour", "", "harbour"),
        ("", "https://en.harbour.co.uk/1", "harbour.co.uk"),
        ("", "https://news.google.com/rss/articles/1", ""),
        ("News", "https://[broken", "news"),
    ],
)
def test_the_family_of_an_article(outlet: str, url: str, family: str) -> None:
    assert PUBLISHERS.family(outlet, url) == family


def test_a_family_is_no_member_of_another() -> None:
    assert len(set(PUBLISHERS.families.values())) >= 300
    assert all(PUBLISHERS.families.get(family, family) == family for family in PUBLISHERS.families.values())


def test_states_run_some() -> None:
    assert {"RUS:JRN:tass", "CHN:JRN:xinhua", "IRN:JRN:irna", "PRK:JRN:kcna"} <= PUBLISHERS.state_run
    assert "GBR:JRN:reuters" not in PUBLISHERS.state_run


@pytest.mark.parametrize(
    ("actor_id", "family"),
    [("RUS:JRN:ria", "RUS:JRN:rossiya-segodnya"), ("RUS:JRN", ""), ("RUS:GOV:mfa", ""), (None, "")],
)
def test_an_outlet_among_the_actors(actor_id: str | None, family: str) -> None:
    assert PUBLISHERS.outlet_of(actor_id) == family


def test_a_table_of_ones_own_goes_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"{COLUMNS}Harbour Courier\tharbour.example\tGBR:JRN:bbc\t\nQuay Post\tquay.example\t\tyes\n")
    lexicon = with_publishers(load(), str(own))
    assert lexicon.publishers.family("Harbour Courier", "") == "GBR:JRN:bbc"
    assert lexicon.publishers.family("", "https://www.quay.example/1") == "Quay Post"
    assert "Quay Post" in lexicon.publishers.state_run
    assert lexicon.version != load().version, "findings say what they were read with"
    assert with_publishers(load(), "") is load()


@pytest.mark.parametrize("content", ["outlet\thosts\n", f"{COLUMNS}only one cell\n"])
def test_a_wrong_table_is_told(tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(content)
    with pytest.raises(LexiconError, match="row"):
        with_publishers(load(), str(own))
    with pytest.raises(LexiconError, match="no such file"):
        with_publishers(load(), str(tmp_path / "none.tsv"))
