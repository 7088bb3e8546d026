"""script/seed fills the shop for a demonstration."""

import subprocess

from souk import ROOT, System, free_port


def seed(port, **settings):
    environment = {"PATH": "/usr/bin:/bin", "SOUK_INVENTORY_PORT": str(port), **settings}
    return subprocess.run([ROOT / "script/seed"], env=environment, capture_output=True, text=True, timeout=60)


def test_it_puts_27_products_in_and_a_second_time_changes_nothing(tmp_path):
    system = System(tmp_path, SOUK_ADMIN_TOKEN="a-token-of-the-test")
    try:
        system.start()
        refused = seed(system.inventory.port)
        assert refused.returncode != 0 and "SOUK_ADMIN_TOKEN" in refused.stderr
        done = seed(system.inventory.port, SOUK_ADMIN_TOKEN="a-token-of-the-test")
        assert done.returncode == 0, done.stderr
        products = system.inventory.get("/products?limit=100").json
        assert len(products) == len({product["name"] for product in products}) == 27
        assert all((product["description"] or product["group"]) and product["price"] > 0 for product in products)
        pictured = [product for product in products if product["images"]]
        assert len(pictured) == 6 and all(image["alt"] and image["width"] == 900 for product in pictured for image in product["images"])
        stocks = sorted(product["quantity"] for product in products)
        shirts = system.inventory.get("/groups/linen-shirt").json["variants"]
        assert [(shirt["options"]["size"], shirt["quantity"]) for shirt in shirts] == [("S", 14), ("M", 0), ("L", 6)]
        assert stocks[0] == 0 and 0 < stocks[2] <= 3 < stocks[-1]
        assert seed(system.inventory.port, SOUK_ADMIN_TOKEN="a-token-of-the-test").returncode == 0
        assert system.inventory.get("/products?limit=100").json == products
    finally:
        system.stop()


def test_it_says_what_to_do_when_nothing_runs():
    done = seed(free_port())
    assert done.returncode != 0
    assert "script/server" in done.stderr and "Traceback" not in done.stderr
