"""Load, faults and memory of the service, as ratios within one run: `bench/service.py [load pace faults memory]`.

It starts services on 127.0.0.1 only, asks them some hundred times, and prints a table. A busy computer changes all
seconds, so nothing is compared with another run. Results are in bench/service.md.
"""

import argparse
import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Document = dict[str, Any]  # JSON

TEXT = "in the beginning was the word and the word was with god and the word was god the same was in the beginning"
WORDS = TEXT.split()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, and after how long."""

    status: int
    body: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Service:
    """A running service."""

    port: int
    pid: int

    def ask(self, body: bytes, path: str = "/collate", seconds: float = 300) -> Reply:
        """Send a body."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request("POST", path, body)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        return Reply(response.status, content, time.perf_counter() - began)

    def workers(self) -> list[int]:
        """Return the processes of the workers."""
        return _children(self.pid)

    def memory(self) -> float:
        """Return the megabytes that the service and its workers hold."""
        return sum(_resident(pid) for pid in (self.pid, *self.workers()))


@contextmanager
def service(workers: int, *options: str) -> Iterator[Service]:
    """Run a service while it is asked."""
    command = [sys.executable, "-c", "from collate.cli.main import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--workers", str(workers), *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        found = re.search(r":(\d+)/", process.stdout.readline())
        assert found
        yield Service(int(found[1]), process.pid)
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


def unit(number: int, hands: int) -> bytes:
    """Return a unit of hands with some variants; its tokens name the unit."""
    chance = random.Random(number)
    witnesses = []
    for k in range(hands):
        words = [w if chance.random() > 0.05 else w + "e" for w in WORDS if chance.random() > 0.03]
        tokens = [{"t": w, "index": str(2 * n), "unit": number} for n, w in enumerate(words, 1)]
        witnesses.append({"id": f"u{number}h{k}", "tokens": tokens})
    return json.dumps({"witnesses": witnesses}).encode()


def is_answer_to(number: int, body: bytes, reply: Reply) -> bool:
    """Check that an answer has all tokens of a unit, and nothing of another."""
    if reply.status != 200:
        return False
    sent = {w["id"]: w["tokens"] for w in json.loads(body)["witnesses"]}
    answer: Document = json.loads(reply.body)
    got = {s: [t for column in answer["table"] for t in column[w]] for w, s in enumerate(answer["witnesses"])}
    return got == sent and all(t["unit"] == number for tokens in got.values() for t in tokens)


def at_once(running: Service, bodies: Sequence[bytes]) -> tuple[list[Reply], float]:
    """Send requests all at once; return the replies, and the seconds for all."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(bodies)) as threads:
        replies = list(threads.map(running.ask, bodies))
    return replies, time.perf_counter() - began


def p95(seconds: Sequence[float]) -> float:
    """Return the time that 19 of 20 requests do not exceed."""
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def measure_load(requests: int, hands: int) -> list[str]:
    """Send all requests at once, to one worker and to two."""
    bodies = [unit(n, hands) for n in range(requests)]
    rows, seconds = [], {}
    for workers in (1, 2):
        with service(workers) as running:
            running.ask(bodies[0])
            lone = statistics.median(running.ask(bodies[0]).seconds for _ in range(5))
            replies, seconds[workers] = at_once(running, bodies)
        right = sum(is_answer_to(n, b, r) for n, (b, r) in enumerate(zip(bodies, replies, strict=True)))
        slow = p95([reply.seconds for reply in replies])
        rows.append(
            f"{workers} worker(s): {right} of {requests} requests of {hands} hands at once answered rightly; "
            f"lone request {lone:.2f} s, p95 {slow:.2f} s = {slow / lone:.1f} x; all {seconds[workers]:.1f} s"
        )
    return [*rows, f"throughput of 2 workers: {seconds[1] / seconds[2]:.2f} x that of 1"]


def measure_pace(requests: int, hands: int) -> list[str]:
    """One request a second."""
    bodies = [unit(n, hands) for n in range(requests)]
    with service(2) as running:
        running.ask(bodies[0])
        lone = statistics.median(running.ask(bodies[0]).seconds for _ in range(5))
        replies: list[Reply] = []
        threads = []
        for body in bodies:
            threads.append(threading.Thread(target=lambda b=body: replies.append(running.ask(b))))
            threads[-1].start()
            time.sleep(1)
        for thread in threads:
            thread.join()
    slow = p95([reply.seconds for reply in replies])
    return [f"one a second, {requests} requests: p95 {slow:.2f} s = {slow / lone:.1f} x a lone request"]


def measure_faults() -> list[str]:
    """Kill workers, and send what is too slow, too large or no JSON."""
    body, small = unit(0, 300), unit(1, 5)
    rows = []
    with service(2) as running:
        before = running.workers()
        replies: list[Reply] = []
        thread = threading.Thread(target=lambda: replies.append(running.ask(unit(3, 900))))
        thread.start()
        time.sleep(0.5)
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        thread.join()
        began = time.perf_counter()
        after = running.ask(small)
        rows.append(
            f"both workers killed in a request: it is answered {replies[0].status}; "
            f"the next one {after.status}, {time.perf_counter() - began:.1f} s later"
        )
        with service(1, "--max-seconds", "2") as hurried:
            stopped = hurried.ask(unit(2, 1500)).status
            rows.append(f"a request beyond --max-seconds: {stopped}; the next: {hurried.ask(small).status}")
        rows.append(f"17 MB: {running.ask(b' ' * (17 << 20)).status}; not JSON: {running.ask(b'{').status}")
        rows.append(f"a large unit among others: {running.ask(body).status}")
    return rows


def measure_memory(requests: int) -> list[str]:
    """Many small requests one after the other, eight at a time; a worker is replaced after 500."""
    bodies = [unit(n, 5) for n in range(40)]
    with service(2) as running:
        sizes, statuses = [], []
        with ThreadPoolExecutor(8) as threads:
            for start in range(0, requests, requests // 5):
                replies = threads.map(lambda n: running.ask(bodies[n % 40]), range(start, start + requests // 5))
                statuses += [reply.status for reply in replies]
                sizes.append(running.memory())
    good = sum(status == 200 for status in statuses)
    steps = ", ".join(f"{size:.0f}" for size in sizes)
    return [
        f"{good} of {len(statuses)} small requests answered; megabytes of server and workers after each fifth: {steps}"
    ]


def _children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, ppid = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(ppid) == parent and state != "Z":
            found.append(int(path.parent.name))
    return found


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    except OSError:
        return 0.0


def main() -> None:
    """Measure, and print a line for each result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="all by default")
    parser.add_argument("--requests", type=int, default=50, help="requests at once")
    parser.add_argument("--hands", type=int, default=100, help="hands of each")
    parser.add_argument("--paced", type=int, default=20, help="requests at one a second")
    parser.add_argument("--small", type=int, default=2000, help="small requests, for the memory")
    options = parser.parse_args()
    parts: dict[str, Callable[[], list[str]]] = {
        "load": lambda: measure_load(options.requests, options.hands),
        "pace": lambda: measure_pace(options.paced, options.hands),
        "faults": measure_faults,
        "memory": lambda: measure_memory(options.small),
    }
    for name in options.parts or parts:
        sys.stdout.write("".join(f"- {row}\n" for row in parts[name]()))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
