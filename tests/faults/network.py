"""The harness's side of the proxy: every connection between two processes goes through it, under the name of its link."""

import json
import subprocess
import sys
import threading

from souk import free_port


class Network:
    def __init__(self):
        self.ports = {}  # link -> [port, port behind it]
        self.lock = threading.Lock()
        self.proxy = None

    def link(self, name, target):
        """The port to connect to instead of `target`."""
        self.ports[name] = [free_port(), target]
        return self.ports[name][0]

    def start(self, folder):
        script = str(folder / "proxy.py")
        command = ["setpriv", "--pdeathsig", "KILL", sys.executable, "-B", script, json.dumps(self.ports)]
        self.proxy = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.proxy.stdout.readline() == "ready\n"

    def send(self, do, links, **details):
        with self.lock:
            self.proxy.stdin.write(json.dumps({"do": do, "links": list(links), **details}) + "\n")
            self.proxy.stdin.flush()
            answer = self.proxy.stdout.readline()
        assert answer, "the proxy has ended"
        return json.loads(answer)

    def stop(self):
        if self.proxy:
            self.proxy.kill()
            self.proxy.wait()
