"""The pages escape whatever a feed says, link only to the web, and can be read without colours."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser

import msgspec
import pytest
from lxml import html
from makers import DAY0, make_alert, make_deed, make_delta, make_evidence, make_head, make_state

from agents.alerts import DESKS
from agents.identity import revision_id
from agents.incidents import words
from agents.records import ActorState, Alert, Standing, Utterance
from agents.state import fold, incidents_about
from streams.web.render import Pages, day, link, loud, signed, when

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</blockquote><iframe src=//evil.example>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<b>desrever</b>",
    "<!--",
]
BAD_LINKS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)",
    "java\nscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
    "//evil.example", "", "http//x", "https://[broken",
]  # fmt: skip


def state_with(text: str, url: str = "https://example.org/a") -> ActorState:
    """Fold one deed told in these words, and add a quote."""
    # Another text or address is another wording: what is computed of one is remembered (agents.memo).
    head = make_head(title=text, url=url, outlet=text, revision=revision_id("a", text, url))
    deed = make_deed(sentence=text, source_names=(text,), target_names=(text,))
    delta = make_delta(deed, actor="USA", coactors=(text or "RUS",))
    said = Utterance(id="q", at=DAY0, article_id="a", url=url, text=text, start=0, end=1, speaker=text, cue=text)
    return fold(make_state(name=text, quotes=(said,)), delta, head)


def alert_with(text: str, url: str = "https://example.org/a") -> Alert:
    return make_alert(
        id=text or "a",
        headline=text,
        actor_id=text,
        actor_name=text,
        counterpart_id=text,
        counterpart_name=text,
        rule=text,
        evidence=(make_evidence(url=url, title=text, sentence=text, outlet=text, attributed_to=text),),
        before=Standing(level=1, trend=0, word=text, word_at=DAY0),
    )


def pages_of(text: str, url: str = "https://example.org/a") -> dict[str, str]:
    pages, alert, state = Pages(), alert_with(text, url), state_with(text, url)
    return {
        "front": pages.front([alert], ""),
        "desk": pages.front([alert], text),
        "alert": pages.alert(alert),
        "actors": pages.actors([state]),
        "actor": pages.actor(state, lambda _: text),
        "missing": pages.missing(text),
    }


class Tags(HTMLParser):
    """Gathers what a browser would make of a page: tags, and attributes by tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_of_a_feed_become_markup(text: str) -> None:
    calm = {name: Tags(page) for name, page in pages_of("calm").items()}
    for name, page in pages_of(text).items():
        seen = Tags(page)
        if name != "desk":  # a desk that is not there shows no alerts
            assert seen.tags == calm[name].tags, name
        assert not [a for a in seen.attributes if a[1].startswith("on") or a[1] == "style"], name
        assert "49" not in page, "rendered as a template"
        for _, attribute, value in seen.attributes:
            assert attribute != "href" or value.startswith(("/", "https://")), value


@pytest.mark.parametrize("url", BAD_LINKS)
def test_what_is_no_web_address_becomes_no_link(url: str) -> None:
    assert link(url) == ""
    for name, page in pages_of("calm", url).items():
        targets = [value for _, attribute, value in Tags(page).attributes if attribute == "href"]
        assert all(t.startswith("/") and not t.startswith("//") for t in targets), name


def test_links_out_tell_nothing_of_the_reader() -> None:
    for _, page in pages_of("calm").items():
        for node in html.fromstring(page).xpath("//a[starts-with(@href, 'http')]"):
            assert node.get("rel") == "noopener noreferrer"


def test_nothing_inline_that_the_policy_would_refuse() -> None:
    for page in pages_of("calm").values():
        tree = html.fromstring(page)
        assert tree.xpath("//style | //*[@style]") == []
        assert all(node.get("src") for node in tree.xpath("//script"))


def test_ids_become_safe_addresses() -> None:
    page = Tags(Pages().alert(make_alert(actor_id="a b?c#d", counterpart_id="wd:Q42")))
    targets = [value for _, attribute, value in page.attributes if attribute == "href"]
    assert {"/actors/a%20b%3Fc%23d", "/actors/wd%3AQ42"} <= set(targets)


