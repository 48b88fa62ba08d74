"""The packs and mappings that the package carries, by their ids."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from blended_supervision.base.given import StrPath
from blended_supervision.errors import NotFoundError


def config_folder(name: str) -> Path:
    """A folder of the shipped configuration."""
    # The library reads files itself: they lie in a folder, since a package with a library in it is not an archive.
    return Path(str(files("blended_supervision"))) / "config" / name


def ids(folder: str) -> list[str]:
    """What there is in `regions`, `exceptional` or `mappings`."""
    return sorted(path.stem for path in config_folder(folder).glob("*.toml"))


@cache
def national_packs() -> Mapping[str, tuple[Path, ...]]:
    """The files of each shipped national pack, one a version, by its id."""
    packs: dict[str, tuple[Path, ...]] = {}
    for path in sorted(config_folder("policies").glob("*.toml")):
        id_ = tomllib.loads(path.read_text("utf-8"))["policy"]["id"]
        packs[id_] = (*packs.get(id_, ()), path)
    return packs


def is_id(name: StrPath) -> bool:
    """Whether this can only be meant as an id: a name without a folder and without an ending."""
    return isinstance(name, str) and "/" not in name and "." not in name


def path_of(folder: str, name: str, what: str) -> Path:
    """The file of that id.

    Raises:
        NotFoundError: There is none; it names those there are.
    """
    check_id(name, ids(folder), what)
    return config_folder(folder) / f"{name}.toml"


def check_id(name: str, known: Iterable[str], what: str) -> None:
    """Refuses what is not shipped.

    Raises:
        NotFoundError: It is none of those; it names them.
    """
    if name not in known:
        there_are = ", ".join(known)
        raise NotFoundError(
            f'no {what} "{name}" is shipped; there are: {there_are}. A file is given by its path: "./{name}"'
        )


@cache
def overlays_of(national: str) -> tuple[Path, ...]:
    """The shipped overlays of regions that extend the national pack of that id."""
    paths = sorted(config_folder("regions").glob("*.toml"))
    return tuple(path for path in paths if tomllib.loads(path.read_text("utf-8"))["policy"].get("extends") == national)


def pack_paths(packs: Iterable[StrPath], exceptional: Iterable[str], *, regions: bool) -> list[StrPath]:
    """The files that packs stand for: of ids of shipped ones all versions and overlays, and paths as they are."""
    paths: list[StrPath] = []
    for pack in packs:
        if not (isinstance(pack, str) and is_id(pack)):
            paths.append(pack)
            continue
        check_id(pack, national_packs(), "policy pack")
        paths += national_packs()[pack]
        paths += overlays_of(pack) if regions else ()
    return paths + [path_of("exceptional", name, "exceptional delivery model") for name in exceptional]
