"""A planted breach of the layers is seen, and a source without its header."""

from __future__ import annotations

from pathlib import Path

import layers
import pytest

ROOT = Path(__file__).resolve().parents[2]

SOUND = {
    "plugin/include/blended_supervision/plugin.h": "",
    "plugin/src/base/day.h": "#include <string>\n",
    "plugin/src/policy/model/policy.h": '#include "base/day.h"\n',
    "plugin/src/policy/read/reader.h": '#include "policy/model/policy.h"\n#include "policy/read/table.h"\n',
    "plugin/src/policy/read/table.h": "",
    "plugin/src/policy/read/table.cc": '#include "policy/read/table.h"\n',
    "plugin/src/trail/log/note.h": '#include "base/day.h"\n',
    "plugin/src/abi/session.cc": '#include "blended_supervision/plugin.h"\n#include "policy/read/reader.h"\n',
    "host-stubs/c/host.c": '#include "blended_supervision/plugin.h"\n',
    "tests/abi/host.h": '#include "blended_supervision/plugin.h"\n',
    "tests/abi/session_test.cc": '#include "host.h"\n',
    "tests/policy/reader_test.cc": '#include "policy/read/reader.h"\n',
}


def breaches_with(folder: Path, planted: dict[str, str]) -> list[str]:
    for name, text in {**SOUND, **planted}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return layers.breaches(folder)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("plugin/src/base/up.h", '#include "policy/model/policy.h"', "base may not include policy"),
        ("plugin/src/trail/log/up.h", '#include "policy/model/policy.h"', "trail may not include policy"),
        ("plugin/src/trail/log/up.h", "#  include <policy/model/policy.h>", "trail may not include policy"),
        ("plugin/src/policy/model/up.h", '#include "policy/read/reader.h"', "model may not include read"),
        ("plugin/src/policy/model/up.h", '#include "../read/reader.h"', "model may not include read"),
        ("plugin/src/policy/model/out.h", '#include "blended_supervision/plugin.h"', "may not include the public"),
        ("plugin/src/base/test.h", '#include "abi/host.h"', "plugin only"),
        ("plugin/include/blended_supervision/in.h", '#include "base/day.h"', "plugin/include may include"),
        ("host-stubs/c/in.c", '#include "base/day.h"', "host-stubs may include"),
        ("bindings/python/native/in.cc", '#include "base/day.h"', "bindings may include"),
        ("tests/abi/in_test.cc", '#include "base/day.h"', "tests/abi may include"),
        ("plugin/src/policy/attic/new.h", "", "does not say what policy/attic"),
        ("plugin/src/attic/new.h", "", "does not say what attic/."),
        ("plugin/src/new.h", "", "lies in no layer"),
        ("plugin/src/policy/read/row.cc", '#include "policy/read/table.h"', "has no row.h beside it"),
        ("plugin/src/policy/model/table.cc", '#include "base/day.h"', "has no table.h beside it"),
        ("plugin/src/trail/keys/vault_epochs.cc", "", "has no vault.h beside it"),
    ],
)
def test_a_breach_is_seen(tmp_path: Path, file: str, text: str, said: str) -> None:
    assert breaches_with(tmp_path, {}) == []
    (found,) = breaches_with(tmp_path, {file: text + "\n"})
    assert found.startswith(file + ": ")
    assert said in found


def test_each_layer_that_the_table_names_is_there() -> None:
    rooms = {f"{layer}/{room}" for layer, (_, rooms) in layers.LAYERS.items() for room in rooms.split()}
    there = {"/".join(layers.place_of(str(file.relative_to(ROOT)))) for file in (ROOT / "plugin/src").rglob("*.h")}
    assert rooms <= there


def test_each_source_without_a_header_of_its_name_is_there() -> None:
    assert all((ROOT / path).is_file() for path in layers.PARTS)
