"""Names by a spaCy pipeline, shown on a tiny one that is trained here in seconds."""

import sys
from pathlib import Path
from typing import Any

import pytest

from agents.extraction import read
from agents.extraction.backend import BackendError
from agents.extraction.choice import chosen
from agents.extraction.spacy_backend import blank_tokeniser, load_tags
from agents.extraction.text import Text
from agents.lexicon import load
from agents.lexicon.names import Names

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (extra spacy)")
pytest.importorskip("spacy.training")

PEOPLE = ["Mira Olsen", "Tomas Reyes", "Ayo Banda", "Lena Fischer", "Omar Haddad"]
PLACES = ["Norway", "Chile", "Malawi", "Austria"]
GROUPS = ["Canadians", "Kenyans", "Danes", "Iraqis"]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a pipeline that knows persons, states and one people, and put it where a user would have his own."""
    spacy.util.fix_random_seed(7)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = []
    for number in range(30):
        person, place, group = PEOPLE[number % 5], PLACES[number % 4], GROUPS[number // 3 % 4]
        text = [f"{person} arrived in {place} .", f"{person} left {place} .", f"{person} and many {group} met ."][
            number % 3
        ]
        spans = [(person, "PERSON"), (place, "GPE"), (group, "NORP")]
        marks = [(text.index(n), text.index(n) + len(n), label) for n, label in spans if n in text]
        examples.append(spacy.training.Example.from_dict(nlp.make_doc(text), {"entities": marks}))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(20):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipeline") / "tiny"
    nlp.meta["name"] = "tiny"
    nlp.to_disk(folder)
    return folder


def test_its_names_come_in_our_types_and_are_linked_by_us(pipeline: Path) -> None:
    backend = chosen(str(pipeline))
    assert backend is not None
    assert backend.id == "spacy:en_tiny"
    reading = read(
        "Mira Olsen left Austria . Omar Haddad and many Canadians met . Ayo Banda arrived in Chile .",
        load(),
        backend=backend,
    )
    found = {e.text: (e.type, e.rule, e.state) for e in reading.entities}
    assert found == {
        "Mira Olsen": ("PER", "spacy:en_tiny:PERSON", ""),
        "Austria": ("LOC", "spacy:en_tiny:GPE", "AUT"),
        "Omar Haddad": ("PER", "spacy:en_tiny:PERSON", ""),
        "Canadians": ("MISC", "nominal:people", "CAN"),
        "Ayo Banda": ("PER", "spacy:en_tiny:PERSON", ""),
        "Chile": ("LOC", "spacy:en_tiny:GPE", "CHL"),
    }
    assert read("", load(), backend=backend).entities == ()


def test_the_same_text_gives_the_same_names(pipeline: Path) -> None:
    names = load().names
    text = Text("Lena Fischer arrived in Malawi .")
    first, second = (chosen(str(pipeline)) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.names(text, names) == second.names(text, names) != []


def ruled(tmp_path: Path, *patterns: dict[str, str]) -> str:
    """Make a pipeline that finds exactly these."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(list(patterns))
    nlp.to_disk(tmp_path / "ruled")
    return str(tmp_path / "ruled")


def test_articles_possessives_and_dates_are_left_out(tmp_path: Path) -> None:
    path = ruled(
        tmp_path,
        {"label": "ORG", "pattern": "the United Nations'"},
        {"label": "PERSON", "pattern": "Omar Haddad's"},
        {"label": "DATE", "pattern": "Monday"},
        {"label": "ORG", "pattern": "The"},
    )
    backend = chosen(path)
    assert backend is not None
    body = "On Monday the United Nations' envoy read Omar Haddad's letter. The end."
    assert [body[n.start : n.end] for n in backend.names(Text(body), load().names)] == [
        "United Nations",
        "Omar Haddad",
    ]


def test_a_long_text_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend: Any = chosen(ruled(tmp_path, {"label": "GPE", "pattern": "Norway"}))
    backend.pipeline.max_length = 10
    assert len(backend.names(Text("Norway agreed. " * 20), load().names)) == 20


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "empty")
    with pytest.raises(BackendError, match="no component that finds names"):
        chosen(str(tmp_path / "empty"))


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(BackendError, match=r"pip install 'demarche-news\[spacy\]'"):
        chosen("en_core_web_sm")


def test_each_label_becomes_one_of_our_types(tmp_path: Path, names: Names) -> None:
    labels = {"FAC": "LOC", "GPE": "LOC", "NORP": "MISC", "LAW": "MISC", "PERSON": "PER", "ORG": "ORG"}
    backend = chosen(ruled(tmp_path, *({"label": label, "pattern": f"Quillon {label}"} for label in labels)))
    assert backend is not None
    found = backend.names(Text(", ".join(f"Quillon {label}" for label in labels)), names)
    assert {n.label: n.type for n in found} == labels


def test_the_tokeniser_for_benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenise = blank_tokeniser()
    assert tokenise is not None
    assert [token.text for token in tokenise("Kyiv said no.")] == ["Kyiv", "said", "no", "."]
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert blank_tokeniser() is None


def test_its_tags_are_given_for_our_words(tmp_path: Path) -> None:
    spacy.util.fix_random_seed(7)
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("tagger")
    rows = [(["Kyiv", "did", "n't", "act"], ["NNP", "VBD", "RB", "VB"]), (["They", "met"], ["PRP", "VBD"])]
    examples = []
    for words, tags in rows * 5:
        document = spacy.tokens.Doc(nlp.vocab, words=words)
        examples.append(spacy.training.Example.from_dict(document, {"tags": tags}))
    for tag in sorted({tag for _, tags in rows for tag in tags}):
        tagger.add_label(tag)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "tagging")
    backend = chosen("rules", str(tmp_path / "tagging"))
    assert backend is not None
    assert backend.id == "spacy:en_pipeline"
    tags = backend.tags
    assert tags is not None
    assert tags.tag(["Kyiv", "did", "n't", "act"]) == ["NNP", "VBD", "RB", "VB"]
    assert list(tags.tag([])) == []


def test_a_pipeline_without_tags_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "empty")
    with pytest.raises(BackendError, match="no component that tags words"):
        load_tags(str(tmp_path / "empty"))
    with pytest.raises(BackendError, match=r"reading\.tags is 'no_such_pipeline'"):
        load_tags("no_such_pipeline")
