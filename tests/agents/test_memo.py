from agents.memo import Memo


def test_what_is_known_is_not_made_again() -> None:
    memo, made = Memo[str](10), list[str]()

    def make() -> str:
        made.append("x")
        return "x"

    assert [memo.of("key", make) for _ in range(3)] == ["x"] * 3
    assert made == ["x"]


def test_it_stays_small_and_forgets_the_oldest() -> None:
    memo = Memo[int](4)
    for n in range(5):
        assert memo.of(n, lambda n=n: n) == n  # type: ignore[misc]
    assert memo.of(4, lambda: -1) == 4
    assert memo.of(0, lambda: -1) == -1
