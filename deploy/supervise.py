#!/usr/bin/python3
"""supervisord without its delays: it starts at once, and notices at once when a process ends or a signal comes. Its own loop sleeps for a
second before it starts anything, and again through each signal; the rest of it is as Debian ships it."""

import os
import signal

from supervisor import poller, supervisord


class Prompt(poller.Poller):
    signals = None  # the end of a pipe that becomes readable with each signal

    def poll(self, timeout):
        if self.signals is None:  # not earlier: supervisord closes what it did not open itself
            self.signals, notify = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
            signal.set_wakeup_fd(notify, warn_on_full_buffer=False)
            self.register_readable(self.signals)
            timeout = 0
        readable, writable = super().poll(timeout)
        if self.signals in readable:
            readable.remove(self.signals)
            os.read(self.signals, 4096)
        return readable, writable


poller.Poller = Prompt
supervisord.main()
