"""The Wilson score interval of a proportion."""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z: Final = 1.959963984540054  # the 97.5th percentile of the standard normal distribution


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of the proportion `count / of`.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927). It stays within 0 and 1 and holds for small numbers, where the usual interval
    (the proportion and about two standard errors either side) does not.

    Args:
        count: How many have the property, 0 to `of`.
        of: How many there are, 1 or more.

    Returns:
        The lower and the upper end, each 0 to 1.

    Raises:
        ValueError: `of` is below 1, or `count` not within 0 and `of`.

    >>> low, high = wilson(9, 10)
    >>> f"{low:.3f} {high:.3f}"
    '0.596 0.982'
    """
    if of < 1 or not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is not a proportion")
    share = count / of
    scale = 1 + _Z * _Z / of
    middle = (share + _Z * _Z / (2 * of)) / scale
    half = _Z / scale * sqrt(share * (1 - share) / of + _Z * _Z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
