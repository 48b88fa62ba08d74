"""Which folder may include which, checked against every #include, and that each source has its header.

    layers.py [ROOT]

Arrows go downwards only, between the layers of plugin/src and between the rooms of a layer, so there can be no cycles.
What a source defines is declared in the header of its name: a declaration elsewhere would hide an arrow.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

PUBLIC = "plugin/include"

# Each layer of plugin/src: the others that it may include, and its rooms, each of which may include those before it.
# "." is the layer's own folder.
LAYERS: dict[str, tuple[str, str]] = {
    "base": ("", "."),
    "policy": ("base", "model read library compile check resolve show"),
    "intake": ("base policy", ". mapping reading checking"),
    "advice": ("base policy intake", "engine text json form"),
    "trail": ("base", "seal log store keys read write verify ."),
    "batch": ("base policy intake advice public", "arrow policies columns_in columns_out ."),
    "records": ("base policy intake advice trail", "content kinds standing telling"),
    "service": ("base policy intake advice trail batch records public", "advising keeping decisions"),
    "abi": ("base policy intake advice trail batch records service public", "."),
}

# What sees the plugin as a host does: the public headers, and what is beside it in the second column.
OUTSIDE: dict[str, str] = {
    PUBLIC: PUBLIC,
    "host-stubs": "host-stubs",
    "bindings": "bindings",
    "tests/abi": "tests",
    "tests/console": "tests",
    "tests/install": "tests",
}

# Sources of plugin/src without a header of their name, each with the header that declares what they define. Those of
# abi are not here: the public header declares them all.
PARTS: dict[str, str] = {
    # One class over one connection and one mutex, too long for one file.
    "plugin/src/trail/keys/vault_epochs.cc": "vault.h",
    "plugin/src/trail/keys/vault_persons.cc": "vault.h",
}

SUFFIXES = (".h", ".hpp", ".cc", ".c")
_INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.MULTILINE)


def includes(root: Path, file: Path) -> Iterator[str]:
    """The files of this project that a file includes, by their paths from the root."""
    places = [file.parent, root / PUBLIC, root / "tests", root / "plugin/src"]
    for name in _INCLUDE.findall(file.read_text("utf-8")):
        found = next((place / name for place in places if (place / name).is_file()), None)
        if found:
            yield str(found.resolve().relative_to(root))


def place_of(path: str) -> tuple[str, str]:
    """The layer and the room of a file of plugin/src."""
    _, _, layer, *rest = path.split("/")
    return layer, "/".join(rest[:-1]) or "."


def is_under(path: str, folder: str) -> bool:
    """Whether a file lies in a folder."""
    return path.startswith(folder + "/")


def breach_within(path: str, included: str) -> str | None:
    """What is wrong with an include in plugin/src."""
    layer, room = place_of(path)
    lower, rooms = LAYERS[layer]
    if is_under(included, PUBLIC):
        return None if "public" in lower.split() else f"{layer} may not include the public headers"
    if not is_under(included, "plugin/src"):
        return "plugin/src includes what is in plugin only"
    other, other_room = place_of(included)
    if other != layer:
        return None if other in lower.split() else f"{layer} may not include {other}"
    order = rooms.split()
    return None if order.index(other_room) <= order.index(room) else f"{layer}: {room} may not include {other_room}"


def breach(path: str, included: str) -> str | None:
    """What is wrong with an include."""
    if is_under(path, "plugin/src"):
        return breach_within(path, included)
    for folder, beside in OUTSIDE.items():
        if is_under(path, folder) and not is_under(included, PUBLIC) and not is_under(included, beside):
            return f"{folder} may include the public headers and {beside} only"
    return None


def unknown(path: str) -> str | None:
    """What is wrong with where a file lies."""
    if not is_under(path, "plugin/src"):
        return None
    if path.count("/") < 3:
        return "this file lies in no layer"
    layer, room = place_of(path)
    if layer not in LAYERS or room not in LAYERS[layer][1].split():
        return f"tests/checks/layers.py does not say what {layer}/{room} may include"
    return None


def lacks_header(root: Path, path: str) -> str | None:
    """What is wrong with where a source's header lies."""
    if not is_under(path, "plugin/src") or is_under(path, "plugin/src/abi") or not path.endswith(".cc"):
        return None
    source = root / path
    header = PARTS.get(path, f"{source.stem}.h")
    return None if (source.parent / header).is_file() else f"this source has no {header} beside it"


def breaches(root: Path) -> list[str]:
    """Every breach in a checkout, as FILE: WHAT."""
    found = []
    folders = ("plugin", "host-stubs", "bindings", "tests")
    files = [file for folder in folders for file in sorted((root / folder).rglob("*")) if file.suffix in SUFFIXES]
    lost = {str(file.relative_to(root)): unknown(str(file.relative_to(root))) for file in files}
    bare = {path: lacks_header(root, path) for path in lost}
    found += [f"{path}: {what}" for path, what in [*lost.items(), *bare.items()] if what]
    for file in files:
        path = str(file.relative_to(root))
        for included in includes(root, file):
            if lost[path] or lost[included]:
                continue
            what = breach(path, included)
            if what:
                found.append(f"{path}: includes {included}; {what}")
    return found


def main() -> int:
    """Prints the breaches of a checkout."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    found = breaches(root if root.is_dir() else root.parents[2])
    print("\n".join(found) or "   each #include points downwards, and each source has its header")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
