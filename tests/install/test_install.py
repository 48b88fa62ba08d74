"""Installs into a new folder, and builds and runs a host against it in each way, there and where it is moved to."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BUILD = Path(os.environ.get("BSUP_BUILD", ROOT / "build/check"))
SONAME = "libblended_supervision.so.0"


def output(*command: str | Path, **variables: str) -> str:
    """What a command prints; the test fails if the command does."""
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, **variables},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def version() -> str:
    found = re.search(r"VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text("utf-8").split("project(", 1)[1])
    assert found
    return found[1]


@pytest.fixture(scope="module", params=["where it was installed", "where it was moved to"])
def prefix(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("install")
    output("cmake", "--install", BUILD, "--prefix", folder / "first")
    if request.param == "where it was installed":
        return folder / "first"
    return Path(shutil.move(folder / "first", folder / "second"))


def library(prefix: Path) -> Path:
    """The folder of the library."""
    (file,) = prefix.rglob(SONAME)
    return file.parent


def policy(prefix: Path) -> Path:
    return prefix / "share/blended_supervision/policies/england-wales.toml"


def built(project: Path, prefix: Path, folder: Path) -> Path:
    """A project that is built against the install."""
    output("cmake", "-S", project, "-B", folder, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}")
    output("cmake", "--build", folder)
    return folder


@pytest.mark.parametrize("project", ["linked", "boost_dll"])
def test_cmake_finds_it_for_a_host_that_links_it_and_one_that_loads_it(
    prefix: Path, project: str, tmp_path: Path
) -> None:
    host = built(HERE / project, prefix, tmp_path) / "host"
    needed = output("readelf", "-d", host)
    assert (SONAME in needed) == (project == "linked")
    assert output(host, policy(prefix)) == version() + "\n"


def test_pkg_config_finds_it(prefix: Path, tmp_path: Path) -> None:
    libraries = library(prefix)
    found = {"PKG_CONFIG_PATH": str(libraries / "pkgconfig")}
    assert output("pkg-config", "--modversion", "blended-supervision", **found) == version() + "\n"
    flags = output("pkg-config", "--cflags", "--libs", "blended-supervision", **found).split()
    output("gcc", "-std=c99", HERE / "linked/host.c", "-o", tmp_path / "host", *flags)
    ran = output(tmp_path / "host", policy(prefix), LD_LIBRARY_PATH=str(libraries))
    assert ran == version() + "\n"


def test_the_example_that_is_installed_builds_and_advises(prefix: Path, tmp_path: Path) -> None:
    (example,) = prefix.rglob("examples/c")
    built(example, prefix, tmp_path)
    assert "Office visit" in output("cmake", "--build", tmp_path, "--target", "advise")


def test_a_host_that_knows_nothing_but_the_path_opens_it(prefix: Path) -> None:
    code = "import ctypes, sys; f = ctypes.CDLL(sys.argv[1]).bsup_version; f.restype = ctypes.c_char_p; print(f())"
    assert version() in output("python3", "-c", code, library(prefix) / SONAME)


def test_the_command_line_finds_the_library_beside_it(prefix: Path) -> None:
    check: list[str | Path] = [prefix / "bin/blended-supervision", "policy", "check", policy(prefix)]
    output(*check)
    link = library(prefix) / SONAME
    away = link.rename(link.with_name("away"))
    try:
        done = subprocess.run(check, capture_output=True, check=False)
        assert done.returncode != 0, "it took another library"
    finally:
        away.rename(link)


def test_the_library_is_stripped_and_names_the_file_to_debug_it_with(prefix: Path) -> None:
    file = (library(prefix) / SONAME).resolve()
    assert file.name == f"libblended_supervision.so.{version()}"
    sections = output("readelf", "-SW", file)
    assert ".debug_info" not in sections
    assert ".symtab" not in sections
    name = f"{file.name}.debug"
    assert name in output("readelf", "-p", ".gnu_debuglink", file)
    assert ".symtab" in output("readelf", "-SW", file.parent / ".debug" / name)


def test_the_library_is_hardened(prefix: Path) -> None:
    file = library(prefix) / SONAME
    assert "GNU_RELRO" in output("readelf", "-lW", file)
    assert "BIND_NOW" in output("readelf", "-d", file)
    assert re.search(r"GNU_STACK.* RW ", output("readelf", "-lW", file)), "the stack is not executable"
    # What is linked in is hardened too, so the flags of the library's own code are what is looked at.
    commands = json.loads((BUILD / "compile_commands.json").read_text("utf-8"))
    of_plugin = [entry["command"] for entry in commands if " -o plugin/CMakeFiles/bsup_" in entry["command"]]
    assert of_plugin
    for command in of_plugin:
        assert {"-D_FORTIFY_SOURCE=2", "-fstack-protector-strong"} <= set(command.split())


def test_each_licence_that_a_notice_refers_to_is_there_in_full(prefix: Path) -> None:
    (notices,) = prefix.rglob("notices")
    named = {
        name
        for notice in notices.glob("*.txt")
        for name in re.findall(r"/usr/share/common-licenses/([\w.-]*\w)", notice.read_text("utf-8", "replace"))
    }
    assert named
    for name in named:
        text = notices / "common-licenses" / name
        assert len(text.read_text("utf-8")) > 1000
        assert not text.is_symlink()
    assert (notices.parent / "LICENSE").is_file()


def test_no_file_holds_a_path_of_the_folder_it_was_built_in(prefix: Path) -> None:
    files = [file for file in prefix.rglob("*") if file.is_file() and file.suffix != ".debug"]
    assert len(files) > 30
    of_this_machine = re.compile(rb"(?<![\w.])" + re.escape(bytes(ROOT)) + rb"/")
    for file in files:
        assert not of_this_machine.search(file.read_bytes()), file


def test_what_runs_needs_neither_the_headers_nor_the_debug_file(tmp_path: Path) -> None:
    output("cmake", "--install", BUILD, "--prefix", tmp_path, "--component", "plugin")
    assert not list(tmp_path.rglob("*.h"))
    assert not list(tmp_path.rglob("*.debug"))
    output(tmp_path / "bin/blended-supervision", "policy", "check", policy(tmp_path))


def test_another_minor_version_is_not_taken(prefix: Path, tmp_path: Path) -> None:
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(x NONE)\nfind_package(BlendedSupervision 99.0 REQUIRED)\n"
    )
    command: list[str | Path] = ["cmake", "-S", tmp_path, "-B", tmp_path / "b", f"-DCMAKE_PREFIX_PATH={prefix}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "compatible with requested version" in done.stderr
