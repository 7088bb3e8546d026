"""Machines: network namespaces with an address each, and a cable to one switch. `souk` is the namespace of the run itself.

The switch has two bridges. A machine whose cable is out has left without closing anything; the machines on the second bridge reach
one another and nobody else. One way, packets are lost by a wrong hardware address: a route `blackhole` would notify the sender.
"""

import os
import subprocess
import sys

SOUK, SWITCH = "souk", "switch"
INSIDE = "SOUK_HOSTS"
SIDES = ("left", "right")  # bridges of the switch
NOBODY = "02:00:00:00:00:01"  # no machine has it


def enter():
    """Starts this program again in namespaces of its own, unless it is there already. They end with it."""
    if INSIDE in os.environ:
        return
    begin = 'mount -t tmpfs souk /run && mkdir /run/netns && ip link set lo up && exec "$@"'
    os.environ[INSIDE] = "yes"
    os.execvp("unshare", ["unshare", "--map-root-user", "--net", "--mount", "sh", "-c", begin, "souk", sys.executable, "-B", *sys.argv])


def ip(name, *commands):
    """On a machine; several commands at once, so that little comes between them."""
    where = [] if name == SOUK else ["-n", name]
    done = subprocess.run(["ip", *where, "-batch", "-"], input="\n".join(commands), capture_output=True, text=True)
    assert done.returncode == 0, f"ip in {name}: {done.stderr}{commands}"


class Lan:
    def __init__(self, names):
        self.addresses = {SOUK: "10.77.0.100", **{name: f"10.77.0.{number}" for number, name in enumerate(names, 1)}}
        self.lost = set()  # (sender, receiver): packets that do not arrive
        self.cuts = 0  # so far

    def start(self):
        subprocess.run(["ip", "netns", "add", SWITCH], check=True)
        ip(SWITCH, *(f"link {word}" for side in SIDES for word in (f"add {side} type bridge", f"set {side} up")))
        for name, address in self.addresses.items():
            if name != SOUK:
                subprocess.run(["ip", "netns", "add", name], check=True)
            peer = "" if name == SOUK else f"netns {name}"
            ip(SOUK, f"link add {name} netns {SWITCH} type veth peer name lan {peer}")
            ip(name, "link set lo up", f"addr add {address}/24 dev lan", "link set lan up")
            ip(SWITCH, f"link set {name} master {SIDES[0]}", f"link set {name} up")

    def stop(self):
        ip(SWITCH, f"link del {SOUK}")
        for name in [SWITCH, *(name for name in self.addresses if name != SOUK)]:
            subprocess.run(["ip", "netns", "del", name], check=True)

    def inside(self, name):
        """How to start a program on this machine."""
        return [] if name == SOUK else ["nsenter", f"--net=/run/netns/{name}"]

    def others(self, name):
        return [other for other in self.addresses if other != name]

    def cut(self, name):
        """Both ways."""
        self.cuts += 1
        ip(SWITCH, f"link set {name} down")

    def split(self, side):
        """These machines reach each other only, and so do the rest."""
        self.cuts += 1
        ip(SWITCH, *(f"link set {name} master {SIDES[1]}" for name in side))

    def lose(self, senders, receivers):
        """The packets of these to those."""
        self.cuts += 1
        for sender in senders:
            self.lost |= {(sender, receiver) for receiver in receivers}
            ip(sender, *(f"neigh replace {self.addresses[receiver]} lladdr {NOBODY} dev lan nud permanent" for receiver in receivers))

    def heal(self):
        for sender, receiver in sorted(self.lost):
            ip(sender, f"neigh del {self.addresses[receiver]} dev lan")
        self.lost.clear()
        ip(SWITCH, *(f"link set {name} {what}" for name in self.addresses for what in (f"master {SIDES[0]}", "up")))
