"""Worker processes: what happens to a request when its worker is slow, killed, used up or out of memory."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served import Reply, Served, served, stopped, wait_until, worker_processes

from collate import align_collatex_json
from collate.service import application, pool
from collate.service.limits import ServiceLimits
from collate.service.settings import ServiceSettings

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="the processes are found in /proc")

CATS = {"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}
SECONDS = 3.0
LIMITS = ServiceLimits(seconds=SECONDS, waiting=2)


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with served(ServiceSettings(workers=1, limits=LIMITS)) as running:
        yield running


def the_worker(service: Served) -> int:
    """Return the process of the only worker, when it is there."""
    wait_until(lambda: service.ask("GET", "/health").document == {"status": "ok", "workers": 1, "requests": 0})
    (pid,) = worker_processes()
    return pid


def is_asked(service: Served, requests: int) -> bool:
    return bool(service.ask("GET", "/health").document["requests"] == requests)


def asked_beside(service: Served, body: object = CATS) -> Callable[[], Reply]:
    """Send a request in a thread, and return what waits for its reply."""
    replies: list[Reply] = []
    thread = threading.Thread(target=lambda: replies.append(service.ask("POST", "/collate", body)))
    thread.start()

    def reply() -> Reply:
        thread.join(60)
        return replies[0]

    return reply


def events(service: Served, name: str) -> list[dict[str, object]]:
    return [record for record in service.log if record["event"] == name]


def test_a_request_that_takes_too_long_is_stopped_and_its_worker_replaced(service: Served) -> None:
    pid = the_worker(service)
    with stopped(pid):
        reply = service.ask("POST", "/collate", CATS)
    told = "the collation took longer than 3 seconds and was stopped; send less text"
    assert (reply.status, reply.document) == (503, {"error": told})
    assert service.ask("POST", "/collate", CATS).status == 200
    assert the_worker(service) != pid


def test_a_worker_that_is_killed_in_a_request_is_replaced_and_the_request_answered(service: Served) -> None:
    pid = the_worker(service)
    with stopped(pid):
        first = asked_beside(service)
        wait_until(lambda: is_asked(service, 1))
        second = asked_beside(service)  # it waits for the worker, and gets the next one
        wait_until(lambda: is_asked(service, 2))
        os.kill(pid, signal.SIGKILL)
        told = "the process that collated this has ended; send the request again"
        assert (first().status, first().document) == (503, {"error": told})
        assert second().status == 200


def test_a_worker_that_is_killed_while_it_is_idle_costs_no_request(service: Served) -> None:
    os.kill(the_worker(service), signal.SIGKILL)
    wait_until(lambda: service.ask("GET", "/health").document["workers"] == 0)
    assert service.ask("GET", "/health").status == 503
    assert service.ask("POST", "/collate", CATS).status == 200
    assert service.ask("GET", "/health").status == 200


def test_too_many_requests_are_refused_at_once(service: Served) -> None:
    with stopped(the_worker(service)):
        first, second = asked_beside(service), asked_beside(service)
        wait_until(lambda: is_asked(service, 2))
        reply = service.ask("POST", "/collate", CATS)
        assert (reply.status, reply.headers["retry-after"]) == (503, "5")
        assert reply.document == {"error": "the service has too much to do; send the request again in some seconds"}
    assert [first().status, second().status] == [200, 200]


def test_a_request_does_not_wait_for_ever(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    with stopped(the_worker(service)):
        first = asked_beside(service)
        wait_until(lambda: is_asked(service, 1))
        monkeypatch.setattr(pool, "SECONDS_TO_WAIT", 0.2)
        reply = service.ask("POST", "/collate", CATS)
    told = "no process was free for 0.2 seconds; send the request later"
    assert (reply.status, reply.document) == (503, {"error": told})
    assert first().status == 200


def test_what_a_client_that_has_left_asked_for_is_stopped(service: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "SECONDS_AFTER_LEAVING", 0.1)
    pid = the_worker(service)
    with stopped(pid):
        with pytest.raises(TimeoutError):
            service.ask("POST", "/collate", CATS, seconds=0.5)
        wait_until(lambda: pid not in worker_processes(), seconds=SECONDS - 1)
    assert service.ask("POST", "/collate", CATS).status == 200
    assert is_asked(service, 0)


def test_a_worker_is_replaced_after_some_requests() -> None:
    others = set(worker_processes())
    with served(ServiceSettings(workers=1, limits=ServiceLimits(lifetime=2))) as service:
        pids: set[int] = set()
        for _ in range(3):
            assert service.ask("POST", "/collate", CATS).status == 200
            pids |= set(worker_processes())
        assert len(pids - others) == 2
        replaced = [record["answered"] for record in service.log if record["event"] == "worker replaced"]
        assert replaced == [2]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the memory of a process")
def test_a_request_that_needs_too_much_memory_is_refused_and_harms_no_other() -> None:
    # Few words agree, so there are many columns, each with a cell for each witness.
    limits = ServiceLimits(memory=200)
    many = {"witnesses": [{"id": str(n), "content": " ".join(f"w{n}x{k}" for k in range(60))} for n in range(700)]}
    with served(ServiceSettings(workers=1, limits=limits)) as service:
        assert service.ask("POST", "/collate", many).status == 413
        assert service.ask("POST", "/collate", CATS).status == 200


def hands(n: int) -> dict[str, object]:
    """Return a unit whose witnesses and words tell which it is."""
    words = f"in the beginning of unit {n} was the word and the word was here".split()
    return {
        "witnesses": [
            {
                "id": f"u{n}h{k}",
                "tokens": [{"t": f"{w} ", "unit": n} for j, w in enumerate(words) if (j + k) % 11 or j == 5],
            }
            for k in range(8)
        ]
    }


def test_many_requests_at_once_are_all_answered_each_with_its_own() -> None:
    others = worker_processes()
    with served(ServiceSettings(workers=2)) as service:
        assert len(worker_processes()) == len(others) + 2
        with ThreadPoolExecutor(12) as threads:
            replies = list(threads.map(lambda n: service.ask("POST", "/collate", hands(n)), range(12)))
        assert [reply.status for reply in replies] == [200] * 12
        assert [reply.document for reply in replies] == [
            json.loads(json.dumps(align_collatex_json(hands(n), dialect="java"))) for n in range(12)
        ]
    assert worker_processes() == others  # they end with the service
