import pytest

import library
from souk import RedisServer


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    """A Redis with the functions of both services."""
    server = RedisServer(tmp_path_factory.mktemp("interleavings"), appendonly="no")
    server.start()
    connection = server.connection(decode_responses=False)
    library.load_all(connection)
    library.begin_anew(connection)
    yield connection
    server.kill()
