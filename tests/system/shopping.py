"""What a buyer does in a shop that takes payments at the sandbox's bank. `http` is payment's API."""

from processes import wait_until

ADA = {"email": "ada@example.com", "name": "Ada Lovelace", "address": {"line1": "1 Road", "city": "London", "country": "GB"}}


def place(http, *lines, prefix="", **more):
    """The pk of an order of (product id, quantity)."""
    ordered = [{"id": product_id, "quantity": quantity} for product_id, quantity in lines]
    answer = http.post(f"{prefix}/orders", {"lines": ordered, "customer": ADA, **more})
    assert answer.status == 201, answer
    return answer.json["pk"]


def order_when(http, pk, condition, what, prefix="", deadline=30):
    def there():
        answer = http.get(f"{prefix}/orders/{pk}")
        return answer.json if answer.status == 200 and condition(answer.json) else None

    return wait_until(there, deadline, f"order {pk} {what}")


def when_payment_is(http, pk, status, **more):
    return order_when(http, pk, lambda order: order["payment"]["status"] == status, f"has a payment that is {status}", **more)


def when_order_is(http, pk, status, **more):
    return order_when(http, pk, lambda order: order["status"] == status, f"is {status}", **more)


def session_of(order):
    return {"id": order["payment"]["url"].rsplit("/", 1)[1]}
