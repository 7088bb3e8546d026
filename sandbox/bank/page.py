"""The HTML of the pay page. It has no script, and its style is the one that its policy names."""

import base64
import hashlib
import html
import pathlib
import urllib.parse

from aiohttp import web

from .money import shown

STYLE = pathlib.Path(__file__).with_name("pay.css").read_text(encoding="utf-8")
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
CARD = '<input readonly autocomplete="off" value="{}">'
SANDBOX = '<p class="note">This is a sandbox: no money moves, and you need no real card.</p>'


def document(status, title, body, targets=()):
    """`targets`: addresses to which a form of the page may lead."""
    origins = " ".join(sorted({origin(target) for target in targets if target}))
    policy = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' {origins}"
    text = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} - sandbox bank</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style></head><body><main><h1>{html.escape(title)}</h1>{body}</main></body></html>'
    )
    headers = {"Content-Security-Policy": policy.strip() + "; img-src data:", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return web.Response(status=status, text=text, content_type="text/html", headers=headers)


def origin(address):
    parts = urllib.parse.urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def pay(session, declined=False):
    total = shown(session["amount_total"], session["currency"])
    number = session["metadata"].get("number") or session["client_reference_id"]
    order = f"<p>Order {html.escape(number)}</p>" if number else ""
    problem = '<p class="bad" role="alert">The card was declined. Nothing was paid; you can try again.</p>' if declined else ""
    body = f"""{problem}{order}{SANDBOX}
<h2 id="bought">What you buy</h2>
<table aria-labelledby="bought">
<thead><tr><th scope="col">Product</th><th scope="col" class="amount">Amount</th></tr></thead>
<tbody>{"".join(map(line, session["_lines"]))}</tbody>
<tfoot><tr><th scope="row">Total</th><th class="amount">{total}</th></tr></tfoot>
</table>
<h2>Test card</h2>
<form method="post" action="/pay/{session["id"]}">
<div class="card">
<label>Card number {CARD.format("4242 4242 4242 4242")}</label>
<label>Expires {CARD.format("12 / 34")}</label>
<label>CVC {CARD.format("123")}</label>
</div>
<div class="buttons">
<button class="first" name="action" value="pay" autofocus>Pay {total}</button>
<button name="action" value="decline">Decline</button>
<button name="action" value="later">Pay later</button>
<button name="action" value="cancel">Cancel</button>
</div>
</form>"""
    return document(200, "Pay for your order", body, [session["success_url"], session["cancel_url"]])


def line(item):
    price, quantity = item["price"], item["quantity"]
    each = f"<small>{quantity:,} × {shown(price['unit_amount'], item['currency'])}</small>" if quantity > 1 else ""
    amount = shown(item["amount_total"], item["currency"])
    return f'<tr><td>{html.escape(item["description"])}{each}</td><td class="amount">{amount}</td></tr>'


def note(status, title, text, back=None):
    link = f'<a class="button first" href="{html.escape(back, quote=True)}">Back to the shop</a>' if back else ""
    return document(status, title, f"<p>{html.escape(text)}</p>{SANDBOX}{link}")
