"""The bank's state: one SQLite file. Every call is one transaction, which a kill -9 of the bank cannot lose."""

import contextlib
import json
import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, created INTEGER NOT NULL,
    intent TEXT, label TEXT, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_by_time ON objects (kind, created, n);
CREATE INDEX IF NOT EXISTS objects_by_intent ON objects (intent, kind) WHERE intent IS NOT NULL;
CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, endpoint TEXT NOT NULL, fingerprint TEXT NOT NULL, at REAL NOT NULL,
    status INTEGER, answer TEXT, request TEXT, two_bodies INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS deliveries (event TEXT PRIMARY KEY, due REAL NOT NULL, attempts INTEGER NOT NULL, fault TEXT);
CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (due);
CREATE TABLE IF NOT EXISTS timers (what TEXT NOT NULL, id TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (what, id));
CREATE INDEX IF NOT EXISTS timers_by_time ON timers (at);
CREATE TABLE IF NOT EXISTS bookings (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, session TEXT, intent TEXT NOT NULL, refund TEXT,
    reference TEXT, amount INTEGER NOT NULL, currency TEXT NOT NULL, at TEXT NOT NULL, key TEXT);
"""

compact = json.JSONEncoder(separators=(",", ":")).encode


class Store:
    def __init__(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(path, isolation_level=None)
        # Without fsync only a power cut loses something, and nobody pays real money here. One process alone needs no locks.
        self.database.executescript("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;" + SCHEMA)
        self.run = self.database.execute

    @contextlib.contextmanager
    def transaction(self):
        self.run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def one(self, query, *values):
        return self.run(query, values).fetchone()

    def all(self, query, *values):
        return self.run(query, values).fetchall()

    def insert(self, thing, intent=None, label=None):
        self.run(
            "INSERT INTO objects (id, kind, created, intent, label, body) VALUES (?, ?, ?, ?, ?, ?)",
            (thing["id"], thing["object"], thing["created"], intent, label, compact(thing)),
        )

    def update(self, thing, intent=None, label=None):
        self.run("UPDATE objects SET body = ?, intent = ?, label = ? WHERE id = ?", (compact(thing), intent, label, thing["id"]))

    def find(self, kind, identifier):
        found = self.one("SELECT body FROM objects WHERE id = ? AND kind = ?", identifier, kind)
        return found and json.loads(found[0])

    def position(self, kind, identifier):
        return self.one("SELECT created, n FROM objects WHERE id = ? AND kind = ?", identifier, kind)

    def page(self, kind, conditions, values, limit, backwards):
        """The newest first; backwards: those nearest after the cursor, still the newest first."""
        order = "ASC" if backwards else "DESC"
        where = " AND ".join(["kind = ?", *conditions])
        rows = self.all(f"SELECT body FROM objects WHERE {where} ORDER BY created {order}, n {order} LIMIT ?", kind, *values, limit)
        return [json.loads(body) for (body,) in (reversed(rows) if backwards else rows)]
