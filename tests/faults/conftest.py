import pytest

import library
from processes import free_port, wait_until
from souk import RedisServer


def pytest_addoption(parser):
    parser.addoption("--cluster", action="store_true", help="on a node of a Redis Cluster, which has all slots")


def is_ok(connection):
    return connection.execute_command("CLUSTER INFO")["cluster_state"] == "ok"


@pytest.fixture(scope="module")
def redis(tmp_path_factory, request):
    """A Redis with the functions of both services."""
    is_cluster = request.config.getoption("--cluster")
    cluster = {"cluster-enabled": "yes", "cluster-port": free_port()} if is_cluster else {}
    server = RedisServer(tmp_path_factory.mktemp("interleavings"), appendonly="no", **cluster)
    server.start()
    connection = server.connection(decode_responses=False)
    if is_cluster:
        connection.execute_command("CLUSTER ADDSLOTSRANGE", 0, 16383)
        wait_until(lambda: is_ok(connection), what="it serves all slots")
    library.load_all(connection)
    library.begin_anew(connection)
    yield connection
    server.kill()
