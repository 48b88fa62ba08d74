"""A planted phrase is seen, and plain English is not taken for one."""

from __future__ import annotations

import plain_english
import pytest


@pytest.mark.parametrize(
    "text",
    [
        "this database is no trail",
        "// what is\n//   no trail",
        "/* Those are\n * no flags. */",
        "What Was No Flag",
        "every column is told of in one error",
        "it goes without saying",
        "whoever holds the keys",
        "an error save where it is empty",
        "flags as such",
        "below nought",
        "the end thereof",
        "lest it fail",
    ],
)
def test_a_planted_phrase_is_seen(text: str) -> None:
    ((line, phrase, advice),) = plain_english.findings("\n\n" + text)
    assert line >= 3
    assert phrase
    assert advice


@pytest.mark.parametrize(
    "text",
    [
        "there is no trail",
        "There are no flags",
        "this is no longer a trail",
        "it is not a trail",
        "save the file",
        "he told officers",
        "therefore wherever",
    ],
)
def test_plain_english_is_left_alone(text: str) -> None:
    assert not list(plain_english.findings(text))


def test_the_line_is_that_of_the_phrase() -> None:
    assert [line for line, _, _ in plain_english.findings("a\nb\nis no c\n\nd whoever\n")] == [3, 5]
