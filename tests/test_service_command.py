"""`collate serve`: it starts, tells where it is, and stops."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collate.cli import run_serve
from collate.cli.main import run

CATS = b'{"witnesses": [{"id": "A", "content": "a cat"}, {"id": "B", "content": "a dog"}]}'


@contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command, and yield its process and its address."""
    command = [sys.executable, "-c", "from collate.cli.main import main; main()", "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"collate answers at (http://127\.0\.0\.1:\d+\S*/)collate .*\n", line)
        assert found, line
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def test_it_tells_its_address_and_stops_when_requests_are_answered() -> None:
    # A long text keeps the worker busy, so the request is still going on when the signal comes.
    words = [f"w{n * n % 997}" for n in range(3000)]
    slow = {"witnesses": [{"id": str(k), "content": " ".join(words[k * 7 :] + words[: k * 11])} for k in range(12)]}
    with started("--workers", "1", "--prefix", "/here/") as (process, address):
        assert address.endswith("/here/")
        with urllib.request.urlopen(f"{address}collate", CATS) as reply:
            assert json.load(reply)["table"] == [[["a "], ["a "]], [["cat"], ["dog"]]]
        statuses: list[int] = []

        def ask() -> None:
            with urllib.request.urlopen(f"{address}collate", json.dumps(slow).encode()) as reply:
                statuses.append(reply.status)

        asking = threading.Thread(target=ask)
        asking.start()
        while not requests_at(address):
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        asking.join(60)
        _, errors = process.communicate(timeout=60)
    assert statuses == [200]
    assert process.returncode == 0
    records = [json.loads(line) for line in errors.splitlines()]
    assert [r["event"] for r in records if r.get("path") != "/here/health"] == ["started", "request", "request"]
    assert all(re.fullmatch(r"2\d{3}-\d\d-\d\dT[\d:.]+\+00:00", r["time"]) for r in records)


def requests_at(address: str) -> int:
    with urllib.request.urlopen(f"{address}health") as reply:
        requests: int = json.load(reply)["requests"]
        return requests


def test_another_host_brings_a_warning(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("collate.service.running.serve", lambda *_: None)
    assert run(["serve", "--host", "0.0.0.0"]) == 0
    assert capsys.readouterr().out == (
        "warning: everyone who reaches 0.0.0.0 can use this service: there is no password and no encryption; "
        "put it behind a server that has both\n"
    )
    for host in ("127.0.0.1", "localhost", "::1"):
        assert run(["serve", "--host", host]) == 0
        assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--prefix", "no slash"], "collate: --prefix 'no slash' is not a path; write one such as /collatex\n"),
        (["--prefix", "/a/../b?"], "collate: --prefix '/a/../b?' is not a path; write one such as /collatex\n"),
        (
            ["--origin", "example.org"],
            "collate: --origin 'example.org' is not the address of a site; write one such as https://example.org\n",
        ),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", *options]) == 2
    assert capsys.readouterr().err == message


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == 2
    assert capsys.readouterr().err == (
        f"collate: cannot listen on 127.0.0.1, port {port} (Address already in use); "
        "choose another with --host or --port\n"
    )


def test_workers_that_cannot_be_started_are_told_and_none_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.executable", shutil.which("true"))  # it ends at once
    assert run(["serve", "--port", "0", "--workers", "2"]) == 2
    told, *rest = reversed(capsys.readouterr().err.splitlines())
    assert told == ("collate: the processes that collate did not start; the log says why; try fewer with --workers")
    messages = [json.loads(line)["message"] for line in reversed(rest)]
    assert messages[0] == "collate.errors.InternalError: a worker did not start"
    assert "Traceback" not in "".join(messages)


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_serve, "find_spec", lambda name: None)
    assert run(["serve"]) == 2
    assert capsys.readouterr().err == (
        "collate: serving needs starlette; install it with: pip install 'textcollate[serve]'\n"
    )


WATCHED = """
import sys
from collate.service.answering import answer_collation
from collate.service.answers import AnswerForm
from collate.service.limits import ServiceLimits

bodies = [line.encode() for line in sys.stdin.read().splitlines()]
opened = []
for body in bodies[:1]:  # loads the package
    for form in AnswerForm:
        answer_collation(body, form, ServiceLimits())
watching = True
sys.addaudithook(lambda event, args: opened.append((event, str(args[0]))) if watching and event in
                 ("open", "os.listdir", "os.scandir", "socket.connect", "os.system") else None)
for body in bodies[1:]:
    for form in AnswerForm:
        answer_collation(body, form, ServiceLimits())
watching = False
print([name for event, name in opened if not name.startswith(sys.argv[1]) and not name.isdigit() and name != "/dev/null"])
"""


def test_no_request_reads_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    names = [str(secret), f"file://{secret}", "../secret.txt", f"@{secret}", "/etc/passwd"]
    rest = [{"id": "B", "content": "a secret"}]
    collations = [
        {"witnesses": [{"id": "A", "content": "ἄ @dog 1/2"}, *rest], "language": "en"},
        *({"witnesses": [{"id": name, "content": name}, *rest], "base": name, "title": name} for name in names),
        *({"witnesses": [{"id": "A", "tokens": [{"t": name, "n": name, "file": name}]}, *rest]} for name in names),
        *({"witnesses": [{"id": "A", "content": "a"}, *rest], "language": name, "files": [name]} for name in names),
    ]
    lines = "\n".join(map(json.dumps, collations))
    package = str(Path(run_serve.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, package], input=lines, capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert done.stdout == "[]\n"


def test_the_process_that_speaks_http_loads_no_engine() -> None:
    script = "import collate.service.running, sys; print(*{name.split('.')[1] for name in sys.modules if name.startswith('collate.')})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "service" in loaded
    assert not loaded & {
        "alignment",
        "apparatus",
        "api",
        "classify",
        "compat",
        "pipeline",
        "rendering",
        "text",
        "variants",
    }
