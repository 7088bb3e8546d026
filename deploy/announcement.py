"""What script/server prints when everything is ready: where each part is, and a first command to try."""

from environment import NODES, consecutive, data, near_host, payments, ports_of_redis, setting, shop_address


def announcement():
    near = f"http://{near_host()}"
    shop = shop_address()
    inventory, payment = (f"{near}:{setting(f'SOUK_{name}_PORT')}" for name in ("INVENTORY", "PAYMENT"))
    consumers = "  ".join(f"{near}:{setting(f'SOUK_{name}_CONSUMER_PORT')}" for name in ("INVENTORY", "PAYMENT"))
    authorization = '-H "Authorization: Bearer $SOUK_ADMIN_TOKEN" ' if setting("SOUK_ADMIN_TOKEN") else ""
    return f"""
    shop        {shop}             the store's admin: {shop}/admin
    inventory   {inventory}/products    reference: {inventory}/docs
    payment     {payment}/orders      reference: {payment}/docs
    consumers   {consumers}   all five: /healthz, /readyz, /metrics{worker(near)}{redis()}
    logs        {data()}/log (warnings and errors appear here too)

    Next: curl {inventory}/products -H 'Content-Type: application/json' \\
            {authorization}-d '{{"name":"product","price":20.0,"quantity":100}}'
          or open {shop}/admin and add products there
    Ctrl-C stops all of it.
"""


def redis():
    if not (ports := [str(port) for _, port in ports_of_redis()]):
        return ""
    first = f"\n    Redis       REDISCLI_AUTH=$(cat '{data()}/access/password') redis-cli -p {ports[0]}"
    if setting("SOUK_STARTS_CLUSTER") == "true":
        return f"{first} -c (a cluster; its other nodes are on the next ports, script/cluster status shows them)"
    if setting("SOUK_STARTS_NODES") != "true":
        return first
    others = ", ".join(map(str, consecutive("SOUK_SENTINEL_PORT", NODES)))
    sentinels = f"\n    Sentinels   on the ports {others}; script/replicas status shows which Redis is the primary"
    return f"{first} (or {' or '.join(ports[1:])}){sentinels}"


def mails():
    smtp = (data() / "access/smtp").read_text()
    return f"from {setting('SOUK_MAIL_FROM')}" if smtp else f"files in {data()}/mail"


def worker(near):
    """Where mails go, and how orders are paid unless they are paid by themselves."""
    line = f"\n    worker      {near}:{setting('SOUK_PAYMENT_WORKER_PORT')}    mails: {mails()}"
    if payments() != "sandbox":
        return line
    public = setting("SOUK_PUBLIC_URL").rstrip("/")
    return f"{line}\n    bank        {public}/pay/...    a sandbox: no money moves; its bookings: http://127.0.0.1:{setting('SOUK_BANK_PORT')}/bookings"
