"""Files of the command line. What is wrong with their names is said before any work is done."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import blended_supervision as bs


def ending_in(*endings: str) -> Callable[[str], Path]:
    """Reads an argument as a path, of which the ending says what the file is.

    Args:
        endings: Those there are, in small letters: `".csv"`.
    """

    def path(text: str) -> Path:
        given = Path(text)
        if given.suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(f"{text}: the ending says what it is; give {' or '.join(endings)}")
        return given

    return path


def text_of(path: Path) -> str:
    """The text in a file.

    Raises:
        PayloadError: It is not text in UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise bs.PayloadError(f"{path}: it is not text in UTF-8; check that it is the right file") from None


def see_that_they_can_be_written(*paths: Path | None) -> None:
    """Says before long work where there is no place for a file.

    Raises:
        NotFoundError: There is no such folder.
        UsageError: A folder has that name.
    """
    for path in paths:
        if path is None:
            continue
        if not path.parent.is_dir():
            raise bs.NotFoundError(f"{path}: there is no folder {path.parent}; make it, or check the path")
        if path.is_dir():
            raise bs.UsageError(f"{path}: it is a folder; give the file that is to be written")


def see_that_it_can_be_a_folder(path: Path | None) -> None:
    """Says before long work where files cannot be put. The folder need not be there yet.

    Raises:
        UsageError: It, or what it would lie in, is a file.
    """
    if path is None:
        return
    there = next(each for each in (path, *path.parents) if each.exists())
    if not there.is_dir():
        raise bs.UsageError(f"{path}: {there} is a file; give the folder that is to be written to")
