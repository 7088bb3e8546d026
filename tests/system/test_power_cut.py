"""A power cut may end the append-only file of Redis anywhere: a transaction is applied whole or not at all."""

import os
import random
import shutil

import pytest
import redis as redis_client

from souk import ROOT, Process, free_port, wait_until


class Started(Process):
    """As script/server starts it."""

    def __init__(self, data):
        self.port = free_port()
        super().__init__("redis", [ROOT / "deploy/start-redis", data, "--port", self.port], {}, data / "log")

    def start(self):
        super().start()
        wait_until(self.answers, what="redis is up")
        return redis_client.Redis(port=self.port, decode_responses=True)

    def answers(self):
        assert self.running(), self.output()
        try:
            return redis_client.Redis(port=self.port).ping()
        except redis_client.RedisError:
            return False


def newest(data):
    return max((data / "appendonlydir").glob("*.incr.aof"))


def commit(redis, *names):
    redis.eval("for _, name in ipairs(ARGV) do redis.call('SET', name, 1) end", 0, *names)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The data of a Redis, and where its last transaction begins and ends in the file."""
    data = tmp_path_factory.mktemp("written")
    server = Started(data)
    redis = server.start()
    commit(redis, "before", "as well")
    begins = newest(data).stat().st_size
    commit(redis, "one", "two", "three")
    ends = newest(data).stat().st_size
    server.kill()
    return data, begins, ends


def after_a_cut(written, folder, cut, zeros=0):
    """What is there after the first start on the file that was cut, and after the second, with a write in between."""
    data = folder / str(cut)
    shutil.copytree(written[0], data)
    os.truncate(newest(data), cut)
    os.truncate(newest(data), cut + zeros)
    seen = []
    for name in ("first", "second"):
        server = Started(data)
        redis = server.start()
        seen.append(set(redis.keys()))
        commit(redis, name, "and more")
        server.kill()
    return seen


def places(written):
    _, begins, ends = written
    return sorted(random.Random(1).sample(range(begins + 1, ends), 10))


def test_a_transaction_that_is_cut_off_is_not_there_after_any_start(written, tmp_path):
    for cut in places(written):
        first, second = after_a_cut(written, tmp_path, cut)
        assert first == {"before", "as well"}, f"cut at {cut}"
        assert second == {"before", "as well", "first", "and more"}, f"cut at {cut}"


def test_a_tail_of_zeros_is_taken_for_a_cut(written, tmp_path):
    for cut in (*places(written)[::3], written[1]):
        first, second = after_a_cut(written, tmp_path, cut, zeros=500)
        assert first == {"before", "as well"}, f"cut at {cut}"
        assert second == {"before", "as well", "first", "and more"}, f"cut at {cut}"


def test_a_file_that_is_whole_stays_as_it_is(written, tmp_path):
    first, _ = after_a_cut(written, tmp_path, written[2])
    assert first == {"before", "as well", "one", "two", "three"}


def test_a_file_that_is_damaged_in_the_middle_is_left_to_people(written, tmp_path):
    data = tmp_path / "damaged"
    shutil.copytree(written[0], data)
    content = bytearray(newest(data).read_bytes())
    content[written[1] - 30] ^= 0xFF
    content[40:44] = b"\0\0\0\0"
    newest(data).write_bytes(content)
    server = Process("redis", [ROOT / "deploy/start-redis", data, "--port", free_port()], {}, data / "log")
    server.start()
    assert server.exit_code() != 0
    assert newest(data).read_bytes() == content
