"""A client that sends any bytes, which no HTTP library would."""

import contextlib
import json
import select
import socket

from client import Response

IP_BIND_ADDRESS_NO_PORT = 24  # of Linux; Python names it since 3.12


class Raw:
    """One connection. Bytes are sent unchanged; the bytes received are parsed as answers. `address`: the local
    address of the connection."""

    def __init__(self, port, timeout=15, receive_buffer=None, address=""):
        self.socket = socket.socket()
        self.socket.settimeout(timeout)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if address:
            # The port is chosen by connect(), so that one port may serve connections to several servers.
            self.socket.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
            self.socket.bind((address, 0))
        self.socket.connect(("127.0.0.1", port))
        self.received = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        """Whether all bytes were sent; a server that has answered may close earlier."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def answer(self):
        """The next answer, or None when the server closes first."""
        while b"\r\n\r\n" not in self.received:
            if not self._receive():
                return None
        head, _, self.received = self.received.partition(b"\r\n\r\n")
        status_line, *lines = head.decode("ascii").split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        length = int(headers.get("Content-Length", 0))
        while len(self.received) < length:
            assert self._receive(), f"the connection ended inside the body behind {head}"
        body, self.received = self.received[:length], self.received[length:]
        return Response(int(status_line.split()[1]), headers, body)

    def answers_until_closed(self):
        answers = []
        while (answer := self.answer()) is not None:
            answers.append(answer)
        assert self.received == b"", f"the connection ended inside a head: {self.received}"
        return answers

    def was_reset(self):
        """Whether the server has reset this connection, found without reading from it."""
        poll = select.poll()
        poll.register(self.socket, 0)
        return bool(poll.poll(0))

    def _receive(self):
        with contextlib.suppress(ConnectionResetError):
            data = self.socket.recv(64 * 1024)
            self.received += data
            return bool(data)
        return False


def request(method, path, body=None, fields=()):
    lines = [f"{method} {path} HTTP/1.1", "Host: x", *fields]
    data = b""
    if body is not None:
        data = json.dumps(body).encode()
        lines += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
    return "\r\n".join([*lines, "", ""]).encode() + data
