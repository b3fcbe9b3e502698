"""What the weights are learnt with: likelihoods, best paths, examples, and pages drawn by chance."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from extractor.page import Page
from extractor.tables.chain import STEPS, Scores, solved
from extractor.tables.grid import bands_of
from extractor.tables.weights import Scorer
from tests.benchmarks import train_chain, train_rows
from tests.benchmarks.compose import composed
from tests.benchmarks.crf import Net, balance, batch_of, loss, usual
from tests.benchmarks.drawn import drawn, drawn_pages
from tests.benchmarks.examples import Block, Boundaries, Labels, blocks_on, header_rows, rows_by_line, runs_of
from tests.benchmarks.labels import LabelledDocument, LabelledPage, TruthTable
from tests.benchmarks.typesetting import Drawn
from tests.drawing import draw

Floats = NDArray[np.float64]
Path = tuple[tuple[int, int], ...]
"""The tables of a block: first line, and the line after the last."""

LENGTHS = (6, 4, 4, 2, 1, 1)
PATHS: tuple[Path, ...] = (((0, 2), (2, 3), (4, 6)), ((1, 3),), (), ((0, 2),), ((0, 1),), ())


def paths_of(count: int) -> list[Path]:
    """All paths through so many lines: each is outside, the first of a table, or a further one of the table above."""
    paths = []
    for states in itertools.product(("outside", "first", "further"), repeat=count):
        if all(now != "further" or above != "outside" for above, now in itertools.pairwise(("outside", *states))):
            starts = [i for i, state in enumerate(states) if state == "first"]
            ends = [next((k for k in range(i + 1, count) if states[k] != "further"), count) for i in starts]
            paths.append(tuple(zip(starts, ends, strict=True)))
    return paths


def score_of(path: Path, scores: Scores) -> float:
    """The score of a path, line by line."""
    count = len(scores.line)
    owner = [next((n for n, (a, b) in enumerate(path) if a <= i < b), None) for i in range(count)]
    total = float(sum(scores.line[i] for i in range(count) if owner[i] is not None))
    for i, (above, below) in enumerate(itertools.pairwise(owner)):
        if above is None or below is None:
            kind = "outside" if above is below else "start" if above is None else "end"
        else:
            kind = "on" if above == below else "new"
        total += float(scores.step[i, STEPS.index(kind)])
    return total + scores.first * (owner[0] is not None) + scores.last * (owner[-1] is not None)


@st.composite
def some_scores(given_by: st.DrawFn) -> Scores:
    """Scores of a block of up to six lines, whole numbers: sums of them are exact, and many paths are equally good."""
    count = given_by(st.integers(1, 6))
    numbers = st.integers(-6, 6).map(float)
    line = given_by(st.lists(numbers, min_size=count, max_size=count))
    step = given_by(st.lists(numbers, min_size=5 * (count - 1), max_size=5 * (count - 1)))
    return Scores(np.array(line), np.array(step).reshape(-1, 5), given_by(numbers), given_by(numbers))


def slope(function: Callable[[Floats], float], at: Floats) -> Floats:
    """The gradient of a function, by differences."""
    moves = 1e-5 * np.eye(len(at))
    return np.array([(function(at + move) - function(at - move)) / 2e-5 for move in moves])


# ---------------------------------------------------------------------------------------------- paths


@given(some_scores())
def test_no_path_has_a_higher_score_than_the_best(scores: Scores) -> None:
    chain = solved(scores)
    assert chain.best == score_of(chain.tables, scores)
    assert chain.best == max(score_of(path, scores) for path in paths_of(len(scores.line)))


@given(some_scores())
def test_costs_are_what_the_best_path_with_a_table_or_without_it_is_worse_by(scores: Scores) -> None:
    chain = solved(scores)
    count = len(scores.line)
    rated = [(path, score_of(path, scores)) for path in paths_of(count)]
    for first, last in itertools.combinations(range(count + 1), 2):
        having = max(score for path, score in rated if (first, last) in path)
        lacking = max(score for path, score in rated if all(b <= first or a >= last for a, b in path))
        assert chain.cost(first, last) == chain.best - having
        assert chain.without(first, last) == chain.best - lacking


# ---------------------------------------------------------------------------------------------- likelihoods


def some_batch(seed: int) -> tuple[NDArray[np.float64], Callable[[Floats], Scores]]:
    """Numbers by chance for all scores of the blocks of LENGTHS, and the scores that they are."""
    lines = sum(LENGTHS)
    steps = lines - len(LENGTHS)

    def scores(numbers: Floats) -> Scores:
        line, step, (first, last) = np.split(numbers, [lines, lines + 5 * steps])
        return Scores(line, step.reshape(steps, 5), first, last)

    return np.random.default_rng(seed).normal(0, 2, lines + 5 * steps + 2), scores


def test_the_loss_is_what_the_true_paths_lack_of_all_paths() -> None:
    numbers, scores = some_batch(1)
    whole = scores(numbers)
    expected, line, step = 0.0, 0, 0
    for length, path, weight in zip(LENGTHS, PATHS, (1.0, 0.5, 2.0, 1.0, 3.0, 1.0), strict=True):
        own = Scores(whole.line[line : line + length], whole.step[step : step + length - 1], whole.first, whole.last)
        total = np.logaddexp.reduce([score_of(each, own) for each in paths_of(length)])
        expected += weight * (total - score_of(path, own))
        line, step = line + length, step + length - 1
    value, _ = loss(batch_of(PATHS, LENGTHS, (1.0, 0.5, 2.0, 1.0, 3.0, 1.0)), whole)
    assert value == pytest.approx(expected)


def test_the_gradient_of_the_loss_is_the_numerical_one() -> None:
    numbers, scores = some_batch(2)
    batch = batch_of(PATHS, LENGTHS, (1.0, 0.5, 2.0, 1.0, 3.0, 1.0))
    _, found = loss(batch, scores(numbers))
    own = np.concatenate([found.line, found.step.ravel(), [found.first, found.last]])
    assert own == pytest.approx(slope(lambda at: loss(batch, scores(at))[0], numbers), abs=1e-6)


def test_the_gradient_of_a_scorer_is_the_numerical_one() -> None:
    chance = np.random.default_rng(3)
    features, pull = chance.normal(size=(7, 4)), chance.normal(size=(7, 2))
    net = Net(usual(features), 3, outputs=2, linear=3)
    weights = chance.normal(size=net.size)
    _, back = net.scores(weights, features)
    expected = slope(lambda at: float((net.scores(at, features)[0] * pull).sum()), weights)
    assert back(pull) == pytest.approx(expected, abs=1e-6)


def test_the_reader_scores_as_the_weights_learnt_do() -> None:
    chance = np.random.default_rng(6)
    features = chance.normal(5, 2, size=(7, 4))
    net = Net(usual(features), 3, outputs=2, linear=3)
    weights = chance.normal(size=net.size)
    scores, _ = net.scores(weights, net.standardised(features))
    assert Scorer.of(net.kept(weights))(features) == pytest.approx(scores, abs=0.01)


def test_sources_count_half_way_between_their_size_and_alike() -> None:
    assert balance({"few": 2, "many": 8}) == pytest.approx({"few": 2.5**0.5, "many": (5 / 8) ** 0.5})


# ---------------------------------------------------------------------------------------------- what is learnt


def test_a_decision_that_two_features_make_together_is_learnt() -> None:
    features = np.random.default_rng(4).uniform(-1, 1, (3000, 3))
    features = features[(np.abs(features[:, :2]) > 0.2).all(axis=1)]
    begins = ((features[:, 0] > 0) != (features[:, 1] > 0)).astype(float)
    parts = [slice(at, at + 10) for at in range(0, len(begins) - 10, 10)]
    tables = [Boundaries("toy", features[at], begins[at], np.ones(10)) for at in parts]
    tables += [Boundaries("toy", table.features, 1 - table.begins, np.zeros(10)) for table in tables]
    assert train_rows.errors(train_rows.learnt(tables[::2]), tables[1::2]) == [0] * len(tables[1::2])


def test_the_extent_of_tables_is_learnt() -> None:
    chance = np.random.default_rng(5)
    blocks = [toy_block(path, count, chance) for count in (5, 6) for path in 6 * paths_of(count)[::4]]
    weights = train_chain.learnt(blocks[1::2])
    assert train_chain.found(weights, blocks[::2]) == [block.tables for block in blocks[::2]]


def toy_block(path: Path, count: int, chance: np.random.Generator) -> Block:
    """A few lines: one feature says which are in a table, another which begin one; a third is noise."""
    lines = chance.normal(0, 0.05, (count, 3))
    for first, last in path:
        lines[first:last, 0] += 1
        lines[first, 1] += 1
    step = np.diff(lines[:, :1], axis=0)
    return Block("toy", ("toy", 1), lines, step, path, frozenset(), made=False)


def test_the_fate_of_each_table_is_told() -> None:
    def fates(path: Path, found: Path, torn: frozenset[int] = frozenset()) -> dict[str, int]:
        block = Block("toy", ("toy", 1), np.zeros((9, 1)), np.zeros((8, 1)), path, torn, made=False)
        return {fate: n for fate, n in train_chain.fates(block, found).items() if n and fate != "tables"}

    assert fates(((0, 3), (3, 6)), ((0, 3), (3, 6))) == {"whole": 2}
    assert fates(((0, 3), (3, 6)), ((0, 6),)) == {"over": 2}
    assert fates(((2, 6),), ((2, 4), (4, 6))) == {"torn": 1}
    assert fates(((2, 6),), ((2, 5),)) == {"cut": 1}
    assert fates(((2, 6),), ((3, 7),)) == {"cut": 1, "over": 1}
    assert fates(((2, 6),), ((0, 2), (6, 9))) == {"missed": 1, "false": 2}
    assert fates(((2, 6),), ((2, 6),), torn=frozenset({0})) == {"parted": 1}


# ---------------------------------------------------------------------------------------------- examples


def labelled(page: Page, tables: Sequence[int | None]) -> LabelledPage:
    """A page with the table of each word."""
    cells = tuple(None if table is None else (table, 0, 0) for table in tables)
    return LabelledPage("toy", "toy", page, cells, tuple(sorted({table for table in tables if table is not None})))


def test_a_block_holds_the_lines_of_its_tables() -> None:
    page = draw(
        """
        Two tables of the year
        Town     2021
        Gent     12
        (estimated)
        De Haan  14
        Part     2022
        North    77
        """
    )
    title, stray = [None, None, None, None, 0], 1
    (block,) = blocks_on(labelled(page, [*title, 0, 0, 0, 0, None, 0, 0, stray, 1, 1, 1, 1]), made=False)
    assert block.tables == ((1, 5), (5, 7))
    assert block.torn == frozenset()
    assert len(block.steps) == block.count - 1 == 6


def test_a_block_with_two_tables_on_a_line_is_no_example() -> None:
    page = draw(
        """
        Town of  2021 2022
        Gent     12   14
        """
    )
    assert blocks_on(labelled(page, [0, 0, 1, 1, 0, 1, 1]), made=False) == []


def test_a_table_in_two_blocks_is_torn() -> None:
    prose = "words that run on and on here"
    page = draw("\n".join(f"{prose:34}{prose}" for _ in range(8)))
    shifted = draw("\n".join(prose for _ in range(8)), left=60.0 + 6 * 34 + 20, top=66.0)
    words = [w for w in page.words if w.x0 < 60 + 6 * 32] + list(shifted.words)
    both = Page(1, page.width, page.height, tuple(words))
    blocks = blocks_on(labelled(both, [0] * len(words)), made=False)
    assert [block.torn for block in blocks] == [frozenset({0}), frozenset({0})]


def test_lines_between_those_of_a_table_are_its_own() -> None:
    assert runs_of([None, 3, None, None, 3, None, 5, 3]) == [(3, 1, 6), (5, 6, 7), (3, 7, 8)]
    assert runs_of([None, None]) == []


def test_a_line_is_of_the_last_row_that_it_has_words_of() -> None:
    page = draw(
        """
        Town     Number
        of       files
        Gent and 12
        Lier
        Genk     14
        """
    )
    rows = [0, 1, 0, 0, 3, 3, 3, 2, 4, 4]
    labels: Labels = {id(word): (0, row, 0) for word, row in zip(page.words, rows, strict=True)}
    assert rows_by_line(bands_of(page.words), labels, 2) == [1, 0, 3, 3, 4]


def test_a_header_goes_down_to_the_first_figure_beside_labels() -> None:
    grid = (("Town", "2021"), (None, "files"), ("Gent", "12"), ("Lier", "14"))
    assert header_rows(TruthTable(grid, None, 1.0)) == 2
    assert header_rows(TruthTable(grid, 1, 1.0)) == 1
    assert header_rows(TruthTable((("Town",), ("Gent",)), None, 1.0)) == 1


# ---------------------------------------------------------------------------------------------- pages by chance


@pytest.mark.parametrize("pages", [drawn, drawn_pages])
def test_the_same_seed_draws_the_same_pages(pages: Callable[[int, int], Sequence[Drawn]]) -> None:
    assert list(pages(5, 1)) == list(pages(5, 1))
    assert list(pages(5, 1)) != list(pages(5, 2))


def test_drawn_words_know_their_rows() -> None:
    for one in drawn(20, 1):
        figures = [row for word, row in zip(one.page.words, one.rows, strict=True) if word.text.isdigit()]
        assert figures == sorted(figures)
        assert set(one.rows) == set(range(max(one.rows) + 1))
        assert set(one.tables) == {0}


def test_composed_pages_are_the_same_for_the_same_seed_and_hold_whole_tables() -> None:
    sources = [labelled(one.page, one.tables) for one in drawn_pages(6, 1)]
    document = LabelledDocument("toy", "toy", tuple(sources), tuple(TruthTable((), None, 1.0) for _ in range(20)))
    first, again, other = (composed([document], 4, seed) for seed in (1, 1, 2))
    assert first == again != other
    texts = {text for page in sources for text, _, _ in tables_on(page)}
    for page in first:
        tables = tables_on(page)
        assert all(text in texts for text, _, _ in tables[1:-1])  # the first may lack its head, the last its foot
        assert all(below > above for (_, _, above), (_, below, _) in itertools.pairwise(tables))
    assert any(cell is None for page in first for cell in page.cells)


def tables_on(page: LabelledPage) -> list[tuple[str, float, float]]:
    """Each table's words, with how far they stand below its first line; its top and bottom."""
    tables = []
    for table in page.tables:
        words = [word for word, cell in zip(page.page.words, page.cells, strict=True) if cell and cell[0] == table]
        top, bottom = min(word.top for word in words), max(word.bottom for word in words)
        tables.append((" ".join(f"{word.text}:{word.top - top:.1f}" for word in words), top, bottom))
    return tables
