"""Each service is a user of Redis with the rights that it needs, and no more."""

import contextlib

import pytest
import redis
from souk import System, assert_problem, wait_until

SERVICES = ("inventory", "payment")
USERS = (*SERVICES, "payment_worker")
OTHER = {"inventory": "payment", "payment": "inventory", "payment_worker": "inventory"}
READS = {  # the streams of the other service that a service reads
    "inventory": ("order_placed", "order_completed"),
    "payment": ("stock_reserved", "stock_rejected", "refund_order"),
}
GROUP = {"inventory": "inventory-group", "payment": "payment-group"}


@pytest.fixture
def server(souk):
    server = souk.inventory_redis
    yield server
    server.connection().acl_log_reset()


@pytest.fixture
def ids(souk, server):
    """A product, an order, and the keys of both."""
    product = souk.create_product()["id"]
    order = souk.place_order(product)
    souk.wait_for_order(order, "completed")
    keys = server.connection().keys(f"*:{{*}}:*:{product}") + server.connection().keys(f"*:order:{order}")
    return {key.split(":")[0]: key for key in keys if ":product:" in key or ":order:" in key}


def refused(connection, *command):
    with pytest.raises(redis.exceptions.NoPermissionError):
        connection.execute_command(*command)


def everything(server):
    return {key: server.connection().dump(key) for key in server.connection().keys()}


@pytest.mark.parametrize("service", USERS)
def test_a_service_can_neither_write_nor_read_the_data_of_the_other(server, ids, service):
    connection, key = server.connection(service), ids[OTHER[service]]
    partition = key.split(":")[1]
    before = server.connection().dump(key)
    refused(connection, "HSET", key, "status", "completed", "quantity", 1_000_000)
    refused(connection, "HGETALL", key)
    refused(connection, "DEL", key)
    refused(connection, "UNLINK", key)
    refused(connection, "RENAME", key, f"{service}:{partition}:mine")
    refused(connection, "COPY", key, f"{service}:{partition}:mine")
    refused(connection, "SET", f"{OTHER[service]}:partitions", 1)
    refused(connection, "HSET", f"{OTHER[service]}:{partition}:lease", "owner", "me")
    refused(connection, "HSET", f"{OTHER[service]}:{partition}:positions", "order_placed", "9-9")
    assert server.connection().dump(key) == before


@pytest.mark.parametrize("service", USERS)
def test_a_service_can_do_nothing_with_the_functions_of_the_other(server, ids, service):
    connection, key = server.connection(service), ids[OTHER[service]]
    names = [function[1] for library in server.connection().function_list(library=OTHER[service]) for function in library[5]]
    assert names
    before = server.connection().dump(key)
    for name in names:
        refused(connection, "FCALL", name, 1, key)
        with contextlib.suppress(redis.exceptions.ResponseError):
            connection.execute_command("FCALL", name, 0, key)
    assert server.connection().dump(key) == before


@pytest.mark.parametrize("service", SERVICES)
def test_of_the_other_s_streams_it_reads_some_and_sets_its_position(server, ids, service):
    connection, prefix = server.connection(service), ":".join(ids[OTHER[service]].split(":")[:2])
    for stream in READS[service]:
        key = f"{prefix}:{stream}"
        connection.xrange(key)
        connection.xread({key: "$"}, count=1)
        groups = server.connection().xinfo_groups(key)
        for group in groups:
            connection.xgroup_setid(key, GROUP[service], group["last-delivered-id"])
        refused(connection, "XADD", key, "*", "id", "forged")
        refused(connection, "XDEL", key, "1-1")
        refused(connection, "XTRIM", key, "MAXLEN", 0)
        refused(connection, "XGROUP", "DESTROY", key, GROUP[service])
        refused(connection, "XRANGE", f"{key}:dead", "-", "+")


