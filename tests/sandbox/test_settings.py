"""A wrong setting is one sentence and exit code 78."""

import pytest

from bank import Bank
from processes import Process


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SOUK_BANK_PORT": "70000"}, "SOUK_BANK_PORT is '70000', but it must be a port from 1 to 65535."),
        ({"SOUK_BANK_PORT": "http"}, "SOUK_BANK_PORT is 'http'"),
        ({"SOUK_BANK_WEBHOOK_URL": "shop"}, "SOUK_BANK_WEBHOOK_URL is 'shop', but it must be a URL"),
        ({"SOUK_BANK_URL": "ftp://bank"}, "SOUK_BANK_URL is 'ftp://bank'"),
        ({"SOUK_STRIPE_WEBHOOK_SECRET": "one,,two"}, "one of its secrets is empty"),
        ({"SOUK_DATA": "/proc/nowhere"}, "/proc/nowhere"),
    ],
)
def test_a_wrong_setting_is_refused_in_one_sentence(tmp_path, settings, words):
    bank = Bank(tmp_path, **settings)
    Process.start(bank)
    assert bank.exit_code() == 78
    (line,) = bank.output().splitlines()
    assert words in line


def test_the_bank_ends_when_it_is_asked_to(tmp_path):
    bank = Bank(tmp_path).start()
    bank.create()
    bank.ask_to_stop()
    assert bank.exit_code(5) == 0
    assert "Traceback" not in bank.output()
