"""Products are searched, sorted and filtered, page by page."""

import threading
from urllib.parse import quote, urlencode

import pytest

from souk import assert_problem, in_parallel, next_page, wait_until

pytestmark = pytest.mark.cluster

SHOP = [
    # name, description, price, quantity
    ("Oak lamp", "Warm light", 80.0, 3),
    ("Steel lamp", "Cold light", 60.0, 0),
    ("Oak chair", "For reading under a lamp", 120.0, 5),
    ("Crème brûlée set", "Four bowls and a torch", 35.5, 2),
    ("Teapot", "Green or black tea", 42.0, 1),
    ("茶碗", "A tea bowl", 42.0, 9),
]


def find(souk, **query):
    answer = souk.inventory.get("/products?" + urlencode(query))
    assert answer.status == 200, answer
    return answer


def names(souk, **query):
    return [product["name"] for product in find(souk, **query).json]


@pytest.fixture(scope="module")
def shop(souk):
    return {name: souk.create_product(name=name, description=text, price=price, quantity=quantity)["id"]
            for name, text, price, quantity in SHOP}


def test_every_word_begins_a_word_of_the_name_or_the_description(souk, shop):
    assert names(souk, q="lam") == ["Steel lamp", "Oak lamp", "Oak chair"]
    assert names(souk, q="oak LAMP") == ["Oak lamp", "Oak chair"]
    assert names(souk, q="amp") == []
    assert names(souk, q="oak lamp glass") == []


def test_accents_and_case_make_no_difference(souk, shop):
    for text in ("creme brulee", "CRÈME", "Brûl", "cre\u0300me"):
        assert names(souk, q=text) == ["Crème brûlée set"]


def test_an_ideograph_is_found_wherever_it_stands(souk, shop):
    assert names(souk, q="碗") == ["茶碗"]


@pytest.mark.parametrize("name, question", [
    ("Straße Schild", "strasse"),
    ("\u30ab\u3099\u30e9\u30b9\u306e\u82b1\u74f6", "ガラス"),
    ("\u0e40\u0e2a\u0e37\u0e49\u0e2d\u0e22\u0e37\u0e14\u0e2a\u0e35\u0e14\u0e33", "สีดำ"),
    ("Women’s gloves", "women's gloves"),
    ("Tshirt fancy", "t-shirt"),
    ("C++ primer", "C++"),
    ("☕ mug", "☕"),
    ("iPhone12 case", "iphone 12"),
    ("SKU-00123 hinge", "123"),
    ("½ inch bolt", "1/2"),
    ("Wicker box", "wicker boxes"),
    ("무선이어폰", "이어폰"),
])
def test_a_text_is_found_in_every_spelling_of_a_query(souk, shop, name, question):
    made = souk.create_product(name=name)
    assert names(souk, q=question) == [name]
    assert souk.inventory.delete(f"/products/{made['id']}").status == 204
    assert names(souk, q=question) == []


def suggestions(souk, text):
    answer = souk.inventory.get("/products/suggestions?" + urlencode({"q": text}))
    assert answer.status == 200, answer
    return answer.json["suggestions"]


def test_a_search_that_finds_nothing_has_suggestions_that_find_something(souk, shop):
    assert suggestions(souk, "oka lanp") == ["oak lamp"]
    assert suggestions(souk, "teapto") == ["teapot"]
    assert suggestions(souk, "lamp qqqqqq") == ["lamp"]
    for text in ("oka lanp", "teapto", "steal chiar", "lamp teapot"):
        assert suggestions(souk, text)
        assert all(names(souk, q=other) for other in suggestions(souk, text))


@pytest.mark.parametrize("text", ["lamp", "qqqqqq", "***", "x" * 200, "a " * 100])
def test_there_is_no_suggestion_for_what_is_found_or_near_nothing(souk, shop, text):
    assert suggestions(souk, text) == []


@pytest.mark.parametrize("query", ["", "q=", "q=" + "x" * 201])
def test_a_suggestion_needs_a_text_as_a_search_does(souk, shop, query):
    problem = assert_problem(souk.inventory.get(f"/products/suggestions?{query}"), 422, "validation_failed")
    assert [fault["loc"] for fault in problem["errors"]] == [["query", "q"]]


def test_the_name_goes_before_the_description_and_a_word_before_its_beginning(souk, shop):
    assert names(souk, q="tea") == ["Teapot", "茶碗"]
    assert names(souk, q="lamp", sort="newest") == ["Oak chair", "Steel lamp", "Oak lamp"]


@pytest.mark.parametrize(
    "sort, expected",
    [
        ("newest", [5, 4, 3, 2, 1, 0]),
        ("price", [3, 5, 4, 1, 0, 2]),
        ("-price", [2, 0, 1, 5, 4, 3]),
        ("name", [3, 2, 0, 1, 4, 5]),
        ("-name", [5, 4, 1, 0, 2, 3]),
    ],
)
def test_each_order(souk, shop, sort, expected):
    assert names(souk, sort=sort) == [SHOP[place][0] for place in expected]


