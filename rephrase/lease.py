"""A lock in a store, which has none: a small file that its holder keeps writing anew, and that is dead when it is not.

Age is told by the store's clock alone. A holder of this machine whose process has ended is dead at once. Two who take over a
dead lock in the same moment are told apart a moment later, when all but the last find that it is not theirs.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rephrase.errors import OutputError
from rephrase.place import Remote

BEAT = 20.0  # seconds between two writings
DEAD = 120.0  # seconds without one after which nobody holds it
BOOT = Path("/proc/sys/kernel/random/boot_id")
PROCESSES = Path("/proc/self/ns/pid")


@contextmanager
def held(lock: Remote, message: str, beat: float = BEAT, dead: float = DEAD) -> Iterator[None]:
    """Holds a lock until the block ends. Raises OutputError with `message` when another process does, or has taken it over."""
    mine = {"host": socket.gethostname(), "process": os.getpid(), "machine": machine(), "holder": uuid.uuid4().hex}
    data = json.dumps(mine).encode("ascii")
    _take(lock, data, message, dead)
    ended, lost = threading.Event(), threading.Event()

    def keep() -> None:
        while not ended.wait(beat):
            with contextlib.suppress(OutputError):  # the store is out of reach; the next time it may not be
                if _read(lock).get("holder") not in (mine["holder"], None):
                    lost.set()
                    return
                lock.write_bytes(data)

    thread = threading.Thread(target=keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        if not lost.is_set():
            lock.unlink(missing_ok=True)
    if lost.is_set():
        raise OutputError(message, "it took this one for dead; wait for it, then run the same command again")


def _take(lock: Remote, data: bytes, message: str, dead: float) -> None:
    for _ in range(2):
        try:
            lock.create(data)
            return
        except FileExistsError:
            who = holder(lock, dead)
        if who is not None:
            said = f"{message}: process {who['process']} on {who['host']}"
            hint = f"wait for it, or name another --output; a run that was killed is taken for dead after {dead:.0f} seconds"
            raise OutputError(said, hint)
        lock.unlink(missing_ok=True)
    raise OutputError(message, "another one was begun in this moment: wait for it")


def holder(lock: Remote, dead: float = DEAD, now: float | None = None) -> dict[str, Any] | None:
    """Who holds a lock: host, process, machine and age in seconds; None where nobody does. Writes a file to learn the
    store's time, unless `now` is given, seconds since 1970."""
    said = _read(lock)
    if not said or (said.get("machine") == machine() and not _alive(int(said["process"]))):
        return None
    try:
        age = max((_time_at(lock) if now is None else now) - lock.modified(), 0.0)
    except FileNotFoundError:  # let go just now
        return None
    return said | {"age": age} if age < dead else None


def _time_at(lock: Remote) -> float:
    probe = lock.with_name(f".now-{uuid.uuid4().hex}.tmp")
    probe.write_bytes(b"")
    try:
        return probe.modified()
    finally:
        probe.unlink(missing_ok=True)


def machine() -> str:
    """What process numbers are unique in: this boot of this machine, and this container."""
    try:
        return f"{BOOT.read_text('ascii').strip()} {os.readlink(PROCESSES)}"
    except OSError:
        return f"{socket.gethostname()} {uuid.getnode()}"


def _read(lock: Remote) -> dict[str, Any]:
    try:
        said = json.loads(lock.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return said if isinstance(said, dict) and "process" in said else {}


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
