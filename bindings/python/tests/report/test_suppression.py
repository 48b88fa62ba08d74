"""An attack on what is published: anybody who has all the tables tries to work out what is hidden.

The attacker knows what each cell counts, how cells add up within and between tables, that a hidden number is not zero,
and how the hiding is done. The attack is written here, from the labels of the published tables alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
import pytest
import scipy.optimize
import scipy.sparse
from frames import frame

from blended_supervision.report import Report, counting, suppression
from blended_supervision.report.suppression import THRESHOLD, Key, Sum, hide
from blended_supervision.report.table import Mark, Table
from blended_supervision.sample.decisions import decisions

Cell: TypeAlias = frozenset[str]
SHARED = ("No outcome recorded", "To come", "There was no lead")
MEASURE_OF_COLUMNS = {"modes-advised-and-decided": "Mode decided", "modes-decided-and-used": "used"}


def cells(table: Table) -> Iterator[tuple[str, str | None, Cell, int | Mark]]:
    """Group of rows, column, what the cell counts, and what is published of it."""
    measure = MEASURE_OF_COLUMNS.get(table.id, table.id.split("-by-")[0].removeprefix("access-"))
    for row in table.rows:
        group = row.heads[0] if len(row.heads) > 1 else table.heads[0]
        about = set() if row.is_total else {f"{group}: {row.heads[-1]}"}
        if table.id == "in-person-again-by-mode":
            about |= {"attendance: Attended"} | ({"remote"} if row.is_total else set())
        if measure == "promises":
            about |= {"promises"}
        for at, (label, count) in enumerate(zip(table.count_labels, row.counts, strict=True)):
            last = at == len(table.count_labels) - 1
            column = None if last else label if label in SHARED else f"{measure}: {label}"
            here = about | ({column} if column else set())
            if table.id == "reasons":
                here = {f"reasons: {row.heads[0]}"} if not row.is_total else {"departs"}
            yield group, column, frozenset(_plain(here)), count


def _plain(about: set[str]) -> set[str]:
    """One name for one thing: no lead as a row and as a column, the diagonal of modes."""
    about = {"There was no lead" if each == "Mode advised: There was no lead" else each for each in about}
    for each in list(about):
        if each.startswith("Mode advised: ") and each.replace("advised", "decided") in about:
            about = (about - {each}) | {"agreement: Followed the lead"}
    return about


def knowledge(tables: list[Table]) -> tuple[dict[Cell, int | Mark], list[tuple[Cell, list[Cell]]]]:
    """What is published of each cell, and which cells are the sum of which."""
    published: dict[Cell, int | Mark] = {}
    sums: list[tuple[Cell, list[Cell]]] = []
    for table in tables:
        columns: dict[tuple[str, str | None], list[Cell]] = defaultdict(list)
        totals: dict[str | None, Cell] = {}
        by_row: dict[int, list[tuple[str | None, Cell]]] = defaultdict(list)
        width = len(table.count_labels)
        for at, (group, column, cell, count) in enumerate(cells(table)):
            assert published.setdefault(cell, count) == count, f"{set(cell)} differs between tables"
            by_row[at // width].append((column, cell))
            if table.rows[at // width].is_total:
                totals[column] = cell
            else:
                columns[group, column].append(cell)
        if width > 1:
            sums += [(row[-1][1], [cell for _, cell in row[:-1]]) for row in by_row.values()]
        sums += [(totals[column], parts) for (_, column), parts in columns.items()]
    for cell in list(published):
        for whole, parts in (
            ("reasons: Did not depart", ("agreement: Followed the lead", "agreement: Chose an alternative")),
            ("departs", ("agreement: Departed", "There was no lead")),
            (
                "approvals: Outside policy",
                (
                    "outside: There was no advice",
                    "outside: The mode is not possible",
                    "outside: The mode is not permitted",
                    "outside: The mode does not count, and must",
                ),
            ),
        ):
            if whole in cell:
                finer = [other for part in parts if (other := (cell - {whole}) | {part}) in published]
                if finer:
                    sums.append((cell, finer))
    return published, sums


def ranges(
    published: dict[Cell, int | Mark], sums: list[tuple[Cell, list[Cell]]], wanted: Sequence[Cell]
) -> dict[Cell, tuple[float, float]]:
    """The least and the most that each of the `wanted` hidden cells can be."""
    hidden = [cell for cell, count in published.items() if isinstance(count, Mark)]
    index = {cell: at for at, cell in enumerate(hidden)}
    equations: dict[tuple[tuple[int, float], ...], float] = {}
    for total, parts in sums:
        unknown: dict[int, float] = defaultdict(float)
        known = 0.0
        for cell, sign in ((total, -1.0), *((part, 1.0) for part in parts)):
            count = published[cell]
            if isinstance(count, Mark):
                unknown[index[cell]] += sign
            else:
                known += sign * count
        if unknown:
            equations[tuple(sorted(unknown.items()))] = -known
    filled = scipy.sparse.lil_array((max(1, len(equations)), len(hidden)))
    for at, row in enumerate(equations):
        for column, sign in row:
            filled[at, column] = sign
    right = np.array([*equations.values()] or [0.0])
    matrix = filled.tocsr()

    found = {}
    for cell in wanted:
        ends = []
        for direction in (1.0, -1.0):
            goal = np.zeros(len(hidden))
            goal[index[cell]] = direction
            answer = scipy.optimize.milp(
                goal,
                constraints=scipy.optimize.LinearConstraint(matrix, right, right),
                bounds=scipy.optimize.Bounds(1, np.inf),
            )
            assert answer.status in (0, 3), answer.message
            ends.append(direction * answer.fun if answer.status == 0 else np.inf)
        found[cell] = (ends[0], ends[1])
    return found


def attack(shown: Report, true: Report) -> dict[Cell, tuple[int, float, float]]:
    """What the attacker learns of every other small cell: its true count, the least and the most that it can be."""
    published, sums = knowledge(list(shown.tables.values()))
    truth, _ = knowledge(list(true.tables.values()))
    small = [
        cell
        for cell, count in published.items()
        if isinstance(count, Mark) and isinstance(real := truth[cell], int) and real < THRESHOLD
    ]
    return {cell: (_number(truth[cell]), *found) for cell, found in ranges(published, sums, small[::2]).items()}


def _number(count: int | Mark) -> int:
    assert isinstance(count, int)
    return count


@pytest.mark.parametrize(("people", "seed", "by"), [(60, 1, "region"), (700, 2, "region"), (250, 3, "mode")])
def test_nobody_can_tell_from_all_tables_together_that_a_hidden_number_is_small(
    people: int, seed: int, by: str
) -> None:
    source = decisions(people=people, seed=seed)
    learned = attack(Report(source, by), Report(source, by, suppress=False))
    assert len(learned) > 20
    for cell, (count, least, most) in learned.items():
        assert least <= count + 1e-6
        assert most >= THRESHOLD - 1e-6, f"{set(cell)} is known to be at most {most:g}"


def test_where_only_small_numbers_are_hidden_the_attack_finds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without complementary cells the same attack succeeds."""
    monkeypatch.setattr(counting, "hide", lambda counts, sensitive, sums, rows: frozenset(sensitive))
    source = decisions(people=700, seed=1)
    learned = attack(Report(source), Report(source, suppress=False))
    assert any(least > count - 1e-6 and most < count + 1e-6 for count, least, most in learned.values())


