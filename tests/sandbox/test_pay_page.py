"""The pay page: what a buyer reads and what the buttons do."""

import concurrent.futures
import re
import time

import pytest

from processes import wait_until


def page_of(bank, session):
    answer = bank.http.get(f"/pay/{session['id']}")
    assert answer.status == 200
    return answer


def test_the_page_says_what_is_bought_and_that_no_money_moves(bank):
    text = page_of(bank, bank.create(name="<b>Lamp</b> & shade")).text
    assert "&lt;b&gt;Lamp&lt;/b&gt; &amp; shade" in text
    assert "2 × 12.00 USD" in text
    assert "no money moves" in text
    assert "4242 4242 4242 4242" in text
    assert re.findall(r'name="action" value="(\w+)"', text) == ["pay", "decline", "later", "cancel"]
    assert re.search(r"<button[^>]* autofocus>Pay 24.00 USD</button>", text)


def test_the_page_says_which_order_is_paid(bank):
    numbered = bank.create(**{"client_reference_id": "01M81D9X", "metadata[number]": "<CENN>-835B"})
    assert "<p>Order &lt;CENN&gt;-835B</p>" in page_of(bank, numbered).text
    referred = bank.create(**{"client_reference_id": "order-1"})
    assert "<p>Order order-1</p>" in page_of(bank, referred).text


def test_the_page_has_no_script_and_its_policy_names_its_style_and_the_shop(bank):
    answer = page_of(bank, bank.create())
    policy = answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "form-action 'self' http://localhost:3000" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [(2400, "jpy", "2,400 JPY"), (2400, "kwd", "2.400 KWD"), (5, "usd", "0.05 USD"), (123456789 // 2, "eur", "617,283.94 EUR")],
)
def test_amounts_have_the_decimals_of_their_currency(bank, amount, currency, shown):
    session = bank.create(unit_amount=amount, quantity=1, currency=currency)
    assert f">Pay {shown}</button>" in page_of(bank, session).text


def test_paying_leads_back_to_the_shop(bank):
    session = bank.create()
    answer = bank.press(session, "pay")
    assert (answer.status, answer.headers["Location"]) == (303, f"http://localhost:3000/paid?session={session['id']}")
    assert bank.session(session)["status"] == "complete"


def test_a_declined_card_is_said_on_the_page_that_follows_and_the_buyer_can_pay_again(bank):
    session = bank.create()
    assert "declined" not in page_of(bank, session).text
    answer = bank.press(session, "decline")
    assert (answer.status, answer.headers["Location"]) == (303, f"/pay/{session['id']}")
    for _ in range(2):  # also when it is loaded again
        text = page_of(bank, session).text
        assert "The card was declined" in text
        assert "Pay 24.00 USD" in text
    assert bank.session(session)["status"] == "open"
    assert bank.press(session, "pay").status == 303
    intent = bank.session(session)["payment_intent"]
    assert bank.kinds(intent) == ["authorized"]


def test_paying_later_leaves_the_session_open(bank):
    session = bank.create()
    answer = bank.press(session, "later")
    assert (answer.status, answer.headers["Location"]) == (303, "http://localhost:3000/unpaid")
    assert bank.session(session)["status"] == "open"


def test_cancelling_ends_the_session_and_the_intent_of_a_declined_card(bank):
    session = bank.create()
    bank.press(session, "decline")
    answer = bank.press(session, "cancel")
    assert (answer.status, answer.headers["Location"]) == (303, "http://localhost:3000/unpaid")
    ended = bank.session(session)
    assert ended["status"] == "expired"
    assert bank.status(ended["payment_intent"]) == "canceled"
    assert bank.kinds(ended["payment_intent"]) == []


def test_two_tabs_paying_at_once_make_one_payment(bank):
    session = bank.create()
    with concurrent.futures.ThreadPoolExecutor(8) as tabs:
        answers = list(tabs.map(lambda _: bank.press(session, "pay"), range(8)))
    assert {answer.status for answer in answers} == {303}
    assert len(bank.bookings(session=session["id"])) == 1


def test_a_payment_that_is_over_says_so_and_leads_back(bank):
    done, ended = bank.create(), bank.create()
    bank.press(done, "pay")
    bank.press(ended, "cancel")
    paid, expired = page_of(bank, done).text, page_of(bank, ended).text
    assert "This is already paid" in paid and f'href="http://localhost:3000/paid?session={done["id"]}"' in paid
    assert "This payment has ended" in expired and 'href="http://localhost:3000/unpaid"' in expired
    assert bank.press(ended, "pay").status == 409
    assert bank.press(done, "cancel").status == 409
    assert bank.bookings(session=ended["id"]) == []


def test_an_unknown_payment_and_an_unknown_button_are_refused(bank):
    assert bank.http.get("/pay/cs_test_x").status == 404
    assert bank.press(bank.create(), "steal").status == 400


def test_a_session_expires_by_itself_and_cannot_be_paid(bank):
    session = bank.create()
    bank.fault("expire", session=session["id"], after=0.2)
    wait_until(lambda: bank.get("events", type="checkout.session.expired", limit=1)["data"][0]["data"]["object"]["id"] == session["id"],
               what="the event")
    assert bank.press(session, "pay").status == 409


def test_a_session_is_paid_before_its_time_and_not_after_it(bank):
    """Whenever the bank's clock has its turn: the payment itself looks at the time."""
    early = bank.create()
    bank.fault("expire", session=early["id"], after=60)
    assert bank.press(early, "pay").status == 303
    for _ in range(5):
        late = bank.create()
        bank.fault("expire", session=late["id"], after=0.001)
        time.sleep(0.001)
        assert bank.press(late, "pay").status == 409
