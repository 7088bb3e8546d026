"""The pages of the shop as crawlers and messengers read them: through the gateway, without running a script."""

import json
import os
import pathlib
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from launcher import Server
from souk import System, wait_until

NO_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
PUBLIC = "https://shop.example"
BOT = {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}
HOSTILE = "\"'><script>alert(1)</script></title></script><!-- & \\ {{x}} &lt; 語 😀"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("site"), SOUK_PUBLIC_URL=PUBLIC, SOUK_SHOP_NAME="Ada & Sons")
    try:
        yield server.start_and_wait()
    finally:
        server.stop()


@pytest.fixture
def shop(server):
    return server.http("SHOP")


class Head(HTMLParser):
    """What a crawler sees in a page's head. Everything is there once."""

    def __init__(self, text):
        super().__init__()
        self.title, self.meta, self.links, self.data, self.scripts, self._inside = None, {}, {}, None, [], None
        self.feed(text.split("<body>")[0])

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self._inside = tag
        if tag == "meta" and "content" in attributes:
            name = attributes.get("name") or attributes["property"]
            assert name not in self.meta, name
            self.meta[name] = attributes["content"]
        if tag == "link":
            self.links.setdefault(attributes["rel"], attributes["href"])
        if tag == "script":
            self.scripts.append(attributes)

    def handle_endtag(self, tag):
        self._inside = None

    def handle_data(self, text):
        if self._inside == "title":
            self.title = (self.title or "") + text
        elif self._inside == "script" and text.strip():
            assert self.scripts[-1] == {"data-page": None, "type": "application/ld+json"}
            assert self.data is None
            self.data = json.loads(text)


def create(shop, **fields):
    answer = shop.post("/api/inventory/products", {"name": "Lamp", "price": 20.0, "quantity": 100, **fields})
    assert answer.status == 201, answer
    return answer.json


def write_page(shop, name, text):
    assert shop.request("PUT", f"/api/inventory/pages/{name}", {"text": text}).status in (200, 201)


def head_of(shop, path, status=200):
    answer = shop.get(path, headers=BOT)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert '<div id="root">' in answer.text and answer.text.count("<title>") == 1
    return Head(answer.text)


def assert_offered(product, price, availability):
    """The fields that Product and Offer require of a snippet, and those that are recommended and known."""
    assert (product["@context"], product["@type"]) == ("https://schema.org", "Product")
    assert product["name"] and product["description"]
    offer = product["offers"]
    assert offer["@type"] == "Offer"
    assert (offer["price"], offer["priceCurrency"]) == (price, "USD")
    assert re.fullmatch(r"\d+\.\d+", offer["price"])
    assert offer["availability"] == f"https://schema.org/{availability}"
    assert offer["url"] == product["url"]


def test_a_product_says_what_it_is_what_it_costs_and_where_it_is(shop):
    product = create(shop, description="Light\n\n  for   your desk.", sku="L-1", image="/images/lamp.jpg")
    head = head_of(shop, f"/products/{product['id']}")
    url = f"{PUBLIC}/products/{product['id']}"
    assert head.title == "Lamp · Ada & Sons"
    assert head.links["canonical"] == url
    assert head.meta["description"] == "Light for your desk."
    assert {name: head.meta[name] for name in head.meta if name.startswith(("og:", "product:", "twitter:"))} == {
        "og:title": "Lamp", "og:description": "Light for your desk.", "og:type": "product", "og:url": url, "og:site_name": "Ada & Sons",
        "og:image": f"{PUBLIC}/images/lamp.jpg", "og:image:alt": "Lamp", "twitter:card": "summary_large_image",
        "product:price:amount": "24.0", "product:price:currency": "USD", "product:availability": "in stock"}
    assert_offered(head.data, "24.0", "InStock")
    assert (head.data["sku"], head.data["image"], head.data["productID"]) == ("L-1", f"{PUBLIC}/images/lamp.jpg", product["id"])
    quoted = shop.post("/api/payment/quotes", {"lines": [{"id": product["id"], "quantity": 1}]}).json
    assert head.data["offers"]["price"] == str(quoted["lines"][0]["total"])


@pytest.mark.parametrize("image", ["", "https://elsewhere.example/lamp.jpg"])
def test_a_product_without_a_picture_that_the_page_shows_has_the_shops(shop, image):
    head = head_of(shop, f"/products/{create(shop, image=image)['id']}")
    assert head.meta["og:image"] == f"{PUBLIC}/share.png"
    assert "image" not in head.data
    picture = shop.get("/share.png")
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/png")


def test_a_price_and_a_stock_are_those_of_now(shop):
    product = create(shop, quantity=3)
    path = f"/products/{product['id']}"
    first = shop.get(path)
    assert first.headers.get_all("Cache-Control") == ["no-cache"]
    assert shop.get(path, headers={"If-None-Match": first.headers["ETag"]}).status == 304
    shop.patch(f"/api/inventory{path}", {"price": 0.05})
    changed = shop.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (changed.status, Head(changed.text).data["offers"]["price"]) == (200, "0.06")
    shop.post("/api/payment/orders", {"id": product["id"], "quantity": 3})
    wait_until(lambda: head_of(shop, path).data["offers"]["availability"] == "https://schema.org/SoldOut", what="the page says sold out")
    assert shop.delete(f"/api/inventory{path}").status == 204
    assert head_of(shop, path, 404).data is None


