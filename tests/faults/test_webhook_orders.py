"""The events of an order's whole life, each up to twice, in every order: one end."""

import pytest

import library
from spoilt_payments import COUNTED_TWICE, SUMMED_TWICE
from webhook_orders import LIFE, PK, Event, Explorer


def test_five_events_each_up_to_twice_in_every_order_have_one_end(redis):
    explorer = Explorer(redis)
    ends, whole = explorer.ends()
    assert whole == 113_400
    assert len(ends) == 1, "\n".join(ends)
    [end] = ends
    assert end.startswith("refunded refunded 14400 - 14400")
    assert end.count(PK) == 1, "the units are committed once"
    print(f"{sum(ends.values())} ways, {len(explorer.known)} different calls: {end}")


def test_five_events_of_an_authorization_that_lapses_have_one_end(redis):
    lapsed = (LIFE[0], LIFE[1], Event("cancelled", "pi_1", 14_400), Event("disputed", "dp_1", 5), Event("refund_failed", "re_9", 5))
    ends, whole = Explorer(redis, lapsed).ends()
    assert whole == 113_400 and len(ends) == 1, "\n".join(ends)
    [end] = ends
    assert end.startswith("cancelled cancelled 0 - 0")


def test_an_amount_that_is_summed_from_events_that_came_twice_is_found_out(redis):
    library.load(redis, "payment", SUMMED_TWICE)
    try:
        with pytest.raises(AssertionError, match="in the ledger"):
            Explorer(redis).ends()
    finally:
        library.load(redis, "payment")


def test_a_turnover_that_counts_an_event_that_came_twice_is_found_out(redis):
    library.load(redis, "payment", COUNTED_TWICE)
    try:
        with pytest.raises(AssertionError, match="is counted"):
            Explorer(redis).ends()
    finally:
        library.load(redis, "payment")