@pytest.mark.parametrize("service", USERS)
def test_a_service_does_not_administer(server, service):
    connection = server.connection(service)
    before = everything(server)
    for command in (
        "FLUSHALL", "FLUSHDB", "KEYS *", "SCAN 0", "RANDOMKEY", "SWAPDB 0 1", "SHUTDOWN", "MONITOR",
        "CONFIG SET appendfsync no", "CONFIG REWRITE", "ACL LIST", "ACL WHOAMI", "ACL SETUSER x on", "CLIENT LIST",
        "CLIENT KILL TYPE normal", "REPLICAOF localhost 1", "SLAVEOF localhost 1", "MIGRATE localhost 1 k 0 1",
        "FUNCTION DELETE payment", "FUNCTION FLUSH", "FUNCTION DUMP", "SCRIPT FLUSH", "MODULE LIST", "SAVE", "BGREWRITEAOF",
        "PUBLISH __redis__:invalidate x", "SUBSCRIBE elsewhere", "PSUBSCRIBE *", "SLOWLOG GET", "LATENCY RESET",
    ):  # fmt: skip
        refused(connection, *command.split())
    refused(connection, "FUNCTION", "LOAD", "REPLACE", "#!lua name=payment\nredis.register_function('settle_orders', print)")
    refused(connection, "EVAL", "return redis.call('KEYS', '*')", 0)
    assert everything(server).keys() >= before.keys()


def test_the_worker_reads_nothing_of_inventory(server, ids):
    connection, prefix = server.connection("payment_worker"), ":".join(ids["inventory"].split(":")[:2])
    for stream in READS["payment"]:
        key = f"{prefix}:{stream}"
        refused(connection, "XRANGE", key, "-", "+")
        refused(connection, "XREAD", "STREAMS", key, "0")
        refused(connection, "XGROUP", "SETID", key, GROUP["payment"], "0")
    refused(connection, "GET", "inventory:partitions")
    assert connection.hgetall(ids["payment"])


def test_the_staff_s_sessions_are_made_by_inventory_and_read_by_payment(server, ids):
    key = ":".join(ids["inventory"].split(":")[:2]) + ":staff_session:abc"
    server.connection("inventory").set(key, "proof", px=60_000)
    payment, worker = server.connection("payment"), server.connection("payment_worker")
    assert payment.get(key) == "proof"
    refused(payment, "SET", key, "forged")
    refused(payment, "UNLINK", key)
    refused(worker, "GET", key)


def test_an_unknown_user_gets_no_answer(server):
    stranger = redis.Redis(port=server.port)
    for command in ("PING", "KEYS *", "FUNCTION LIST", "INFO"):
        with pytest.raises(redis.exceptions.AuthenticationError):
            stranger.execute_command(*command.split())
    with pytest.raises(redis.exceptions.ResponseError, match="WRONGPASS"):
        redis.Redis(port=server.port, password="wrong").ping()


def test_with_other_functions_than_its_own_a_service_waits_and_says_why(own_souk):
    operator = own_souk.inventory_redis.connection()
    operator.function_delete("inventory")
    operator.execute_command("CLIENT", "KILL", "USER", "inventory")
    api, consumer = own_souk.inventory_api, own_souk.inventory_consumer
    for process in (api, consumer):
        wait_until(lambda process=process: not process.ready(), what="it is not ready")
        wait_until(lambda process=process: "may not load them" in process.output(), what="it says why")
    assert_problem(own_souk.inventory.get("/products"), 503, "unavailable")
    own_souk.load_functions()
    own_souk.wait_until_ready()
    own_souk.wait_for_order(own_souk.place_order(own_souk.create_product()["id"]), "completed")


def test_functions_that_cannot_begin_end_and_say_why(tmp_path):
    system = System(tmp_path)
    try:
        system.payment_redis.start()
        system.payment_redis.connection().set("payment:{0}:counts", "not a hash")
        loader = system.loader("payment").start()
        assert loader.exit_code(deadline=30) != 0
        assert "WRONGTYPE" in loader.output()
    finally:
        system.stop()
