"""The wheel by itself, as somebody gets it who has no checkout."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path

import pytest
from conftest import ROOT

SONAME = "libblended_supervision.so.0"
LIBRARY = f"blended_supervision/{SONAME}"
_KEPT = Path("/usr/share/doc")  # of Debian's packages


@pytest.fixture(scope="module")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python with the wheel and nothing else, in an empty folder."""
    place = tmp_path_factory.mktemp("alone")
    venv.create(place / "venv", with_pip=False)
    python = place / "venv/bin/python"
    # An installer for an environment that has none.
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    subprocess.run([*pip, "install", "-q", "--no-index", "--no-deps", str(wheel)], check=True, cwd=place)
    empty = place / "empty"
    empty.mkdir()

    def run(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = [str(python), "-I", *arguments]
        return subprocess.run(command, cwd=empty, check=check, capture_output=True, text=True, env={})

    return run


def test_it_holds_one_library_under_its_soname_the_packs_and_no_links(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        modes = [info.external_attr >> 16 for info in archive.infolist()]
    packs = {
        f"blended_supervision/config/{path.relative_to(ROOT / 'config')}" for path in (ROOT / "config").rglob("*.toml")
    }
    assert packs <= names
    assert {LIBRARY, "blended_supervision/py.typed", "blended_supervision/_native.pyi"} <= names
    assert [name for name in names if "libblended_supervision" in name] == [LIBRARY]
    assert not [name for name in names if name.endswith((".h", ".hpp", ".a", ".cc"))]
    assert not any(stat.S_ISLNK(mode) for mode in modes)


def test_it_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = Parser().parsestr(archive.read(metadata).decode())
        licences = [name for name in archive.namelist() if name.endswith("LICENSE")]
        notices = {Path(name).stem: archive.read(name) for name in archive.namelist() if "/licenses/notices/" in name}
    assert about["Name"] == "blended-supervision"
    required = about.get_all("Requires-Dist") or []
    assert [name for name in required if "extra ==" not in name] == [], "nothing is needed but Python"
    assert len(licences) == 1
    parts = ("libsodium-dev", "libsqlite3-dev", "libssl-dev", "libutf8proc-dev", "libzstd-dev")
    linked = [name for name in parts if (_KEPT / name).exists()]
    assert set(linked) <= set(notices), "each part that is linked in has its own terms"
    assert all(notices.values())
    import blended_supervision as bs

    assert about["Version"] == bs.__version__


def test_what_its_page_shows_runs(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "bindings/python/README.md").read_text("utf-8")
    example = "\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    exec(example, {})
    assert "Advice     Office visit: recommended." in capsys.readouterr().out


def test_its_library_needs_what_every_system_has_and_its_module_finds_it_beside_itself(
    wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    package = tmp_path / "blended_supervision"

    def entries(file: Path, kind: str) -> set[str]:
        dynamic = subprocess.run(["readelf", "-d", file], check=True, capture_output=True, text=True).stdout
        return {line.split("[")[1].split("]")[0] for line in dynamic.splitlines() if f"({kind})" in line}

    allowed = {
        "libc.so.6",
        "libm.so.6",
        "libstdc++.so.6",
        "libgcc_s.so.1",
        "ld-linux-x86-64.so.2",
        "ld-linux-aarch64.so.1",
    }
    (module,) = package.glob("_native*.so")
    assert entries(package / SONAME, "NEEDED") <= allowed
    assert entries(package / SONAME, "SONAME") == {SONAME}
    assert entries(module, "NEEDED") <= allowed | {SONAME}
    assert SONAME in entries(module, "NEEDED")
    assert entries(module, "RUNPATH") | entries(module, "RPATH") == {"$ORIGIN"}


def test_it_advises_and_keeps_a_trail_where_there_is_nothing_else(
    alone: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = alone(
        "-c",
        """
import datetime, pathlib, sys
import blended_supervision as bs
assert pathlib.Path(bs.__file__).is_relative_to(sys.prefix), bs.__file__
policy = bs.Policy.load("england-wales", region="Wales", as_of=datetime.date(2026, 11, 23))
advice = policy.advise({"crn": "X1"}, mapping="ndelius")
with bs.Trail.open("trail.db", by="olive", create=True) as trail:
    head = trail.record_advice(advice, person="X1").checkpoint
print(advice.lead, bs.verify("trail.db", known_head=head).verdict)
maps = open("/proc/self/maps").read()
loaded = {line.split()[-1] for line in maps.splitlines() if "blended_supervision" in line}
assert all(pathlib.Path(path).is_relative_to(sys.prefix) for path in loaded) and len(loaded) == 2, loaded
""",
    )
    assert done.stdout == "office intact\n"
    told = alone("-m", "blended_supervision", "verify", "--trail", "trail.db")
    assert told.stdout.startswith("trail.db: intact")


def test_without_the_library_beside_it_the_module_says_so(
    alone: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    control = alone("-c", "import blended_supervision; print(blended_supervision.__file__)")
    library = Path(control.stdout.strip()).with_name(SONAME)
    hidden = library.rename(library.with_suffix(".away"))
    done = alone("-c", "import blended_supervision", check=False)
    hidden.rename(library)
    assert done.returncode == 1
    assert f"ImportError: {SONAME}" in done.stderr
