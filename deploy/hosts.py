"""script/replicas --hosts and --new: what to run on the machines of a primary, its replicas and their Sentinels."""

import ipaddress
import pathlib

from environment import DEPLOY, LAST_PORT, data, setting
from layout import Layout, Place
from sentinels import Deployment, Refused, operators_url, place_of
from users import kept_passwords, read_passwords

FOLDER = "/var/lib/souk"
OPTIONS = ("--tls", "--on")
PORTS = {"SOUK_REDIS_PORT": 6379, "SOUK_SENTINEL_PORT": 26379}
UNIT = """\
[Unit]
Description={what}
Wants=network-online.target
After=network-online.target

[Service]
User=redis
UMask=0077
ExecStart={command}
Restart=always
RestartSec=1
TimeoutStopSec=20
LimitNOFILE=65536

[Install]
WantedBy=multi-user.target
"""
MACHINE = """\
# ==== On {host}, as root ====
umask 077
mkdir -p {folder}/redis {folder}/sentinel
{written}
# These two are rewritten by what runs with them, so they are written once.
{once}
chown -R redis: {folder}
umask 022
{units}
systemctl daemon-reload
systemctl enable --now souk-redis souk-sentinel
"""
SHOP = """\
# ==== Where the shop runs, before ./script/server: {file} has the passwords ====
export SOUK_REDIS_URL={url}
export SOUK_REDIS_PASSWORDS={file}
export SOUK_REPLICAS={replicas}"""


def port_of(name):
    text = setting(name) or str(PORTS[name])
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise Refused(f'{name} is "{text}"; expected a port, 1 to {LAST_PORT}')
    return int(text)


def node_of(text):
    """Sentinels know machines by their addresses, so names are refused."""
    place = place_of(text.strip(), port_of("SOUK_REDIS_PORT"))
    try:
        ipaddress.ip_address(place.host)
    except ValueError:
        raise Refused(f'"{place.host}" is a name; expected an address: 10.0.0.1') from None
    return place


def nodes_of(text):
    places = [node_of(word) for word in text.split(",")]
    if not 3 <= len(places) <= 6 or len({place.host for place in places}) < len(places):
        raise Refused(f"--hosts {text}: expected three to six addresses, each of another machine: 10.0.0.1,10.0.0.2,10.0.0.3")
    return places


def layout_of(nodes, passwords, tls):
    return Layout(nodes, [Place(node.host, port_of("SOUK_SENTINEL_PORT")) for node in nodes], passwords, tls)


def passwords_file():
    return pathlib.Path(setting("SOUK_REDIS_PASSWORDS") or data() / "access/passwords").absolute()


def options(words):
    """What is printed for, and what was given of OPTIONS."""
    given = dict(zip(words[1::2], words[2::2]))
    if len(words) % 2 == 0 or not given.keys() <= set(OPTIONS):
        raise Refused("expected script/replicas --hosts A,B,C [--tls FOLDER] [--on A], or --new D [--tls FOLDER]; --help describes it.")
    return words[0], *(given.get(name, "") for name in OPTIONS)


def file(path, text):
    return f"cat >{path} <<'END'\n{text}END"


def machine(layout, number, primary):
    redis, sentinel = f"{FOLDER}/redis", f"{FOLDER}/sentinel"
    node, watch = layout.node_files(number, primary, redis), layout.sentinel_files(number, primary, sentinel)
    once = [f"[ -e {path} ] || {file(path, text)}" for path, text in
            ((f"{redis}/redis.conf", node["redis.conf"]), (f"{sentinel}/sentinel.conf", watch["sentinel.conf"]))]
    written = [file(f"{redis}/users.acl", node["users.acl"]), file(f"{sentinel}/users.acl", watch["users.acl"])]
    units = [unit("souk-redis", "A node of Souk: Redis", f"{DEPLOY}/start-redis {redis}"),
             unit("souk-sentinel", "A Sentinel of Souk", f"/usr/bin/redis-server {sentinel}/sentinel.conf --sentinel")]
    return MACHINE.format(host=layout.nodes[number].host, folder=FOLDER, written="\n".join(written), once="\n".join(once),
                          units="\n".join(units))


def unit(name, what, command):
    return file(f"/etc/systemd/system/{name}.service", UNIT.format(what=what, command=command))


def shop(layout):
    return SHOP.format(url=layout.url(), file=passwords_file(), replicas=len(layout.nodes) - 1)


def print_all(words):
    """Or the part of one machine."""
    text, tls, on = options(words)
    nodes = nodes_of(text)
    chosen = [number for number, node in enumerate(nodes) if node.host == on]
    if on and not chosen:
        raise Refused(f"{on} is not one of {text}")
    layout = layout_of(nodes, kept_passwords(passwords_file()), tls)
    parts = [machine(layout, number, 0) for number in chosen or range(len(nodes))]
    print("\n".join(parts if on else [*parts, shop(layout)]))
    return True


def print_new(words):
    """A node that follows nobody yet, and a Sentinel of the primary that is there."""
    text, tls, _ = options(words)
    new, souk = node_of(text), Deployment(operators_url())
    if souk.is_encrypted and not tls:
        raise Refused("The nodes use TLS: --tls names the folder on the new machine with ca.crt, node.crt and node.key.")
    primary = souk.primary()
    others = [replica.place for replica in souk.replicas(primary) if replica.place != new]
    layout = layout_of([primary, *others, new], read_passwords(passwords_file()), tls)
    print(machine(layout, len(others) + 1, None))
    return True
