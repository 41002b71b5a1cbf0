"""What is loaded to stay is not looked at by the collector, which goes on as before."""

from __future__ import annotations

import gc

import pytest

from agents.lexicon.keeping import kept


def test_what_is_loaded_is_frozen_and_collection_goes_on() -> None:
    before = gc.get_freeze_count()
    with kept():
        assert not gc.isenabled()
        made = [[n] for n in range(1000)]
    assert gc.isenabled() and gc.get_freeze_count() >= before + len(made)


def test_collection_goes_on_after_an_error_and_stays_off_where_it_was() -> None:
    with pytest.raises(ValueError, match="broken"), kept():
        raise ValueError("broken")
    assert gc.isenabled()
    gc.disable()
    try:
        with kept():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
