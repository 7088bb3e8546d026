"""Answers that no client should believe: HTML, half an answer, and values of wrong types."""

import json

from aiohttp import web


def of(response, how):
    if how == "html":
        return web.Response(text="<!doctype html><title>Welcome</title><h1>It works!</h1>", content_type="text/html")
    body = response.body[: len(response.body) // 2] if how == "truncated" else json.dumps(twisted(json.loads(response.body))).encode()
    return web.Response(body=body, content_type="application/json")


def twisted(value):
    if isinstance(value, dict):
        return {name: twisted(part) for name, part in value.items()} if value else []
    if isinstance(value, bool) or value is None:
        return "maybe"
    if isinstance(value, int):
        return str(value)
    return {} if isinstance(value, list) else len(value)
