"""A Ray cluster: joined, its nodes, a worker hired in it and asked. Knows no shards."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rephrase.engines.worker import Worker
from rephrase.errors import UsageError

REACHED = 10.0  # seconds in which a cluster's head takes a connection
START = "start one with `ray start --head`, or name its HOST:PORT with --ray-address"


@contextmanager
def joined(address: str) -> Iterator[None]:
    """Connected to a cluster that runs. Raises UsageError where there is none."""
    try:
        import ray
    except ImportError:
        raise UsageError("ray is not installed", "pip install 'rephrase-corpus[ray]', here and on every node") from None
    if address.startswith("ray://"):
        hint = "run the command on a node of the cluster, for example with `ray job submit`"
        raise UsageError(f"--ray-address {address}: Ray's client is too thin for this", hint)
    _reached(address if address != "auto" else os.environ.get("RAY_ADDRESS", ""))
    try:
        ray.init(address=address, logging_level="error", log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise UsageError(f"no Ray cluster at {address}: {str(error).splitlines()[0]}", START) from error
    try:
        yield
    finally:
        ray.shutdown()


def _reached(address: str) -> None:
    """Raises UsageError where nobody listens at a HOST:PORT: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdecimal():
        try:
            socket.create_connection((host.strip("[]"), int(port)), timeout=REACHED).close()
        except OSError as error:
            raise UsageError(f"no Ray cluster at {address}: {error.strerror or error}", START) from error


def nodes() -> dict[str, float]:
    """The living nodes that have CPUs, and how many."""
    import ray

    alive = {node["NodeID"]: node["Resources"].get("CPU", 0.0) for node in ray.nodes() if node["Alive"]}
    return {node: cpus for node, cpus in alive.items() if cpus >= 1}


async def asked(seconds: float, method: Any, *arguments: object) -> Any:
    """The answer of a worker. One that cannot be reached is asked again for so many seconds."""
    from ray.exceptions import ActorUnavailableError

    until = time.monotonic() + seconds
    while True:
        try:
            return await method.remote(*arguments)
        except ActorUnavailableError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(1.0)


def hire() -> Any:
    """A worker in a process of its own, on the node that has most room; it takes one CPU."""
    import ray

    options = {"num_cpus": 1, "scheduling_strategy": "SPREAD", "max_restarts": 0}
    return ray.remote(Worker).options(**options).remote(_here)


def _here() -> str:
    """Ray's name of the node that this runs on."""
    import ray

    return str(ray.get_runtime_context().get_node_id())