def test_what_is_in_stock_and_what_is_not(souk, shop):
    assert names(souk, in_stock="false") == ["Steel lamp"]
    assert names(souk, in_stock="true", q="lamp") == ["Oak lamp", "Oak chair"]


def test_the_total_counts_the_matches_of_all_pages(souk, shop):
    for query, total in (({}, 6), ({"q": "lamp"}, 3), ({"in_stock": "true"}, 5), ({"q": "zzz"}, 0), ({"sort": "price"}, 6)):
        assert find(souk, limit=2, **query).headers["X-Total-Count"] == str(total)


@pytest.mark.parametrize("query", [{}, {"q": "lamp"}, {"sort": "price"}, {"sort": "-name", "in_stock": "true"},
                                   {"q": "t", "sort": "-price"}])
def test_the_pages_of_a_query_are_its_answer(souk, shop, query):
    whole = find(souk, limit=100, **query)
    assert next_page(whole) is None
    for limit in (1, 2, 5):
        pages = list(souk.pages(souk.inventory, "/products?" + urlencode({"limit": limit, **query})))
        assert [product for page in pages for product in page] == whole.json
        assert all(len(page) == limit for page in pages[:-1])


def test_a_cursor_leads_on_in_its_own_query_only(souk, shop):
    link = next_page(find(souk, q="lamp", sort="price", limit=1))
    cursor = link.split("cursor=")[1].split("&")[0]
    for other in ("q=lamps&sort=price", "q=lamp&sort=-price", "q=lamp", "sort=price", "q=lamp&sort=price&in_stock=true", ""):
        problem = assert_problem(souk.inventory.get(f"/products?{other}&cursor={cursor}"), 422, "validation_failed")
        said = "Input should be a cursor from a Link header of the same query"
        assert problem["errors"] == [{"loc": ["query", "cursor"], "type": "cursor_parsing", "msg": said}]
        assert problem["detail"] == f"query.cursor: {said}"
    assert souk.inventory.get(f"/products?q=lamp&sort=price&limit=2&cursor={cursor}").status == 200


@pytest.mark.parametrize("cursor", ["x", "", "...", "0.0.0.0", "%00", "x" * 5000, "01M81D9X94GJ4T650VAD7E8EJ7"])
def test_a_cursor_that_was_never_given_out_is_refused(souk, shop, cursor):
    assert_problem(souk.inventory.get(f"/products?q=lamp&cursor={cursor}"), 422, "validation_failed")


@pytest.mark.parametrize(
    "text",
    ['"', '"lamp', "lamp*", "*", "AND", "lamp AND", "lamp OR NOT", "NEAR(lamp oak, 1)", "name:lamp", "-lamp", "^lamp", "(",
     "lamp)", "'; DROP TABLE products; --", "🍐", "lamp 🍐", "\\", "%", "_", "{}", "+", "\u202elamp", "ﷺ", "\ufeff",
     "a " * 100, "x" * 200, "é" * 200, "🍐" * 200, " lamp ", "lamp\tlamp", "\U0010ffff"],
)
def test_no_text_is_an_error(souk, shop, text):
    answer = souk.inventory.get("/products?q=" + quote(text))
    assert answer.status == 200, answer
    assert int(answer.headers["X-Total-Count"]) == len(answer.json)


def test_what_would_be_syntax_elsewhere_only_separates_words(souk, shop):
    assert names(souk, q='"lamp" -(oak*)') == names(souk, q="lamp oak")
    assert names(souk, q="light AND warm") == []
    assert names(souk, q="***") == []


def test_bytes_that_are_no_text_are_no_error_either(souk, shop):
    for raw in ("%00", "lamp%00oak", "%ff", "%", "%F0%9F"):
        assert souk.inventory.get(f"/products?q={raw}").status in (200, 422)


@pytest.mark.parametrize("text", ["", " ", "\t", "x" * 201, "🍐" * 201, "a" * 1000, "a\x01b"])
def test_a_text_is_1_to_200_characters_and_not_blank(souk, shop, text):
    problem = assert_problem(souk.inventory.get("/products?q=" + quote(text)), 422, "validation_failed")
    assert [fault["loc"] for fault in problem["errors"]] == [["query", "q"]]


@pytest.mark.parametrize("field, value", [("sort", "rank"), ("sort", "PRICE"), ("in_stock", "maybe"), ("limit", "0"), ("limit", "101")])
def test_other_values_are_refused(souk, shop, field, value):
    problem = assert_problem(souk.inventory.get(f"/products?q=lamp&{field}={value}"), 422, "validation_failed")
    assert [fault["loc"] for fault in problem["errors"]] == [["query", field]]


