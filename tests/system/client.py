"""A plain HTTP client."""

import http.client
import json


class Response:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {self.body[:500]!r}>"


def source(address):
    """For http.client. Without an address the kernel chooses a port for each server; a bound one is taken for all of them, and a fast
    test would run out of ports."""
    return (address, 0) if address else None


class Http:
    """One connection a request, from an `address` of this machine. A body that is not bytes is sent as JSON."""

    def __init__(self, port, headers=None, address=""):
        self.port, self.headers, self.address = port, headers or {}, address

    def request(self, method, path, body=None, headers=None, timeout=15):
        sent = dict(self.headers)
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent.update(headers or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout, source(self.address))
        try:
            connection.request(method, path, body, {name: value for name, value in sent.items() if value is not None})
            answer = connection.getresponse()
            return Response(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.request("POST", path, body, **options)

    def patch(self, path, body=None, **options):
        return self.request("PATCH", path, body, **options)

    def delete(self, path, **options):
        return self.request("DELETE", path, **options)

    def status_of(self, path):
        """The status of a GET, or None when no server answers."""
        try:
            return self.get(path).status
        except (OSError, http.client.HTTPException):
            return None