def test_the_front_page_shows_one_desk_or_all() -> None:
    alerts = [make_alert("a", desk="arms", headline="Arms"), make_alert("b", headline="Sanctions")]
    assert Pages().front(alerts, "").count("<li class") == 2
    only = Pages().front(alerts, "arms")
    assert (">Arms<" in only, ">Sanctions<" in only) == (True, False)
    assert html.fromstring(only).xpath("//nav/a[@aria-current]/text()") == ["arms"]
    nothing = Pages().front(alerts, "aid")
    assert "No alert yet at the desk “aid”" in nothing
    assert all(f"/?desk={desk}" in nothing for desk in DESKS)


def test_a_rare_desk_is_found_behind_many_alerts_of_others() -> None:
    alerts = [make_alert(str(i)) for i in range(300)] + [make_alert("x", desk="aid")]
    assert Pages().front(alerts, "aid").count("<li class") == 1
    assert Pages().front(alerts, "").count("<li class") == 100


def test_severity_is_told_in_words_and_shape_and_times_name_their_zone() -> None:
    assert [loud(s) for s in ("low", "medium", "high", "critical")] == ["●○○○", "●●○○", "●●●○", "●●●●"]
    row = Pages().row(make_alert(severity="critical"))
    assert "●●●●" in row
    assert "critical</span>" in row
    assert "15 Oct 2025, 12:00 UTC" in row


def test_an_alert_without_evidence_outlet_or_title_is_shown() -> None:
    assert "<blockquote>" not in Pages().row(make_alert(evidence=()))
    bare = make_alert(evidence=(make_evidence(title="", outlet="", url="https://example.org/bare"),))
    assert ">https://example.org/bare</a>" in Pages().alert(bare)
    nameless = make_alert(evidence=(make_evidence(title="", outlet="", url=""),))
    assert "unnamed source" in Pages().row(nameless)


def test_words_that_were_cut_end_with_an_ellipsis() -> None:
    cut = make_alert(evidence=(msgspec.structs.replace(make_evidence(sentence="word " * 60), end=900),))
    assert "word …</blockquote>" in Pages().row(cut)
    assert "word …</blockquote>" in Pages().alert(cut)
    said = Utterance(id="q", at=DAY0, article_id="a", url="", text="word " * 99, start=0, end=900, speaker="Tusk")
    assert "word …</blockquote>" in Pages().actor(make_state(quotes=(said,)))


def test_an_actor_shows_its_newest_incident_first_and_words_that_can_be_read() -> None:
    state = make_state(name="United States")
    steps = [("talks_halted", -4.0, 0.0), ("arms_promised", 5.0, 400.0), ("aid_cut", -5.0, 200.0)]
    for signal, goldstein, hours in steps:
        state = fold(state, make_delta(make_deed(signal, goldstein), actor="USA"), make_head(signal, hours))
    assert [i.signal for i in incidents_about(state)] == ["arms_promised", "aid_cut", "talks_halted"]
    page = html.fromstring(Pages().actor(state, lambda i: i))
    assert page.xpath("//ol[1]/li//span[@class='desk']/text()") == ["arms promised", "aid cut", "talks halted"]
    said = [" ".join(node.text_content().split()) for node in page.xpath("//ul[@class='words']/li")]
    assert said == ["arms promised 1 Nov 2025", "aid cut 23 Oct 2025", "talks halted 15 Oct 2025"]
    listed = html.fromstring(Pages().actors([state])).xpath("//tbody/tr/td[last()]")[0].text_content()
    assert "U.S. promises arms" in listed


def test_empty_pages_say_so() -> None:
    assert "Nobody yet" in Pages().actors([])
    assert "No alert yet." in Pages().front([], "")
    assert "neither acting nor quoted" in Pages().actor(make_state())
    assert Pages().actor(ActorState(actor_id="XXX")).count("XXX") >= 2


@pytest.mark.parametrize(
    ("number", "text"), [(1.26, "+1.3"), (-0.5, "−0.5"), (0.0, "0.0"), (-0.01, "0.0"), (-9.96, "−10.0")]
)
def test_scores(number: float, text: str) -> None:
    assert signed(number) == text


def test_moments_and_names() -> None:
    evening = datetime(2025, 10, 22, 23, 30, tzinfo=timezone(timedelta(hours=-2)))
    assert when(evening) == "23 Oct 2025, 01:30 UTC"
    assert day(evening) == "23 Oct 2025"
    assert when(None) == day(None) == ""
    assert words("talks_halted") == "talks halted"
