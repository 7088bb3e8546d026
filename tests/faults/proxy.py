"""The network between the processes, in a process of its own: connections can be cut, silent, slow or sliced.

Started with {link: [port, port behind it]}; takes one command as JSON a line on its input and answers a line each.
"""

import asyncio
import json
import random
import socket
import struct
import sys


class Link:
    """A link from one process to another."""

    def __init__(self, name, target):
        self.name, self.target = name, target
        self.pairs = set()
        self.heal()

    def heal(self):
        self.silent = False  # nothing comes through, nothing is closed
        self.delay = 0.0  # seconds, for every piece
        self.slices = False  # a few bytes at a time
        self.holding = None  # bytes that start a hold: see Pipe


class Pipe(asyncio.Protocol):
    """One end of a connection; what it receives goes to the other end."""

    def __init__(self, link):
        self.link, self.other, self.transport = link, None, None
        self.waiting = asyncio.Queue()
        self.answered = b""  # the end of what came back, for the question what became of a held call
        self.held = False
        self.pump = None

    def connection_made(self, transport):
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data):
        link = self.link
        if not self.pump and not (link.silent or link.delay or link.slices or link.holding):
            self.send(data)
        else:
            self.waiting.put_nowait(data)
            self.pump = self.pump or asyncio.ensure_future(self.drain())

    # One task a direction from the first disturbance on, so that bytes keep their order.
    async def drain(self):
        while True:
            data = await self.waiting.get()
            link = self.link
            if link.holding and link.holding.encode() in data:
                self.held = True
            while self.held or link.silent:
                await asyncio.sleep(0.01)
            if link.delay:
                await asyncio.sleep(link.delay * random.uniform(0.2, 1.8))
            while link.slices and len(data) > 1:
                size = random.randint(1, 1 + len(data) // random.choice((2, 4, 16)))
                self.send(data[:size])
                data = data[size:]
                await asyncio.sleep(0)
            self.send(data)

    def send(self, data):
        if self.other and self.other.transport and not self.other.transport.is_closing():
            self.answered = (self.answered + data)[-4096:]
            self.other.transport.write(data)

    def connection_lost(self, _):
        if self.pump:
            self.pump.cancel()
        if self.other and self.other.transport and not self.link.silent:
            self.other.transport.close()
        self.link.pairs.discard(self)

    def cut(self):
        """A reset, as from a machine that lost power."""
        if self.transport and not self.transport.is_closing():
            connection = self.transport.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()


class Near(Pipe):
    """The end at the process that connects."""

    def connection_made(self, transport):
        super().connection_made(transport)
        self.link.pairs.add(self)
        self.early = []
        asyncio.ensure_future(self.connect())

    async def connect(self):
        far = Pipe(self.link)
        far.other = self
        while self.link.silent:
            await asyncio.sleep(0.01)
        try:
            await asyncio.get_running_loop().create_connection(lambda: far, "127.0.0.1", self.link.target)
        except OSError:
            return self.cut()
        if self.transport.is_closing():
            far.transport.close()
            return
        self.other = far
        early, self.early = self.early, None
        for data in early:
            super().data_received(data)

    def data_received(self, data):
        if self.early is not None:
            self.early.append(data)
        else:
            super().data_received(data)


def reset(link):
    for near in list(link.pairs):
        for end in (near, near.other):
            if end:
                end.cut()


def half_open(link):
    """The end that connected is gone; the other end gets no notice and stays open."""
    for near in list(link.pairs):
        if near.other:
            near.other.other = None
        near.cut()


def obey(links, order):
    chosen = [links[name] for name in order["links"]]
    for link in chosen:
        match order["do"]:
            case "reset":
                reset(link)
            case "half-open":
                half_open(link)
            case "silence":
                link.silent = True
            case "slow":
                link.delay = order["seconds"]
            case "slice":
                link.slices = True
            case "hold":
                link.holding = order["bytes"]
            case "heal":
                was_silent = link.silent
                link.heal()
                if was_silent:
                    half_open(link)
    if order["do"] == "held":
        return any(near.held for link in chosen for near in link.pairs)
    if order["do"] == "release":
        released = [near for link in chosen for near in link.pairs if near.held]
        for near in released:
            near.link.holding = None
            near.held = False
            near.other.answered = b""
        return len(released)
    if order["do"] == "answers":
        return [near.other.answered.decode("latin1") for link in chosen for near in link.pairs if near.other]
    return True


async def main():
    loop = asyncio.get_running_loop()
    links = {}
    for name, (port, target) in json.loads(sys.argv[1]).items():
        links[name] = Link(name, target)
        await loop.create_server(lambda link=links[name]: Near(link), "127.0.0.1", port, backlog=512)
    orders = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    print("ready", flush=True)
    while line := await orders.readline():
        print(json.dumps(obey(links, json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