def test_small_numbers_are_hidden_and_others_mostly_are_not() -> None:
    source = decisions(people=20_000, seed=1)
    shown, true = Report(source), Report(source, suppress=False)
    small = hidden = all_ = 0
    for name, table in shown.tables.items():
        for row, real in zip(table.rows, true.tables[name].rows, strict=True):
            for count, truth in zip(row.counts, real.counts, strict=True):
                assert isinstance(truth, int)
                assert isinstance(count, Mark) or count == truth
                assert isinstance(count, Mark) or truth == 0 or truth >= THRESHOLD
                small += 0 < truth < THRESHOLD
                hidden += isinstance(count, Mark)
                all_ += 1
    assert small > 0
    assert hidden < 6 * small
    assert hidden < all_ / 10


def test_many_contacts_of_few_people_are_hidden_too() -> None:
    source = frame(
        [{"case": at % 4, "region": "Wales"} for at in range(40)]
        + [{"region": "London", "case": at} for at in range(10, 60)]
    )
    table = Report(source).tables["agreement-by-region"]
    wales = next(row for row in table.rows if row.heads == ("Wales",))
    assert wales.counts[-1] is Mark.HIDDEN


@pytest.fixture(scope="module")
def small_service() -> Report:
    return Report(decisions(people=300, seed=5))