@pytest.mark.parametrize("path", [f"/products/{NO_ID}", "/products/x", "/pages/terms", "/pages/shipping"])
def test_what_does_not_exist_is_404_and_the_shop_says_so(shop, path):
    head = head_of(shop, path, 404)
    assert head.title in ("Product not found · Ada & Sons", "Page not found · Ada & Sons")
    assert head.meta["robots"] == "noindex"
    assert "canonical" not in head.links and head.data is None


def test_an_unknown_path_is_404_with_the_page(shop):
    for path in ("/no/such/route", "/products/", "/products/a/b", "/pages/TERMS", "/products/%3Cscript%3E", "/favicon.png"):
        answer = shop.get(path)
        assert (answer.status, answer.body, answer.headers.get_all("Cache-Control")) == (404, shop.get("/index.html").body, ["no-cache"]), path


def test_every_route_of_the_client_is_a_page(shop):
    routes = pathlib.Path(__file__).resolve().parents[2] / "client/src/route-tree.gen.ts"
    union = re.search(r"fullPaths:(.*?)\n  fileRoutesByTo", routes.read_text(), re.DOTALL)[1]
    paths = re.findall(r"'([^']*)'|\"([^\"]*)\"", union)
    product = create(shop)
    write_page(shop, "contact", "us@shop.example")
    shop.request("PUT", "/api/inventory/groups/routes", {"name": "Routes", "options": [{"name": "size", "values": ["S"]}]})
    create(shop, group="routes", options={"size": "S"})
    ids = {"/products/$id": product["id"], "/groups/$id": "routes", "/pages/$name": "contact"}
    assert len(paths) > 15
    for path in ("".join(words) for words in paths):
        at = re.sub(r"\$\w+", ids.get(path, "x"), path)
        assert shop.get(at or "/").status == 200, path
    assert shop.delete("/api/inventory/pages/contact").status == 204


def test_a_hostile_name_stays_a_name(shop):
    product = create(shop, name=HOSTILE, description=HOSTILE + "]]>", sku=HOSTILE)
    text = shop.get(f"/products/{product['id']}").text
    assert "<script>alert" not in text and text.lower().count("</title>") == 1
    head = Head(text)
    assert head.title == HOSTILE + " · Ada & Sons"
    assert (head.meta["og:title"], head.meta["description"]) == (HOSTILE, HOSTILE + "]]>")
    assert (head.data["name"], head.data["sku"]) == (HOSTILE, HOSTILE)
    assert [script for script in head.scripts if "src" not in script] == [{"data-page": None, "type": "application/ld+json"}]
    assert "<" not in re.search(r'ld\+json">(.*?)</script>', text)[1]


def test_the_start_page_says_whose_shop_it_is(shop):
    head = head_of(shop, "/?q=lamp")
    assert (head.title, head.links["canonical"], head.meta["og:type"]) == ("Ada & Sons", f"{PUBLIC}/", "website")
    organization, site = head.data["@graph"]
    assert (organization["@type"], organization["name"], organization["url"]) == ("Organization", "Ada & Sons", f"{PUBLIC}/")
    assert (site["@type"], site["url"]) == ("WebSite", f"{PUBLIC}/")
    assert site["publisher"] == {"@id": organization["@id"]}


def test_a_page_of_the_owner_begins_with_its_own_words(shop):
    write_page(shop, "delivery", "# Where to\n\n- **Europe**: 5 days\n- [Ask us](mailto:a@b.example)\n\n" + "word " * 100)
    head = head_of(shop, "/pages/delivery/")
    assert (head.title, head.links["canonical"]) == ("Delivery · Ada & Sons", f"{PUBLIC}/pages/delivery")
    assert head.meta["description"].startswith("Where to - Europe : 5 days - Ask us")
    assert len(head.meta["description"]) <= 161 and head.meta["description"].endswith("word…")
    assert shop.delete("/api/inventory/pages/delivery").status == 204