def test_the_link_of_the_next_page_holds_any_text(souk, shop):
    first = find(souk, q='lamp & "é=?" ', limit=1)
    assert first.json == [] and next_page(first) is None
    for number in range(3):
        souk.create_product(name=f"Müsli & Co {number}")
    pages = list(souk.pages(souk.inventory, "/products?limit=1&q=" + quote('"müsli" & co')))
    assert [page[0]["name"] for page in pages] == ["Müsli & Co 2", "Müsli & Co 1", "Müsli & Co 0"]


def test_who_changes_a_product_finds_it_as_it_is(souk):
    for number in range(30):
        made = souk.create_product(name=f"Vase number{number}")
        assert names(souk, q=f"vase number{number}") == [made["name"]]
        assert souk.inventory.patch(f"/products/{made['id']}", {"name": f"Jug number{number}", "price": 7}).status == 200
        assert names(souk, q=f"vase number{number}") == []
        assert find(souk, q=f"jug number{number}").json == [souk.product(made["id"])]
        assert souk.inventory.delete(f"/products/{made['id']}").status == 204
        assert names(souk, q=f"number{number}") == []


def test_what_is_sold_out_leaves_the_stock_and_comes_back_with_new_units(souk):
    made = souk.create_product(name="Rarity", quantity=2)
    assert names(souk, q="rarity", in_stock="true") == ["Rarity"]
    souk.place_order(made["id"], 2)
    wait_until(lambda: names(souk, q="rarity", in_stock="false") == ["Rarity"], what="it is sold out")
    assert names(souk, q="rarity", in_stock="true") == []
    souk.quiet_product(made["id"])
    assert souk.inventory.patch(f"/products/{made['id']}", {"quantity": 1}).status == 200
    assert names(souk, q="rarity", in_stock="true") == ["Rarity"]


def test_an_answer_has_the_current_stock(souk):
    made = souk.create_product(name="Ephemera", quantity=50)
    for _ in range(5):
        souk.place_order(made["id"], 1)
    souk.wait_for_product(made["id"], quantity=45)
    assert find(souk, q="ephemera").json == [souk.product(made["id"])]


def test_pages_have_no_gaps_and_no_duplicates_while_products_come_and_go(souk):
    ids = [p["id"] for p in in_parallel(lambda n: souk.create_product(name=f"Bead {n}", price=n % 9), range(120))]
    coming_and_going = ids[::4]
    staying = set(ids) - set(coming_and_going)
    stopping = threading.Event()

    def come_and_go():
        for id_ in coming_and_going:
            if stopping.is_set():
                return
            souk.create_product(name="Bead new", price=5)
            souk.inventory.delete(f"/products/{id_}")

    for sort in ("price", "-name", None):
        trouble = threading.Thread(target=come_and_go)
        trouble.start()
        try:
            query = {"q": "bead", "limit": 7, **({"sort": sort} if sort else {})}
            seen = [p["id"] for page in souk.pages(souk.inventory, "/products?" + urlencode(query)) for p in page]
        finally:
            stopping.set()
            trouble.join()
            stopping.clear()
        assert len(set(seen)) == len(seen)
        assert staying <= set(seen)


def test_it_is_complete_again_after_a_restart_and_after_an_outage_of_redis(own_souk):
    souk = own_souk
    ids = [souk.create_product(name=f"Lamp {number}")["id"] for number in range(30)]
    souk.inventory_api.restart()
    assert find(souk, q="lamp").headers["X-Total-Count"] == "30"
    souk.inventory_redis.kill()
    answer = wait_until(lambda: (a := souk.inventory.get("/products?q=lamp")).status == 503 and a, what="the search is away")
    assert_problem(answer, 503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    assert souk.inventory_api.http.status_of("/readyz") == 503
    souk.inventory_redis.start()
    souk.wait_until_ready()
    assert souk.inventory.delete(f"/products/{ids[0]}").status == 204
    if souk.primaries:  # as long as some primary is away for the search, it shows what it had
        wait_until(lambda: find(souk, q="lamp").headers["X-Total-Count"] == "29", what="all primaries are there for the search")
    assert find(souk, q="lamp").headers["X-Total-Count"] == "29"


def test_two_processes_find_the_same(souk_of_two_workers):
    souk = souk_of_two_workers
    for number in range(20):
        souk.create_product(name=f"Lamp {number}")
    # A second one of the same port: either of them may answer.
    from souk import Service

    second = Service("inventory", "api", souk.inventory_api.port, souk.environment("inventory"), souk.folder / "inventory-api-2.log")
    souk.services.append(second.start())
    wait_until(lambda: '"search complete"' in second.output(), what="the second one is complete")
    made = souk.create_product(name="Lamp of both")
    wait_until(lambda: all(names(souk, q="both") == ["Lamp of both"] for _ in range(20)), what="both find it")
    assert souk.inventory.delete(f"/products/{made['id']}").status == 204
    wait_until(lambda: all(names(souk, q="both") == [] for _ in range(20)), what="both have forgotten it")
    assert find(souk, q="lamp").headers["X-Total-Count"] == "20"
