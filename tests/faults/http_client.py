"""HTTP/1.1 as a buyer's phone speaks it: connections are kept, and closed when no answer comes."""

import asyncio
import contextlib
import http.client
import json

DEADLINE = 5.0  # seconds; longer than the services' own of 2 s towards Redis
GONE = (OSError, EOFError, asyncio.TimeoutError, http.client.HTTPException)


class Unanswered(Exception):
    """Cut off or timed out: it may have happened."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {self.body[:300]!r}>"


class Connection:
    def __init__(self, port):
        self.port = port
        self.reader = self.writer = None

    async def request(self, method, path, body=None, deadline=DEADLINE, **headers):
        """A body that is text is a form."""
        is_form = isinstance(body, str)
        payload = b"" if body is None else body.encode() if is_form else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", "Host: souk", *(f"{name}: {value}" for name, value in headers.items())]
        if body is not None:
            kind = "application/x-www-form-urlencoded" if is_form else "application/json"
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(payload)}"]
        try:
            async with asyncio.timeout(deadline):
                return await self._exchange("\r\n".join([*lines, "", ""]).encode() + payload)
        except GONE as gone:
            self.close()
            raise Unanswered(f"{method} {path}: {gone!r}") from None
        except BaseException:
            self.close()
            raise

    async def _exchange(self, message):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(message)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:-2])}
        body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(head[0].split()[1]), headers, body)

    def close(self):
        if self.writer:
            with contextlib.suppress(Exception):
                self.writer.transport.abort()
        self.reader = self.writer = None


class Pool:
    """At most `size` connections at once."""

    def __init__(self, port, size):
        self.port, self.size = port, size
        self.idle = asyncio.Queue()
        for _ in range(size):
            self.idle.put_nowait(Connection(port))

    async def request(self, *arguments, **options):
        connection = await self.idle.get()
        try:
            return await connection.request(*arguments, **options)
        finally:
            self.idle.put_nowait(connection)

    async def insist(self, *arguments, seconds=60, **options):
        """Asks until there is an answer that is not 503."""
        last = None
        with contextlib.suppress(asyncio.TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    try:
                        last = await self.request(*arguments, **options)
                        if last.status != 503:
                            return last
                    except Unanswered as why:
                        last = why
                    await asyncio.sleep(0.05)
        raise Unanswered(f"{arguments}: no answer within {seconds} s, last: {last!r}")

    def close(self):
        while not self.idle.empty():
            self.idle.get_nowait().close()
