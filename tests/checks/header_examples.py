"""Compiles the examples in the comments of the public headers.

    header_examples.py

An example is what is indented by five spaces in a comment. Those of one header make one function,
in order, so that a later one may use what an earlier one declared. plugin.h is compiled as C99 and
plugin.hpp as C++20, with gcc and clang. A control that must fail shows that the check can.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

INCLUDE = Path(__file__).resolve().parents[2] / "plugin" / "include"
# An example may declare what it does not go on to use.
UNUSED = ["-Wno-unused-variable", "-Wno-unused-but-set-variable"]
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", *UNUSED]
CODE = re.compile(r"^(?: \*|//) {5}(.*)$")


def examples(header: str) -> list[str]:
    """The examples of a header, in order.

    Args:
        header: The header's text.

    Returns:
        The code of each, without the comment's marks.
    """
    found: list[str] = []
    inside = False
    for line in header.splitlines():
        code = CODE.match(line)
        if code and not inside:
            found.append("")
        if code:
            found[-1] += code[1] + "\n"
        inside = code is not None
    return found


def compiles(compiler: list[str], source: str, suffix: str) -> str:
    """What the compiler says against a source; empty where it compiles."""
    with tempfile.NamedTemporaryFile("w", suffix=suffix) as file:
        file.write(source)
        file.flush()
        command = [*compiler, "-fsyntax-only", *STRICT, f"-I{INCLUDE}", file.name]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else ran.stderr or "it failed without a word"


def in_c(code: str) -> str:
    """A C program that runs the code."""
    return (
        "#include <stdio.h>\n#include <string.h>\n"
        '#include "blended_supervision/plugin.h"\n'
        f"int main(void) {{\n{code}return 0;\n}}\n"
    )


def in_cpp(code: str) -> str:
    """A C++ program that runs the code."""
    return f'#include <boost/dll/import.hpp>\n#include "blended_supervision/plugin.hpp"\nint main() {{\n{code}}}\n'


def main() -> int:
    """Compiles every example; 1 where one does not, or where the control does."""
    wrong = 0
    for name, least, whole, suffix, compilers in [
        ("plugin.h", 5, in_c, ".c", [["gcc", "-std=c99"], ["clang", "-std=c99"]]),
        ("plugin.hpp", 4, in_cpp, ".cc", [["g++", "-std=c++20"], ["clang++", "-std=c++20"]]),
    ]:
        found = examples((INCLUDE / "blended_supervision" / name).read_text())
        if len(found) < least:
            print(f"{name}: {len(found)} examples were found; there are at least {least}")
            wrong = 1
        code = "".join(found)
        for compiler in compilers:
            if said := compiles(compiler, whole(code), suffix):
                print(f"{name}, {' '.join(compiler)}:\n{said}")
                wrong = 1
            if not compiles(compiler, whole(code + "bsup_no_such_function();\n"), suffix):
                print(f"{name}, {' '.join(compiler)}: the control compiles, and must not")
                wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
