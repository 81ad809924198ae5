"""What is computed away from the event loop comes back as it would have here, in whatever process it was."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest

from rephrase.apart import Apart
from rephrase.errors import RephraseError
from rephrase.fidelity import score


async def test_calls_in_other_processes_return_what_they_return_here_each_to_its_caller() -> None:
    """However many calls share a hand, each caller gets its own answer."""
    pairs = [(f"In {year} the bridge was built.", f"The bridge dates from {year + year % 3}.") for year in range(60)]
    with Apart(workers=1).open() as apart:
        await apart.ready()
        found = await asyncio.gather(*(apart.run(score.verdicts, one, two, "rephrase") for one, two in pairs))
    assert found == [score.verdicts(one, two, "rephrase") for one, two in pairs]


async def test_an_exception_in_another_process_reaches_its_caller_alone() -> None:
    """One call that fails costs the others of its hand nothing."""
    with Apart(workers=1).open() as apart:
        await apart.ready()
        found = await asyncio.gather(
            apart.run(int, "1"), apart.run(int, "x"), apart.run(int, "3"), return_exceptions=True
        )
    assert found[0] == 1 and isinstance(found[1], ValueError) and found[2] == 3


async def test_a_process_that_dies_is_an_error_that_says_what_to_do() -> None:
    """A killed process never leaves a run waiting."""
    with Apart(workers=1).open() as apart:
        await apart.ready()
        with pytest.raises(RephraseError, match="died") as caught:
            await apart.run(os._exit, 1)
    assert "--workers" in caught.value.hint


async def test_short_calls_begin_no_process() -> None:
    """A run that has time for its checks pays for no further process."""
    apart = Apart()
    assert await apart.run(os.getpid) == os.getpid()
    assert apart._pool is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_processes_end_with_the_one_that_was_killed() -> None:
    """kill -9 of a run leaves no process behind."""
    program = (
        "import asyncio, os\nfrom rephrase.apart import Apart\n"
        "async def main():\n    apart = Apart(1)\n    await apart.ready()\n"
        "    print(await apart.run(os.getpid), flush=True)\n    await asyncio.sleep(60)\n"
        "if __name__ == '__main__': asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        child = int(owner.stdout.readline())
        owner.send_signal(signal.SIGKILL)
    for _ in range(200):
        if not is_alive(child):
            return
        time.sleep(0.05)
    pytest.fail("the process lives on")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"
