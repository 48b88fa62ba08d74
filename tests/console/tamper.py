#!/usr/bin/env python3
"""Gets in a trail's way: changes one that nobody has open, as somebody would who covers their traces, or holds it.

tamper.py TRAIL SQL...   runs the statements without the triggers, which are there again afterwards; flip(x, n) is x with byte n changed
tamper.py TRAIL --hold   holds the trail's lock until standard input ends; says "held" once it does
tamper.py TRAIL --read   the same with a state of the trail that it reads
"""

from __future__ import annotations

import ctypes
import mmap
import sqlite3
import sys
from pathlib import Path

MUTEX_AT = 56  # plugin/docs/trail_format.md, "The lock"


def flip(value: str | bytes, at: int) -> str | bytes:
    changed = bytearray(value.encode() if isinstance(value, str) else value)
    changed[at] ^= 1
    return changed.decode() if isinstance(value, str) else bytes(changed)


def tamper(trail: str, statements: list[str]) -> None:
    store = sqlite3.connect(trail, isolation_level=None)
    store.create_function("flip", 2, flip)
    triggers = store.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        store.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        if store.execute(statement).rowcount == 0:
            sys.exit(f"nothing was changed by: {statement}")
    for _, sql in triggers:
        store.execute(sql)
    store.close()


def wait() -> None:
    print("held", flush=True)
    sys.stdin.read()


def read(trail: str) -> None:
    store = sqlite3.connect(trail, isolation_level=None)
    store.execute("BEGIN")
    store.execute("SELECT count(*) FROM record").fetchall()
    wait()
    store.close()


def hold(trail: str) -> None:
    with Path(trail + ".lock").open("r+b") as file:
        shared = mmap.mmap(file.fileno(), 0)
    mutex = ctypes.byref(ctypes.c_char.from_buffer(shared), MUTEX_AT)
    libc = ctypes.CDLL(None)
    if libc.pthread_mutex_lock(mutex) != 0:
        sys.exit("the lock cannot be held")
    wait()
    libc.pthread_mutex_unlock(mutex)


if __name__ == "__main__":
    if sys.argv[2] == "--hold":
        hold(sys.argv[1])
    elif sys.argv[2] == "--read":
        read(sys.argv[1])
    else:
        tamper(sys.argv[1], sys.argv[2:])
