"""The ray engine on a real cluster of two nodes, each a raylet of its own with its own worker processes, on this machine."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from rephrase.engines.cluster import joined
from rephrase.errors import UsageError
from rephrase.options import Options
from rephrase.report.progress import Progress
from rephrase.run import run
from tests.corpora import document, reworded
from tests.endpoint import part_of, serving
from tests.test_resume import both, leftovers
from tests.test_run import Folder, ran

pytest.importorskip("ray", reason="the extra `ray` is not installed")
pytestmark = pytest.mark.ray

MORE = ("--pipeline", "knowledge", "--set", "shard_size=3", "--set", "chunk_tokens=64", "--concurrency", 4)
SECRET = "sk-never-in-a-log-4711"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes of two CPUs each, with object stores of 80 MB."""
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 2, "object_store_memory": 80 << 20}
    health = {
        "health_check_period_ms": 500,
        "health_check_failure_threshold": 4,
    }  # a dead node is noticed in 2 s, not 15
    head = {**node, "include_dashboard": False, "_system_config": health}
    made = Cluster(initialize_head=True, head_node_args=head)
    made.add_node(**node)
    yield made
    made.shutdown()


def on_ray(cluster: Any, *more: object) -> tuple[object, ...]:
    return (*MORE, "--engine", "ray", "--ray-address", cluster.address, *more)


def raylet(node: Any) -> int:
    return int(node.all_processes["raylet"][0].process.pid)


def workers(node: Any) -> list[int]:
    """The processes of a node's raylet that rewrite."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            named = (stat.parent / "cmdline").read_bytes().startswith(b"ray::Worker")
        except OSError:
            continue
        if parent == raylet(node) and named:
            found.append(int(stat.parent.name))
    return found


def good(request: dict[str, Any]) -> str:
    return reworded(part_of(request))


def test_two_nodes_make_the_rows_that_one_process_makes(
    cluster: Any, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows, counts and totals; the key reaches the workers and stands in no file of Ray's."""
    corpus = folder({f"{n:02}.md": document(7 * n, 12) for n in range(12)})
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    log = tmp_path / "log.jsonl"
    with serving(good, key=SECRET) as endpoint:
        local = ran(corpus, tmp_path / "local", endpoint.url, *MORE)
        spread = ran(corpus, tmp_path / "ray", endpoint.url, *on_ray(cluster, "--log-json", log))
    assert both(tmp_path / "ray") == both(tmp_path / "local")
    assert spread["counts"] == local["counts"]
    assert not leftovers(tmp_path / "ray")
    told = json.loads(log.read_text().splitlines()[-1])
    counts = local["counts"]
    assert told["event"] == "end"
    assert [told[name] for name in ("documents", "accepted", "requests")] == [12, 12, counts["requests"]]
    session = Path(cluster.head_node.get_session_dir_path())
    logs = [path for path in session.rglob("*") if path.is_file()]
    assert logs and not [path for path in logs if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize(("address", "said"), [("127.0.0.1:1", "no Ray cluster at"), ("ray://head:10001", "too thin")])
def test_a_cluster_that_is_not_there_or_is_too_far_is_told_at_once(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=said), joined(address):
        pass


def test_a_killed_worker_and_a_killed_node_cost_only_what_was_in_flight(
    cluster: Any, folder: Folder, tmp_path: Path
) -> None:
    """kill -9 of a worker process and then of a raylet, in the middle: the same rows, and no paid answer is paid again."""
    corpus, at_once = folder({f"{n:02}.md": document(7 * n, 16) for n in range(18)}), 4
    first, second = cluster.list_all_nodes()
    killed: list[int] = []
    lock = threading.Lock()

    def kill(pids: Callable[[], list[int]]) -> None:
        for pid in pids():
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    def deadly(request: dict[str, Any]) -> str:
        time.sleep(0.05)
        with lock:
            asked = len(endpoint.requests)
            if asked > alone // 4 and not killed:
                kill(lambda: workers(first)[:1])
            elif asked > alone // 2 and len(killed) == 1:
                kill(lambda: [raylet(second)])
        return good(request)

    with serving(good) as endpoint:
        local = ran(corpus, tmp_path / "local", endpoint.url, *MORE)
    alone = local["counts"]["requests"]
    with serving(deadly) as endpoint:
        keys = ("shard_size=3", "chunk_tokens=64")
        options = Options((corpus,), tmp_path / "ray", "knowledge", endpoint.url, concurrency=at_once, settings=keys)
        on_two = replace(options, engine="ray", ray_address=cluster.address, workers=2, lease=6.0)
        spread = asyncio.run(run(on_two, Progress()))
        paid = len(endpoint.requests)
    assert len(killed) == 2
    assert both(tmp_path / "ray") == both(tmp_path / "local")
    assert asdict(spread.counts) == local["counts"]
    assert paid <= alone + len(killed) * at_once
    assert not leftovers(tmp_path / "ray")
