"""Amounts in minor units, as Stripe counts them: most currencies have two decimals, ISK and UGX included."""

NO_DECIMALS = set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split())
THREE_DECIMALS = set("bhd iqd jod kwd lyd omr tnd".split())


def decimals(currency):
    return 0 if currency in NO_DECIMALS else 3 if currency in THREE_DECIMALS else 2


def shown(amount, currency):
    """2400, "usd": "24.00 USD"."""
    places = decimals(currency)
    whole, part = divmod(amount, 10**places)
    return f"{whole:,}{f'.{part:0{places}}' if places else ''} {currency.upper()}"