def test_pages_that_are_for_one_person_are_not_indexed(shop):
    for path in ("/admin", "/admin/products", "/checkout", "/orders", f"/orders/{NO_ID}"):
        answer = shop.get(path)
        assert (answer.status, answer.headers["X-Robots-Tag"]) == (200, "noindex"), path
    rules = shop.get("/robots.txt")
    assert (rules.status, rules.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    lines = rules.text.splitlines()
    assert {"Disallow: /admin", "Disallow: /checkout", "Disallow: /orders", f"Sitemap: {PUBLIC}/sitemap.xml"} <= set(lines)
    assert "X-Robots-Tag" not in shop.get("/").headers


def entries_of(answer):
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {entry.findtext(f"{space}loc"): entry.findtext(f"{space}lastmod") for entry in ElementTree.fromstring(answer.body)}


def test_the_sitemap_has_every_product_and_page_and_when_they_changed(shop):
    kept, gone = create(shop), create(shop)
    write_page(shop, "returns", "30 days")
    shop.delete(f"/api/inventory/products/{gone['id']}")
    entries = entries_of(shop.get("/sitemap.xml"))
    assert entries[f"{PUBLIC}/products/{kept['id']}"] == kept["updated_at"]
    assert f"{PUBLIC}/products/{gone['id']}" not in entries
    assert entries[f"{PUBLIC}/pages/returns"] and f"{PUBLIC}/" in entries and f"{PUBLIC}/pages/terms" not in entries
    for url in entries:
        assert head_of(shop, url.removeprefix(PUBLIC)).links["canonical"] == url
    assert f"{PUBLIC}/products/{kept['id']}" in entries_of(shop.get("/sitemaps/newest.xml"))
    assert set(entries_of(shop.get("/sitemaps/pages.xml"))) - {f"{PUBLIC}/pages/contact"} == {f"{PUBLIC}/", f"{PUBLIC}/pages/returns"}
    assert shop.get("/sitemaps/other.xml").status == 404


def test_a_group_has_one_address_with_all_of_its_variants(shop):
    options = [{"name": "size", "values": ["S", "M"]}]
    assert shop.request("PUT", "/api/inventory/groups/site-shirt", {"name": "Shirt", "options": options}).status == 201
    assert head_of(shop, "/groups/site-shirt", 404).data is None
    of_size = {"group": "site-shirt", "price": 10.0}
    small, medium = (create(shop, name=f"Shirt {size}", options={"size": size}, **of_size) for size in ("S", "M"))
    url = f"{PUBLIC}/groups/site-shirt"
    head = head_of(shop, "/groups/site-shirt")
    assert (head.title, head.links["canonical"], head.data["@type"]) == ("Shirt · Ada & Sons", url, "ProductGroup")
    assert [one["productID"] for one in head.data["hasVariant"]] == [small["id"], medium["id"]]
    assert [one["offers"]["price"] for one in head.data["hasVariant"]] == ["12.0", "12.0"]
    assert head_of(shop, f"/products/{small['id']}").links["canonical"] == url
    entries = entries_of(shop.get("/sitemap.xml"))
    assert url in entries and not {f"{PUBLIC}/products/{one['id']}" for one in (small, medium)} & set(entries)
    assert head_of(shop, "/groups/no-such-group", 404).data is None


def test_there_is_an_icon_for_those_who_ask_for_none_by_name(shop):
    icon = shop.get("/favicon.ico")
    assert (icon.status, icon.headers["Content-Type"], icon.body[:4]) == (200, "image/x-icon", b"\0\0\1\0")


def test_pages_have_no_second_address_at_the_api(shop):
    for path in ("/api/inventory/site", "/api/inventory/site/", f"/api/inventory/site/products/{NO_ID}", "/api/inventory/%73ite/robots.txt"):
        assert shop.get(path).status == 404
        assert shop.get(path).headers["Content-Type"] == "application/problem+json"


def test_only_reading_is_allowed(shop):
    for path in ("/", f"/products/{NO_ID}", "/sitemap.xml", "/share.png"):
        answer = shop.post(path, {})
        assert (answer.status, answer.json["code"], answer.headers["Allow"]) == (405, "method_not_allowed", "GET, HEAD"), path


def test_a_page_travels_compressed_with_the_headers_of_the_shop(shop):
    path = f"/products/{create(shop)['id']}"
    answer = shop.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip" and answer.headers.get_all("Vary") == ["Accept-Encoding"]
    for page in (answer, shop.get("/pages/none")):
        assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert page.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert page.headers["Referrer-Policy"] == "same-origin"


def test_without_inventory_the_shop_opens_as_it_was_built(server, shop):
    path = f"/products/{create(shop)['id']}"
    pid = server.pid_of("inventory-api-1")
    os.kill(pid, 19)  # it hangs
    try:
        answer = shop.get(path)
        assert (answer.status, answer.body) == (200, shop.get("/index.html").body)
        assert answer.headers.get_all("Cache-Control") == ["no-cache"]
        assert shop.get("/robots.txt").text.startswith("User-agent: *")
    finally:
        os.kill(pid, 18)
    wait_until(lambda: shop.get(path).text.count("canonical") == 1, what="inventory answers again")


def test_a_page_is_made_from_memory(tmp_path):
    (tmp_path / "index.html").write_text("<head><!--head--><!--/head--></head><!--view--><!--/view-->")
    souk = System(tmp_path, SOUK_CLIENT=str(tmp_path)).start()
    try:
        path = f"/site/products/{souk.create_product(name='Lamp')['id']}"
        redis = souk.inventory_redis.connection()
        assert souk.inventory.get(path).status == 200
        before = redis.info("commandstats")["cmdstat_hgetall"]["calls"]
        assert {souk.inventory.get(path).status for _ in range(50)} == {200}
        assert redis.info("commandstats")["cmdstat_hgetall"]["calls"] == before
    finally:
        souk.stop()
