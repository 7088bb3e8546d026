"""The users of Redis: their passwords, and the files of their rights in this folder with the sums of these."""

import hashlib
import os
import re
import secrets
import urllib.parse

from environment import DEPLOY

# And their names in Redis.
NAMES = {"operator": "default", "inventory": "inventory", "payment": "payment", "payment_worker": "payment_worker",
         "replica": "replica", "sentinel": "sentinel"}
SERVICES = ("operator", "inventory", "payment", "payment_worker")  # who gets a URL


def new_passwords():
    return {user: secrets.token_hex(32) for user in NAMES}


def read_passwords(path):
    """Lines of user=password, one for each of NAMES."""
    passwords = dict(line.split("=", 1) for line in path.read_text().split())
    if missing := [user for user in NAMES if user not in passwords]:
        raise ValueError(f"{path} has no password of {', '.join(missing)}")
    return passwords


def kept_passwords(path):
    """Made the first time: nodes and Sentinels keep them in files that they rewrite themselves."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(made, "w", encoding="utf-8") as file:
            file.writelines(f"{user}={password}\n" for user, password in new_passwords().items())
    return read_passwords(path)


def rights(name, passwords):
    """users.conf or sentinel-users.conf with a sum in place of each name between @ signs."""
    sums = {user: hashlib.sha256(password.encode()).hexdigest() for user, password in passwords.items()}
    return re.sub(r"@(\w+)@", lambda found: sums[found[1]], (DEPLOY / name).read_text())


def acl_file(name, passwords):
    """The same for `aclfile`, which knows no comments."""
    return "".join(line + "\n" for line in rights(name, passwords).splitlines() if line.startswith("user "))


def url_for(user, password, url):
    scheme, _, place = url.partition("://")
    return f"{scheme}://{NAMES[user]}:{urllib.parse.quote(password, safe='')}@{place}"
