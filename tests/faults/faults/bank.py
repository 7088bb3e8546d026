"""The bank fails, in all the ways of sandbox/README.md, and its process is killed or paused. Only in the sandbox.

It is not asked to forget keys: it keeps them for 24 hours, and the shop relies on 20.
"""

import contextlib

from http_client import GONE
from souk import wait_until

CALLS = ("create_session", "expire_session", "capture", "cancel", "refund")
LOOKS = ("retrieve_session", "list_sessions", "retrieve_intent", "list_refunds")
# Without these the shop learns the same by a call of its own.
EVENTS = ("checkout.session.completed", "checkout.session.expired", "payment_intent.amount_capturable_updated",
          "payment_intent.succeeded", "payment_intent.canceled")


def heal(bank):
    if not bank.running():
        bank.start()
    wait_until(lambda: _ask(bank, "DELETE", "/faults") == 204, 60, "the bank's faults are ended")


def _ask(bank, method, path, body=None):
    """A bank that other faults have killed is not asked."""
    with contextlib.suppress(*GONE):
        return bank.http.request(method, path, body, timeout=10).status
    return None


def _for_a_while(scene, *faults, least=2, most=4):
    bank = scene.cluster.bank
    scene.pause(0.1, 0.8)
    with scene.injected():
        for fault in faults:
            _ask(bank, "POST", "/faults", {"seed": scene.chance.randrange(10**6), **fault})
        scene.pause(least, most)
        if scene.alone:
            heal(bank)


def bank_loses_answers(scene):
    """the bank does what it is asked, and its answer is lost"""
    _for_a_while(scene, *({"fault": "answer_lost", "call": call, "rate": 0.4} for call in (*CALLS, scene.chance.choice(LOOKS))))


def bank_is_slow(scene):
    """calls take effect at the bank seconds later"""
    _for_a_while(scene, *({"fault": "slow", "call": call, "rate": 0.3, "seconds": scene.chance.uniform(0.5, 3)}
                          for call in scene.chance.sample(CALLS + LOOKS, 4)))


def bank_answers_errors(scene):
    """the bank answers 429, 500 or 503, before or after the effect; some of its keys repeat the error for ever"""
    def error(call):
        status = scene.chance.choice((429, 500, 503))
        has_effect = status == 500 and scene.chance.random() < 0.6
        return {"fault": "status", "call": call, "status": status, "rate": 0.4, "effect": has_effect}

    _for_a_while(scene, *(error(call) for call in (*CALLS, scene.chance.choice(LOOKS))))


def bank_answers_nonsense(scene):
    """the bank's answers are HTML, are cut off or have other types"""
    _for_a_while(scene, *({"fault": "nonsense", "call": call, "how": scene.chance.choice(("html", "truncated", "types")), "rate": 0.4}
                          for call in (*CALLS, *scene.chance.sample(LOOKS, 2))))


def bank_refuses_the_key(scene):
    """the bank answers 401 or 403 to everything for some seconds"""
    _for_a_while(scene, {"fault": "status", "status": scene.chance.choice((401, 403)), "times": scene.chance.randint(3, 40)})


def bank_away(scene):
    """the bank is away for a minute: every connection is cut, no webhook comes"""
    bank = scene.cluster.bank
    scene.pause(0.2, 1)
    with scene.injected():
        _ask(bank, "POST", "/faults", {"fault": "away", "seconds": scene.long(60)})
        scene.pause(scene.long(60), scene.long(62))


def bank_killed(scene):
    """kill -9 and SIGSTOP of the bank; it keeps its bookings"""
    for _ in range(3):
        scene.pause(0.2, 1.2)
        with scene.injected(), scene.cluster.bank.alone() as bank:
            if scene.chance.random() < 0.5:
                bank.kill()
                scene.pause(0, 1)
                bank.start()
            else:
                with bank.paused():
                    scene.pause(0.2, 4)


def workers_killed(scene):
    """kill -9 and SIGSTOP of the payment workers, with calls to the bank in flight"""
    for _ in range(5):
        scene.pause(0.1, 0.8)
        with scene.injected(), scene.chance.choice(scene.cluster.workers).alone() as worker:
            if scene.chance.random() < 0.6:
                worker.kill()
                scene.pause(0, 0.8)
                worker.start()
            else:
                with worker.paused():
                    scene.pause(0.2, 4)


def webhooks_astray(scene):
    """webhooks never come, come late, twice, in disorder, wrongly signed or signed an hour ago"""
    hows = [{"how": "never", "event": event} for event in scene.chance.sample(EVENTS, 3)]
    hows += [{"how": how, "rate": 0.4} for how in scene.chance.sample(("doubled", "shuffled", "wrongly_signed", "old"), 3)]
    hows.append({"how": "late", "seconds": scene.chance.uniform(1, 6), "rate": 0.5})
    scene.chance.shuffle(hows)
    _for_a_while(scene, *({"fault": "webhook", **how} for how in hows))


def authorizations_lapse(scene):
    """authorizations lapse before they are captured, and sessions expire early"""
    _for_a_while(scene, {"fault": "lapse", "after": scene.chance.choice((0, 0.02, 0.2)), "rate": 0.3},
                 {"fault": "expire", "after": scene.chance.uniform(0, 2), "rate": 0.3})


def refunds_pending(scene):
    """refunds are pending first, then succeed or fail; some come back after they have succeeded"""
    ways = (["pending", "succeeded"], ["pending", "failed"], ["failed"], ["succeeded", "failed"])
    _for_a_while(scene, *({"fault": "refund", "steps": way, "seconds": scene.chance.uniform(0.05, 3), "rate": 0.25} for way in ways))


FAULTS = (bank_loses_answers, bank_is_slow, bank_answers_errors, bank_answers_nonsense, bank_refuses_the_key, bank_away, bank_killed,
          workers_killed, webhooks_astray, authorizations_lapse, refunds_pending)
