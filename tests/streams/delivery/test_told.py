from streams.delivery.told import Told


def test_what_was_told_is_known_until_too_much_came_after_it() -> None:
    told = Told(most=2)
    told.add("a")
    told.add("b")
    assert "a" in told
    told.add("c")
    assert "a" not in told
    assert "c" in told
