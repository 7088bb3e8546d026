"""Refusals as Stripe words them. `kept`: the call had begun, so its Idempotency-Key keeps this answer."""


class Refused(Exception):
    def __init__(self, status, message, code=None, param=None, kind="invalid_request_error", kept=False, **more):
        super().__init__(message)
        self.status, self.kept = status, kept
        error = {"code": code, "message": message, "param": param, "type": kind, **more}
        self.body = {"error": {name: value for name, value in error.items() if value is not None}}


def missing_parameter(param):
    return Refused(400, f"Missing required param: {param}.", "parameter_missing", param)


def unknown_parameter(param):
    return Refused(400, f"Received unknown parameter: {param}", "parameter_unknown", param)


def empty_parameter(param):
    return Refused(
        400,
        f"You passed an empty string for '{param}'. We assume empty values are an attempt to unset a parameter; however "
        f"'{param}' cannot be unset. You should remove '{param}' from your request or supply a non-empty value.",
        "parameter_invalid_empty",
        param,
    )


def invalid_integer(param, text):
    return Refused(400, f"Invalid integer: {text}", "parameter_invalid_integer", param)


def invalid(param, message, code=None):
    return Refused(400, message, code, param)


def no_such(kind, identifier, param="id"):
    return Refused(404, f"No such {kind}: '{identifier}'", "resource_missing", param)


def unexpected_state(message, **more):
    return Refused(400, message, "payment_intent_unexpected_state", kept=True, **more)


def wrong_key(message):
    return Refused(400, message, kind="idempotency_error")


def other_use(key, only):
    return wrong_key(
        f"Keys for idempotent requests can only be used {only}. "
        f"Try using a key other than '{key}' if you meant to execute a different request."
    )


def key_in_use(key):
    return Refused(
        409,
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the "
        f"other request is still going through): {key}. Please try again later.",
        "idempotency_key_in_use",
        kind="idempotency_error",
    )


def internal():
    return Refused(500, "An unknown error occurred", kind="api_error", kept=True)
