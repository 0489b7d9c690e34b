from sklearn.feature_extraction.text import CountVectorizer

from coding.classifier.terms import count, pieces_of, texts_with, words_and_pairs

TEXTS = ["Ik wacht lang op de jeugd-ggz", "", "a", "é 😀 ab", "wachttijd  wachttijd wacht"]


def test_pieces_are_those_of_scikit_learn() -> None:
    oracle = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    expected = oracle.fit_transform(TEXTS)
    counts, names = count([text.lower().split() for text in TEXTS], pieces_of)
    assert sorted(names) == sorted(oracle.get_feature_names_out())
    place = {name: column for column, name in enumerate(names)}
    ours = counts[:, [place[name] for name in oracle.get_feature_names_out()]]
    assert (ours.toarray() == expected.toarray()).all()


def test_words_and_pairs_are_those_of_scikit_learn() -> None:
    oracle = CountVectorizer(token_pattern=r"\S+", ngram_range=(1, 2))
    expected = oracle.fit_transform(TEXTS)
    counts, names = count([list(words_and_pairs(text.lower().split())) for text in TEXTS])
    place = {name: column for column, name in enumerate(names)}
    assert sorted(names) == sorted(oracle.get_feature_names_out())
    ours = counts[:, [place[name] for name in oracle.get_feature_names_out()]]
    assert (ours.toarray() == expected.toarray()).all()


def test_texts_with_counts_a_text_once() -> None:
    counts, names = count([["a", "a", "b"], ["a"], []])
    assert dict(zip(names, texts_with(counts).tolist(), strict=True)) == {"a": 2, "b": 1}
    assert count([[], []])[0].shape == (2, 0)
