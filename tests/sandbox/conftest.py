import pytest

from bank import Bank
from shop import Shop


def running_bank(folder, **settings):
    bank = Bank(folder, **settings).start()
    try:
        yield bank
    finally:
        bank.stop()


@pytest.fixture(scope="module")
def shared_bank(tmp_path_factory):
    yield from running_bank(tmp_path_factory.mktemp("bank"))


@pytest.fixture
def bank(shared_bank):
    """The bank of a file; the faults of one test do not reach the next."""
    yield shared_bank
    shared_bank.http.delete("/faults")


@pytest.fixture
def shop():
    shop = Shop()
    yield shop
    shop.stop()


@pytest.fixture
def own_bank(tmp_path, shop):
    """A bank of its own that sends its webhooks to `shop`."""
    yield from running_bank(tmp_path, SOUK_BANK_WEBHOOK_URL=shop.url)
