"""Server-sent events, read one by one."""

import http.client
import json

from client import source


class Stream:
    """A stream as a browser reads it: events one after the other, each awaited for at most `deadline` seconds."""

    def __init__(self, port, path, last_event_id=None, deadline=10, address="", headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, deadline, source(address))
        self.connection.request("GET", path, headers={**(headers or {}), **({"Last-Event-ID": last_event_id} if last_event_id else {})})
        self.socket = self.connection.sock
        self.answer = self.connection.getresponse()
        assert self.answer.status == 200, self.answer.read()
        assert self.answer.headers["Content-Type"] == "text/event-stream"
        assert self.fields() == {"retry": "1000"}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.answer.close()
        self.connection.close()

    def fields(self):
        """Up to the next blank line, without comments; None at the end of the stream."""
        fields = {}
        while line := self.answer.readline().decode():
            if line == "\n" and fields:
                return fields
            name, _, value = line.rstrip("\n").partition(": ")
            if name and not name.startswith(":"):
                assert name not in fields
                fields[name] = value
        return None

    def next(self):
        """The next event with its data read."""
        fields = self.fields()
        assert fields, "the stream has ended"
        return {**fields, "data": json.loads(fields["data"])}

    def data(self, event):
        found = self.next()
        assert found["event"] == event
        return found["data"]

    def until(self, condition, event):
        """The first data of that kind that fulfils the condition."""
        while True:
            data = self.data(event)
            if condition(data):
                return data

    def rest(self):
        """All bytes until the end."""
        return list(iter(self.fields, None))
