from coding.classifier.snapshot import LearnedText, Snapshot


def _text(segment: int, *codes: str, basis: str = "single") -> LearnedText:
    return LearnedText(segment, codes, basis, segment + 1000)


def test_it_comes_back_as_it_was() -> None:
    snapshot = Snapshot.of([_text(2, "duur", "laat"), _text(1), _text(7, "één", basis="adjudicated")])
    assert Snapshot.from_bytes(snapshot.to_bytes()) == snapshot
    assert [text.segment for text in snapshot.texts] == [1, 2, 7]


def test_the_same_data_have_the_same_mark_and_other_data_another() -> None:
    first = Snapshot.of([_text(1, "a"), _text(2)])
    assert Snapshot.of([_text(2), _text(1, "a")]).sha256 == first.sha256
    others = [
        Snapshot.of([_text(1, "a")]),
        Snapshot.of([_text(1, "b"), _text(2)]),
        Snapshot.of([_text(1, "a", basis="agreed"), _text(2)]),
    ]
    assert len({first.sha256, *(one.sha256 for one in others)}) == 4


def test_what_came_went_and_changed() -> None:
    before = Snapshot.of([_text(1, "a"), _text(2), _text(3, "b")])
    after = Snapshot.of([_text(1, "a", basis="agreed"), _text(3, "c"), _text(4)])
    found = before.difference(after)
    assert (found.added, found.gone) == ((4,), (2,))
    assert found.changed == ((_text(3, "b"), _text(3, "c")),)  # on what a coding rests is no other coding
