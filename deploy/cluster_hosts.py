"""script/cluster --hosts: what to run on the machines of a cluster."""

from cluster_layout import files_of
from cluster_nodes import Refused
from environment import DEPLOY
from hosts import FOLDER, file, passwords_file, unit
from layout import Place
from users import kept_passwords

PORT = 6379
BUS = 10000  # a node's port for the others is so much higher
MACHINE = """\
# ==== On {host}, as root ====
umask 077
{nodes}
chown -R redis: {folder}
umask 022
{units}
systemctl daemon-reload
systemctl enable --now {names}
"""
SHOP = """\
# ==== Where the shop runs, before ./script/cluster form and ./script/server: {file} has the passwords ====
export SOUK_REDIS_URL=redis://{nodes}
export SOUK_REDIS_PASSWORDS={file}
export SOUK_REPLICAS=1"""


def print_all(words):
    """Or the part of one machine."""
    if len(words) not in (2, 4) or (len(words) == 4 and words[2] != "--on"):
        raise Refused("expected script/cluster --hosts A,B,C,D,E,F [--on A]; --help describes it.")
    nodes, chosen = nodes_of(words[1]), words[3] if len(words) == 4 else None
    hosts = list(dict.fromkeys(node.host for node in nodes))
    if chosen and chosen not in hosts:
        raise Refused(f"{chosen} is none of {', '.join(hosts)}")
    passwords = kept_passwords(passwords_file())
    print("\n".join(machine(host, [node for node in nodes if node.host == host], passwords) for host in ([chosen] if chosen else hosts)))
    if not chosen:
        print(SHOP.format(file=passwords_file(), nodes=",".join(map(str, nodes))))
    return True


def nodes_of(text):
    """Each primary, and then its replica."""
    nodes = [node_of(word) for word in text.split(",")]
    if len(nodes) % 2 or len(set(nodes)) < len(nodes) or any(nodes[at].host == nodes[at + 1].host for at in range(0, len(nodes), 2)):
        raise Refused(f"--hosts {text}: expected pairs of nodes, each a primary and its replica on another machine: 10.0.0.1,10.0.0.2,...")
    return nodes


def node_of(word):
    host, _, port = word.strip().partition(":")
    if not host or (port and not port.isdecimal()):
        raise Refused(f'"{word}" is no node; expected an address, with a port unless it is {PORT}: 10.0.0.3 or 10.0.0.3:6380')
    return Place(host, int(port or PORT))


def machine(host, nodes, passwords):
    folders = {node: f"{FOLDER}/redis-{node.port}" for node in nodes}
    written = [f"mkdir -p {folder}\n" + "\n".join(file(f"{folder}/{name}", text) for name, text in
                                                  files_of(node, node.port + BUS, folder, passwords).items())
               for node, folder in folders.items()]
    units = [unit(f"souk-redis-{node.port}", "A node of Souk's cluster: Redis", f"{DEPLOY}/start-redis {folder}") for node, folder in folders.items()]
    return MACHINE.format(host=host, folder=FOLDER, nodes="\n".join(written), units="\n".join(units),
                          names=" ".join(f"souk-redis-{node.port}" for node in nodes))
