"""Worker processes: each answers one request at a time, and is replaced when it is killed, used up or too large."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process, create_subprocess_exec
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from collate.errors import InternalError
from collate.service.answers import Answer, error_answer
from collate.service.frames import Frame, packed, receive_frame
from collate.service.limits import MEGABYTE, ServiceLimits
from collate.service.log_records import Log

SECONDS_TO_WAIT: Final = 600.0  # for a worker that is idle
_SECONDS_TO_START: Final = 120.0
_SECONDS_TO_END: Final = 3.0
_SECONDS_BETWEEN_TRIES: Final = 1.0  # to start a worker


class Worker:
    """One process, and what it has done."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.answered = 0
        self.peak = 0  # bytes
        self._is_killed = False

    @property
    def is_alive(self) -> bool:
        """Whether the process can be asked."""
        return self.process.returncode is None and not self._is_killed

    async def ask(self, number: int, body: bytes, accept: str) -> tuple[Answer, str]:
        """Return the answer to a request, and where collate failed, or "".

        Raises OSError or IncompleteReadError if the process ends before it answers.
        """
        if self.process.stdin is None or self.process.stdout is None:
            raise InternalError("a worker has no pipes")
        self.process.stdin.write(packed(Frame({"number": number, "accept": accept}, body)))
        await self.process.stdin.drain()
        frame = await receive_frame(self.process.stdout)
        header = frame.header
        if header["number"] != number:
            raise InternalError("a worker answered another request")
        self.answered += 1
        self.peak = header["peak"]
        answer = Answer(header["status"], header["media_type"], frame.body, header["witnesses"], header["tokens"])
        return answer, header["fault"]

    def kill(self) -> None:
        """End the process, and those that it has started, at once."""
        self._is_killed = True
        if self.process.returncode is not None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)


class WorkerPool:
    """A number of workers. A request waits for one that is idle; the requests that wait are served in their order."""

    def __init__(self, count: int, limits: ServiceLimits, log: Log) -> None:
        self.count = count
        self.limits = limits
        self.log = log
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._number = 0
        self._stopping = False

    @property
    def alive(self) -> int:
        """How many workers are ready or at work."""
        return sum(worker.is_alive for worker in self._workers)

    async def start(self) -> None:
        """Start the workers, and wait until they are ready. Raises InternalError if one does not start."""
        await asyncio.gather(*(self._start_worker() for _ in range(self.count)))

    async def stop(self) -> None:
        """End the workers; those that do not end by themselves are killed."""
        self._stopping = True
        for worker in self._workers:
            if worker.process.stdin is not None:
                worker.process.stdin.close()
        for task in self._tasks:
            task.cancel()
        ends = [asyncio.ensure_future(worker.process.wait()) for worker in self._workers]
        if ends:
            await asyncio.wait(ends, timeout=_SECONDS_TO_END)
        for worker in self._workers:
            worker.kill()
        await asyncio.gather(*ends)

    async def answer(self, body: bytes, accept: str) -> Answer:
        """Return the answer of a worker to a request, or 503 if the worker ended or had to be stopped.

        If this is cancelled, the worker is killed and replaced.
        """
        try:
            async with asyncio.timeout(SECONDS_TO_WAIT):
                worker = await self._idle_worker()
        except TimeoutError:
            return error_answer(503, f"no process was free for {SECONDS_TO_WAIT:g} seconds; send the request later")
        try:
            return await self._asked(worker, body, accept)
        except BaseException:
            worker.kill()
            raise
        finally:
            self._put_back(worker)

    async def _asked(self, worker: Worker, body: bytes, accept: str) -> Answer:
        """Return the answer of one worker; if it takes too long, it is killed."""
        self._number += 1
        seconds = self.limits.seconds
        try:
            async with asyncio.timeout(seconds):
                answer, fault = await worker.ask(self._number, body, accept)
        except TimeoutError:
            worker.kill()
            told = f"the collation took longer than {seconds:g} seconds and was stopped; send less text"
            return error_answer(503, told)
        except (OSError, asyncio.IncompleteReadError):
            worker.kill()
            return error_answer(503, "the process that collated this has ended; send the request again")
        if fault:
            self.log({"event": "fault", "where": fault})
        return answer

    async def _idle_worker(self) -> Worker:
        """Wait for a worker that is idle and alive; one that ended while it was idle is replaced."""
        while True:
            worker = await self._idle.get()
            if worker.is_alive:
                return worker
            self._put_back(worker)

    def _put_back(self, worker: Worker) -> None:
        """Let a worker be asked again, or start another in its place."""
        if self._stopping:
            return
        is_small = worker.peak < self.limits.memory * MEGABYTE // 2
        if worker.is_alive and is_small and worker.answered < self.limits.lifetime:
            self._idle.put_nowait(worker)
        else:
            self._run(self._replace(worker))

    async def _replace(self, worker: Worker) -> None:
        worker.kill()
        await worker.process.wait()
        self._workers.discard(worker)
        self.log({"event": "worker replaced", "answered": worker.answered, "megabytes": worker.peak // MEGABYTE})
        while True:
            try:
                return await self._start_worker()
            except (OSError, InternalError) as error:
                self.log({"event": "worker not started", "why": type(error).__name__})
                await asyncio.sleep(_SECONDS_BETWEEN_TRIES)

    async def _start_worker(self) -> None:
        """Start a worker, and put it among those that are idle when it is ready."""
        process = await create_subprocess_exec(
            # -P: no module is imported from the current folder.
            *(sys.executable, "-P", "-m", "collate.service.worker", json.dumps(asdict(self.limits))),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
        )
        worker = Worker(process)
        self._workers.add(worker)
        try:
            if process.stdout is None:
                raise InternalError("a worker has no pipes")
            async with asyncio.timeout(_SECONDS_TO_START):
                await receive_frame(process.stdout)
        except BaseException as error:
            worker.kill()
            self._workers.discard(worker)
            if isinstance(error, TimeoutError | asyncio.IncompleteReadError):
                raise InternalError("a worker did not start") from None
            raise
        self._idle.put_nowait(worker)

    def _run(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run something beside the requests."""
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