def test_a_rate_is_hidden_where_all_counts_are(small_service: Report) -> None:
    for table in small_service.tables.values():
        for row in table.rows:
            if isinstance(row.counts[-1], Mark) and all(isinstance(count, Mark) for count in row.counts):
                assert all(isinstance(rate, Mark) for rate in row.rates)


def test_what_is_hidden_is_said_to_be_hidden_and_not_left_empty(small_service: Report) -> None:
    table = small_service.tables["reasons-by-region"]
    assert "[c]" in table.to_html()
    assert "[c]" in set(table.shown.to_numpy().ravel())
    assert table.has_hidden


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shape", [(1, 3), (4, 1), (3, 3), (6, 4)])
def test_one_way_and_two_way_tables_of_any_numbers_are_safe(shape: tuple[int, int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    numbers = chance.choice([0, 1, 2, 3, 7, 40], shape, p=[0.15, 0.1, 0.1, 0.1, 0.25, 0.3])
    counts, sums = two_way(numbers)
    sensitive = [key for key, count in counts.items() if 0 < count < THRESHOLD]
    hidden = hide(counts, sensitive, sums, ["row"])
    assert_safe(counts, sums, sensitive, hidden)


@pytest.mark.parametrize("seed", range(4))
def test_where_many_rows_have_few_each_other_counts_are_found_further_away(seed: int) -> None:
    """In 16 rows of 90 the rare column leaves no room."""
    numbers = np.random.default_rng(seed).choice([0, 1, 2, 6], (90, 3), p=[0.9, 0.05, 0.03, 0.02])
    numbers[:, 0] = 50
    counts, sums = two_way(numbers)
    sensitive = [key for key, count in counts.items() if 0 < count < THRESHOLD]
    hidden = hide(counts, sensitive, sums, ["row"])
    assert_safe(counts, sums, sensitive, hidden)
    assert len(hidden) < len(counts) / 2


def test_two_cells_that_share_a_small_sum_do_not_give_each_other_away() -> None:
    """Each is 1 and they are 2 together: since zeros are shown, hiding just these two would say so."""
    counts, sums = two_way(np.array([[1, 1, 30], [20, 20, 40]]))
    sensitive = [key for key, count in counts.items() if 0 < count < THRESHOLD]
    hidden = hide(counts, sensitive, sums, ["row"])
    assert_safe(counts, sums, sensitive, hidden)
    with pytest.raises(AssertionError):
        assert_safe(counts, sums, sensitive, frozenset(sensitive))


def two_way(numbers: np.ndarray) -> tuple[dict[Key, int], list[Sum]]:
    counts: dict[Key, int] = {}

    def key(row: int | None, column: int | None) -> Key:
        pairs = {("row", str(row))} if row is not None else set()
        return frozenset(pairs | ({("column", str(column))} if column is not None else set()))

    rows, columns = range(numbers.shape[0]), range(numbers.shape[1])
    sums = []
    for row in (*rows, None):
        for column in (*columns, None):
            part = numbers if row is None else numbers[row : row + 1]
            part = part if column is None else part[:, column : column + 1]
            counts[key(row, column)] = int(part.sum())
    sums += [Sum(key(row, None), tuple(key(row, column) for column in columns)) for row in (*rows, None)]
    sums += [Sum(key(None, column), tuple(key(row, column) for row in rows)) for column in (*columns, None)]
    return counts, sums


def assert_safe(counts: dict[Key, int], sums: list[Sum], sensitive: list[Key], hidden: frozenset[Key]) -> None:
    named: Callable[[Key], Cell] = lambda key: frozenset(f"{name}: {value}" for name, value in key)  # noqa: E731
    published: dict[Cell, int | Mark] = {
        named(key): Mark.HIDDEN if key in hidden else count for key, count in counts.items()
    }
    equations = [(named(each.total), [named(part) for part in each.parts]) for each in sums]
    for key in sensitive:
        ((least, most),) = ranges(published, equations, [named(key)]).values()
        assert most >= suppression.THRESHOLD - 1e-6
        assert least < most
