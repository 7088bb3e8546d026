"""One shop, one currency: its decimals in every amount, and its code kept with the data."""

import pytest

from conftest import running_system
from souk import PARTITIONS, System, assert_problem, wait_until

# the currency, a price with all its decimals, what fee and total are at 20 %, a price that is too fine
CURRENCIES = {
    "JPY": (1980, 396, 2376, 19.5),
    "EUR": (19.99, 4.0, 23.99, 19.995),
    "KWD": (19.995, 3.999, 23.994, 0.0005),
}


@pytest.fixture(params=CURRENCIES)
def currency(request):
    return request.param


@pytest.fixture
def shop(tmp_path, currency):
    yield from running_system(tmp_path, SOUK_CURRENCY=currency)


def test_amounts_have_the_decimals_of_the_currency(shop, currency):
    price, fee, total, finer = CURRENCIES[currency]
    product = shop.create_product(price=price)
    assert product["price"] == price
    assert shop.payment.get("/shop").json["currency"] == currency
    quoted = shop.payment.post("/quotes", {"lines": [{"id": product["id"], "quantity": 3}]}).json
    assert quoted["currency"] == currency
    order = shop.wait_for_order(shop.place_order(product["id"], 3), "completed")
    for amounts in (quoted["lines"][0], order):
        assert (amounts["price"], amounts["fee"], amounts["total"]) == (price, fee, total)
        assert amounts["amount"] == round(3 * total, 3)
    faults = assert_problem(shop.inventory.patch(f"/products/{product['id']}", {"price": finer}), 422, "validation_failed")
    assert [fault["type"] for fault in faults["errors"]] == ["decimal_max_places"]
    schema = shop.payment.get("/openapi.json").json["components"]["schemas"]["Order"]["properties"]["amount"]
    assert f"in {currency}, with at most" in schema["description"]
    assert "multipleOf" not in schema


def test_whole_amounts_have_one_decimal(tmp_path):
    for shop in running_system(tmp_path, SOUK_CURRENCY="JPY"):
        product = shop.create_product(price=20)
        assert b'"price":20.0,' in shop.inventory.get(f"/products/{product['id']}").body
        assert b'"fee":4.0,"total":24.0,' in shop.order(product["id"]).body


def start_in(service, currency):
    service.environment["SOUK_CURRENCY"] = currency
    service.start()
    return service.exit_code()


def test_data_in_another_currency_is_refused_and_the_refusal_names_both(tmp_path):
    shop = System(tmp_path, SOUK_CURRENCY="EUR").start()
    try:
        shop.create_product()
        for service in shop.services:
            service.kill()
            assert start_in(service, "JPY") == 78
            assert "in EUR, and SOUK_CURRENCY is JPY" in service.output()
            service.environment["SOUK_CURRENCY"] = "EUR"
            service.start()
        shop.wait_until_ready()
    finally:
        shop.stop()


def test_data_from_before_the_setting_is_in_us_dollars(tmp_path):
    shop = System(tmp_path).start()
    try:
        product_id = shop.create_product()["id"]
        for service in shop.services:
            service.kill()
        redis = shop.inventory_redis.connection()
        for name in ("inventory", "payment"):
            assert redis.delete(f"{name}:{{0}}:partitions", f"{name}:{{0}}:currency") == 2
            redis.set(f"{name}:partitions", PARTITIONS)  # as it was called then
        assert start_in(shop.inventory_api, "EUR") == 78
        assert "in USD, and SOUK_CURRENCY is EUR" in shop.inventory_api.output()
        shop.inventory_api.environment["SOUK_CURRENCY"] = "USD"
        for service in shop.services:
            service.start()
        shop.wait_until_ready()
        shop.wait_for_order(shop.place_order(product_id), "completed")
    finally:
        shop.stop()


def test_services_in_two_currencies_do_not_work_together(tmp_path):
    shop = System(tmp_path, separate_redis=True)
    try:
        for server in shop.redises:
            server.start()
        shop.inventory_api.start()
        wait_until(lambda: shop.inventory_redis.connection().exists("inventory:{0}:currency"), what="inventory has a currency")
        assert start_in(shop.payment_api, "EUR") == 78
        assert "in USD, and SOUK_CURRENCY is EUR" in shop.payment_api.output()
    finally:
        shop.stop()
