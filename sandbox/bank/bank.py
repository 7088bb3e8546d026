"""The bank: its store, faults, keys and timers. Everything here is one step without waiting, so no two calls mix."""

import logging
import math

from . import errors, intents, refunds, sessions
from .faults import Faults
from .forms import Form, decode
from .keys import Keys
from .store import Store
from .work import Work

TIMERS = {"expire": sessions.time_is_up, "lapse": intents.lapse, "refund": refunds.step}


class Bank:
    def __init__(self, settings):
        self.settings = settings
        self.store, self.faults = Store(settings.database), Faults()
        self.keys = Keys(self.store)
        self.next_timer = 0  # at this time at the earliest
        self.on_event = lambda: None  # is called when an event waits to be sent

    def step(self, now, action, key=None, request=None):
        """One transaction: what `action` answers, or nothing has happened."""
        work = Work(self, now, key, request)
        with self.store.transaction():
            answer = action(work)
        if work.notified:
            self.on_event()
        return answer

    def run_timers(self, now):
        """What has become due happens before anything else does."""
        while self.next_timer <= now:
            first = self.store.one("SELECT at, what, id FROM timers ORDER BY at LIMIT 1") or (math.inf,)
            self.next_timer, *due = first
            if self.next_timer <= now:
                self.step(now, lambda work, due=due: ring(work, *due))

    def answer(self, call, fault, now):
        """(status, answer) of a call of the API. `fault`: answer with its status, with or without the effect."""
        self.run_timers(now)
        try:
            failure = fault and fault.refusal()
            if failure and not fault.effect:
                raise failure
            if call.method == "GET" and not failure:
                return 200, perform(Work(self, now), call)
            return self.step(now, lambda work: self.work_and_keep(work, call, failure), call.key, call.id)
        except errors.Refused as refusal:
            if call.key:
                self.remember(call, refusal, now)
            return refusal.status, refusal.body
        except Exception:
            logging.exception("The bank could not work %s %s", call.method, call.path)
            failure = errors.internal()
            return failure.status, failure.body

    def work_and_keep(self, work, call, failure):
        answer = 200, perform(work, call)
        if failure:
            answer = failure.status, failure.body
        if call.key and (not failure or failure.kept):
            self.keys.keep(call, work.now, *answer)
        return answer

    def remember(self, call, refusal, now):
        if refusal.kept:
            self.keys.keep(call, now, refusal.status, refusal.body)
        else:
            self.keys.note(call, now)


def perform(work, call):
    return call.function(work, Form(decode(call.parameters)), *call.identifier)


def ring(work, what, identifier):
    work.no_longer(what, identifier)
    TIMERS[what](work, identifier)
