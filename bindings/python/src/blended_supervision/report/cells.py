"""What a cell counts: its one name in all tables, and how cells of different tables add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from blended_supervision.report.dimension import DID_NOT_DEPART, NO_LEAD, NO_OUTCOME, TO_COME
from blended_supervision.report.suppression import Key, Sum


def canonical(pairs: Iterable[tuple[str, str]]) -> Key:
    """The one name of what is counted: where two dimensions say the same thing, one of them says it.

    >>> canonical([("advised", "no lead")]) == canonical([("agreement", "no lead")])
    True
    """
    same = set()
    for dimension, value in pairs:
        if dimension == "advised" and value == NO_LEAD:
            same.add(("agreement", NO_LEAD))
        elif dimension == "reason" and value == DID_NOT_DEPART:
            same.add(("departs", "no"))
        elif value in (NO_OUTCOME, TO_COME):
            same.add(("attendance", value))
        else:
            same.add((dimension, value))
    held = dict(same)
    if "advised" in held and held["advised"] == held.get("mode"):
        same = (same - {("advised", held["advised"])}) | {("agreement", "followed")}
    return frozenset(same)


def sums_between(cells: Collection[Key]) -> Iterator[Sum]:
    """How cells of different tables add up, where one dimension is a coarser form of another."""
    by_dimensions: dict[frozenset[str], list[Key]] = defaultdict(list)
    for key in cells:
        by_dimensions[frozenset(dimension for dimension, _ in key)].append(key)
    finer: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for key in cells:
        for pair in key:
            finer[key - {pair}, pair[0]].append(key)

    def parts(rest: Key, dimension: str, values: Sequence[str]) -> tuple[Key, ...]:
        return tuple(key for key in finer[rest, dimension] if any((dimension, value) in key for value in values))

    for key in cells:
        for coarse, dimension, values in (
            (("departs", "no"), "agreement", ("followed", "alternative")),
            (("departs", "yes"), "agreement", ("departed", NO_LEAD)),
            (("state", "outside policy"), "outside", ("no advice", "cannot", "not permitted", "does not count")),
        ):
            if coarse in key:
                rest = key - {coarse}
                if finer[rest, dimension]:
                    yield Sum(key, parts(rest, dimension, values))
    # Who followed the lead decided the mode that was advised.
    followed = frozenset({("agreement", "followed")})
    same = [key for key in cells if key > followed and {dimension for dimension, _ in key} == {"agreement", "mode"}]
    if followed in cells and same:
        yield Sum(followed, tuple(same))
