"""People and their offices by date."""

from pathlib import Path

import pytest

from agents.lexicon import FOLDER, people
from agents.lexicon.errors import LexiconError

HEAD = "id\tname\taliases\tactor_id\ttitle\tfrom\tto\tsource\n"


def load(folder: Path, *rows: str) -> dict[str, people.Person]:
    (folder / "people").mkdir()
    (folder / "people" / "x.tsv").write_text(HEAD + "".join(row + "\n" for row in rows), encoding="utf-8")
    return {person.id: person for person in people.load(folder)}


def test_roles_and_aliases_gather_under_one_id(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        "p:aaa:b\tAnn Bee\tA. Bee;~Bee\tAAA:GOV\tpresident\t2010\t2014-06-01\tx",
        "p:aaa:b\tAnn Bee\tAnne Bee\tAAA:PTY\tparty leader\t2001-01-01\t\tx",
    )
    bee = found["p:aaa:b"]
    assert (bee.aliases, bee.alone) == (("A. Bee", "Anne Bee"), ("Bee",))
    assert [role.title for role in bee.roles] == ["party leader", "president"]
    assert bee.surnames == ("Bee",)


@pytest.mark.parametrize(
    ("name", "actor", "surnames"),
    [
        ("Ban Ki-moon", "IGO:un", ("Ban",)),
        ("Wang Yi", "CHN:GOV:mfa", ("Wang",)),
        ("Lee Hsien Loong", "SGP:GOV", ("Loong", "Lee")),
        ("Lawrence Wong", "SGP:GOV", ("Wong",)),
        ("Jean-Yves Le Drian", "FRA:GOV:mfa", ("Drian",)),
    ],
)
def test_the_family_name_may_come_first(tmp_path: Path, name: str, actor: str, surnames: tuple[str, ...]) -> None:
    assert load(tmp_path, f"p:x:y\t{name}\t\t{actor}\toffice\t2010\t\tx")["p:x:y"].surnames == surnames


@pytest.mark.parametrize(
    ("begin", "end", "day", "holds"),
    [
        ("2010", "2014-06-01", "2010-01-01", True),
        ("2010", "2014-06-01", "2014-06-01", True),
        ("2010", "2014-06-01", "2014-06-02", False),
        ("2010-05", "", "2010-04-30", False),
        ("2010-05", "", "2031-01-01", True),
        ("", "2012", "2012-12-31", True),
        ("", "2012", "2013-01-01", False),
    ],
)
def test_holds(begin: str, end: str, day: str, holds: bool) -> None:
    assert people.Role("AAA:GOV", "president", begin, end).holds(day) is holds


@pytest.mark.parametrize(
    "row",
    [
        "p:aaa:b\tAnn Bee\t\tAAA:GOV\tpresident\t2014\t2010\tx",
        "p:aaa:c\tAnn Bee\t\tAAA:GOV\tpresident\t\t\tx\np:aaa:c\tAnne Bee\t\tAAA:GOV\tminister\t\t\tx",
    ],
)
def test_wrong_people_are_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(LexiconError, match=r"x\.tsv: p:aaa:"):
        load(tmp_path, row)


def test_leaders_of_the_past_are_there() -> None:
    known = {person.id: person for person in people.load(FOLDER / "actors")}
    (role,) = (r for r in known["wd:Q30487"].roles if r.actor_id == "SUN:GOV")
    assert role.holds("1989-11-09") and not role.holds("1992-01-01")
