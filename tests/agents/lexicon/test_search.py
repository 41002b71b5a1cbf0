"""Asking the lexicon: what a name may mean, and everything of one id."""

import pytest

from agents.lexicon import FOLDER, load
from agents.lexicon.search import about, find, fold

NAMES = load().names


def ids(name: str) -> list[str]:
    return [meaning.ids[0] for meaning in find(name, NAMES)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("São Paulo", "sao  PAULO"), ("Côte d’Ivoire", "cote d'ivoire"), ("Guinea-Bissau", "guinea bissau")],
)
def test_fold_takes_away_what_spellings_differ_in(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_person_comes_with_dated_offices() -> None:
    (kerry,) = find("john kerry", NAMES)
    assert (kerry.type, kerry.kind) == ("PER", "person")
    assert ("USA:GOV:mfa", "secretary of state") in [(r.actor_id, r.title) for r in kerry.offices]
    assert all(r.begin for r in kerry.offices)


def test_case_and_accents_do_not_matter() -> None:
    assert "TUR" in ids("türkiye")
    assert ids("sao paulo") == ids("SÃO PAULO")


def test_a_surname_gives_all_who_bear_it_and_no_king_of_that_country() -> None:
    assert len(ids("clinton")) > 1
    assert ids("Jordan") == ["JOR"]


def test_words_find_longer_names_where_nothing_is_called_so() -> None:
    assert "GBR:GOV:mod" in ids("ministry defence")
    assert find("zzyzx", NAMES) == find("", NAMES) == ()


def test_all_about_a_ministry() -> None:
    entry = about("RUS:GOV:mfa", NAMES, FOLDER)
    assert entry is not None
    assert "Russian Foreign Ministry" in entry.names["organisation"]
    assert "Sergei Lavrov" in {h.name for h in entry.holders if h.role.title == "foreign minister"}
    assert {"actors/organisations.tsv", "actors/people/russia_caucasus_central_asia.tsv"} <= {
        r.file for r in entry.rows
    }
    for row in entry.rows:
        line = (FOLDER / row.file).read_text(encoding="utf-8").splitlines()[row.line - 1]
        assert tuple(line.split("\t")) == row.cells


def test_all_about_a_state_and_a_person() -> None:
    state, person = about("GEO", NAMES, FOLDER), about("p:rus:sergei-lavrov", NAMES, FOLDER)
    assert state is not None
    assert person is not None
    assert {"state", "capital", "demonym", "adjective"} <= set(state.names)
    assert [r.actor_id for r in person.offices] == ["RUS:GOV:mfa"]


def test_of_an_unknown_id_nothing() -> None:
    assert about("XXX:GOV", NAMES, FOLDER) is None
