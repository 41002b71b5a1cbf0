import pytest

from agents.identity import article_id, digest, finding_id, revision_id, root_actor, root_target


def test_parts_of_a_digest_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert len(digest("x")) == 24
    assert digest("\ud800")  # a lone surrogate is no reason to fail


def test_an_article_is_known_by_its_url_else_by_feed_and_guid() -> None:
    assert article_id("http://example.org/a", "f", "1") == article_id("https://example.org/a/", "g", "2")
    assert article_id("", "f", "1") != article_id("", "g", "1")


def test_white_space_makes_no_new_revision() -> None:
    assert revision_id("a", "Title", "One  two\nthree") == revision_id("a", " Title", "One two three")
    assert revision_id("a", "Title", "One two") != revision_id("a", "Title", "One three")


def test_findings_differ_by_rule_and_span() -> None:
    assert len({finding_id("r", "x", 0, 5), finding_id("r", "y", 0, 5), finding_id("r", "x", 0, 6)}) == 3


@pytest.mark.parametrize(
    ("actor", "root", "target"),
    [
        ("RUS:GOV:mfa", "RUS", "RUS"),
        ("RUS", "RUS", "RUS"),
        ("USA:MIL", "USA", "USA"),
        ("LBN:REB:hezbollah", "LBN:REB:hezbollah", "LBN:REB:hezbollah"),
        ("IGO:un", "IGO:un", "IGO:un"),
        ("RUS:BUS", "RUS:BUS", "RUS"),
        ("RUS:JRN:tass", "RUS:JRN:tass", "RUS:JRN:tass"),
        ("RUS:OPP", "RUS:OPP", "RUS:OPP"),
        ("wd:Q7747", "wd:Q7747", "wd:Q7747"),
    ],
)
def test_whose_line_it_is_and_whom_it_hits(actor: str, root: str, target: str) -> None:
    assert root_actor(actor) == root
    assert root_target(actor) == target
