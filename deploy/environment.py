"""The settings of script/server as the programs in this folder read them: script/server has filled in the defaults."""

import os
import pathlib
import re
import socket
import sys

LAST_PORT = 65535
NODES = 3  # of script/replicas, and as many Sentinels
DEPLOY = pathlib.Path(__file__).resolve().parent


def setting(name):
    return os.environ.get(name, "")


def data():
    return pathlib.Path(setting("SOUK_DATA"))


def mistake(name, expected):
    return f'{name} is "{setting(name)}"; expected {expected}'


def number(name, most):
    """The value of a setting that is a whole number from 1 on, or None."""
    text = setting(name)
    return int(text) if re.fullmatch("[1-9][0-9]{0,4}", text) and int(text) <= most else None


def consecutive(name, count):
    """The ports that a setting stands for: its value and those after it. None where there is no such port."""
    first = number(name, LAST_PORT)
    return [first + more if first and first + more <= LAST_PORT else None for more in range(count)]


def cluster_nodes():
    """Of script/cluster: primaries, and a replica of each."""
    return 2 * (number("SOUK_PRIMARIES", 99) or 3)


def nodes_here():
    """How many nodes script/replicas or script/cluster starts on this machine; 0 for script/server."""
    if setting("SOUK_STARTS_CLUSTER") == "true":
        return cluster_nodes()
    return NODES if setting("SOUK_STARTS_NODES") == "true" else 0


def ports_of_redis():
    """Of each Redis that is started here, with the setting that it comes from."""
    if nodes_here():
        return [("SOUK_REDIS_PORT", port) for port in consecutive("SOUK_REDIS_PORT", nodes_here())]
    return [("SOUK_REDIS_PORT", number("SOUK_REDIS_PORT", LAST_PORT))] if setting("SOUK_OWN_REDIS") == "true" else []


def only_checks(mistakes):
    """With --check-settings a program reports its mistakes and does nothing else. Any other argument is refused."""
    if sys.argv[1:] not in ([], ["--check-settings"]):
        sys.exit(f"{sys.argv[0]} takes --check-settings or nothing")
    if sys.argv[1:]:
        for line in mistakes():
            print(line)
    return bool(sys.argv[1:])


def listen_host():
    """The address to listen on, as a URL has it."""
    host = setting("SOUK_HOST")
    return f"[{host}]" if ":" in host else host


def payments():
    """Of SOUK_PAYMENTS: at a provider a worker makes the calls, and in the sandbox the provider is our own bank."""
    return setting("SOUK_PAYMENTS")


def near_host():
    """An address at which what listens can be reached from this machine."""
    return {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(listen_host(), listen_host())


def shop_address():
    """The shop for browsers. One that listens on every address is also reached from other machines."""
    host = network_address() if listen_host() in ("0.0.0.0", "[::]") else near_host()
    return f"http://{host}:{setting('SOUK_SHOP_PORT')}"


def network_address():
    """This machine's address in its network. Connecting a datagram socket chooses it and sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of documentation, which nobody has
        except OSError:
            return near_host()
        return probe.getsockname()[0]
