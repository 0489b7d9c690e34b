import numpy as np
import pytest

from coding.clusters.layout import lay_flat, spread


@pytest.mark.parametrize("rows", [0, 1, 2, 5, 40])
def test_every_point_gets_a_place_on_the_map(rows: int) -> None:
    points = np.random.default_rng(0).normal(size=(rows, 6))
    flat = lay_flat(points, seed=1)
    assert flat.shape == (rows, 2)
    assert np.isfinite(flat).all()
    assert (np.abs(flat) <= 1).all()


def test_neighbours_stay_neighbours_and_a_seed_fixes_the_map() -> None:
    generator = np.random.default_rng(0)
    points = np.concatenate([generator.normal(centre, 0.1, (20, 5)) for centre in (0, 10)])
    flat = lay_flat(points, seed=1)
    within = np.linalg.norm(flat[:20] - flat[:20].mean(axis=0), axis=1).max()
    assert np.linalg.norm(flat[:20].mean(axis=0) - flat[20:].mean(axis=0)) > within
    assert (lay_flat(points, seed=1) == flat).all()


def test_identical_texts_do_not_hide_each_other() -> None:
    spots = spread(0.5, -0.5, 30)
    assert spots[0].tolist() == [0.5, -0.5]
    assert len({tuple(spot) for spot in spots.round(6).tolist()}) == 30
    assert np.linalg.norm(spots - [0.5, -0.5], axis=1).max() < 0.05
