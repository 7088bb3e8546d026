"""Pictures of products: good ones are made, served and recorded; hostile ones are refused, and nothing is kept of them."""

import http.client
import os
import pathlib
import re
import subprocess
import threading
import time

import pictures
import pytest
from launcher import Server
from processes import wait_until
from souk import BIN, assert_problem, in_parallel

NO_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def media(system):
    return pathlib.Path(system.settings["SOUK_DATA"]) / "media"


def files(system):
    """The names of the pictures' files, and of whatever else was left there."""
    folder = media(system)
    return sorted(path.name for path in folder.iterdir() if path.name not in (".lock", ".unused")) if folder.exists() else []


def upload(http, product_id, data, content_type="image/png", query="", **headers):
    return http.post(f"/products/{product_id}/images{query}", data, headers={"Content-Type": content_type, **headers}, timeout=60)


def images_of(http, product_id):
    return http.get(f"/products/{product_id}").json["images"]


@pytest.fixture
def product(souk):
    return souk.create_product()["id"]


@pytest.fixture(scope="module")
def jpeg():
    return pictures.as_kind(pictures.png(1600, 900), ".jpg")


# What is made.


def test_a_picture_is_made_in_three_widths_and_stands_in_its_product(souk, product, jpeg):
    answer = upload(souk.inventory, product, jpeg, "image/jpeg", "?alt=A%20lamp")
    assert answer.status == 201, answer
    (image,) = answer.json["images"]
    assert (image["alt"], image["width"], image["height"]) == ("A lamp", 1280, 720)
    assert images_of(souk.inventory, product) == [image]
    assert answer.headers["ETag"].startswith(f'"{answer.json["version"]}-')
    for width, height in ((320, 180), (640, 360), (1280, 720)):
        data = (media(souk) / f"{image['hash']}-{width}.webp").read_bytes()
        assert data[:4] == b"RIFF" and data[8:12] == b"WEBP"
        assert pictures.size_of(data) == (width, height)


@pytest.mark.parametrize("ending", [".jpg", ".png", ".webp", ".avif"])
def test_every_kind_is_read_whatever_it_is_called(souk, product, ending):
    answer = upload(souk.inventory, product, pictures.as_kind(pictures.png(400, 300), ending), "application/octet-stream")
    assert answer.status == 201, answer
    assert [(image["width"], image["height"]) for image in answer.json["images"]] == [(400, 300)]


def test_a_small_picture_is_not_enlarged(souk, product):
    image = upload(souk.inventory, product, pictures.png(200, 100)).json["images"][0]
    assert [name for name in files(souk) if image["hash"] in name] == [f"{image['hash']}-200.webp"]


def test_a_picture_is_turned_upright_and_loses_its_metadata(souk, product):
    turned = pictures.as_kind(pictures.png(600, 400), ".jpg", orientation=6)
    assert b"Secret Author" in turned
    image = upload(souk.inventory, product, turned, "image/jpeg").json["images"][0]
    assert (image["width"], image["height"]) == (400, 600)
    data = (media(souk) / f"{image['hash']}-400.webp").read_bytes()
    assert b"Secret Author" not in data and b"EXIF" not in data


def test_the_same_upload_is_the_same_file_and_one_picture(souk, product, jpeg):
    first = upload(souk.inventory, product, jpeg).json
    before = files(souk)
    again = upload(souk.inventory, product, jpeg).json
    assert again["images"] == first["images"] and again["version"] == first["version"]
    other = souk.create_product()["id"]
    assert upload(souk.inventory, other, jpeg).json["images"][0]["hash"] == first["images"][0]["hash"]
    assert files(souk) == before


# What is refused.


def hostile():
    good = pictures.png(500, 400, seed=9)
    jpg = pictures.as_kind(good, ".jpg")
    return {
        "no picture": (b"hello", "image/png"),
        "empty": (b"", "image/png"),
        "svg": (SVG, "image/svg+xml"),
        "svg as jpeg": (SVG, "image/jpeg"),
        "html after a wrong magic": (b"GIF89a<script>alert(1)</script>", "image/gif"),
        "pdf": (b"%PDF-1.4\n" + jpg, "image/jpeg"),
        "magic alone": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, "image/jpeg"),
        "truncated jpeg": (jpg[:len(jpg) // 2], "image/jpeg"),
        "truncated png": (good[:len(good) // 2], "image/png"),
        "truncated webp": ((webp := pictures.as_kind(good, ".webp"))[:len(webp) // 2], "image/webp"),
        "truncated avif": ((avif := pictures.as_kind(good, ".avif"))[:len(avif) // 2], "image/avif"),
        "too long": (pictures.png(2000, 100), "image/png"),
    }


@pytest.mark.parametrize("name", hostile())
def test_what_is_no_whole_picture_is_refused_and_nothing_is_kept(souk, product, name):
    data, content_type = hostile()[name]
    before = files(souk)
    assert_problem(upload(souk.inventory, product, data, content_type), 422, "image_not_supported")
    assert files(souk) == before and images_of(souk.inventory, product) == []


def test_a_bomb_is_refused_by_its_header(souk, product):
    data, before, began = pictures.bomb(), files(souk), time.monotonic()
    assert len(data) < 10 << 20
    answer = upload(souk.inventory, product, data)
    assert_problem(answer, 422, "image_not_supported")
    assert "pixels" in answer.json["detail"]
    assert time.monotonic() - began < 5
    assert files(souk) == before and images_of(souk.inventory, product) == []


def test_nothing_but_pixels_is_kept_of_a_picture_that_is_also_something_else(souk, product, jpeg):
    payload = b"<script>alert('polyglot')</script>PK\3\4"
    image = upload(souk.inventory, product, jpeg + payload, "image/jpeg").json["images"][0]
    for width in (320, 640, 1280):
        assert b"polyglot" not in (media(souk) / f"{image['hash']}-{width}.webp").read_bytes()


def test_eleven_megabytes_are_refused_with_the_limit(souk, product):
    connection = http.client.HTTPConnection("127.0.0.1", souk.inventory.port, timeout=15)
    connection.putrequest("POST", f"/products/{product}/images")
    connection.putheader("Content-Type", "image/png")
    connection.putheader("Content-Length", str(11 << 20))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413 and b"10485760" in answer.read()
    connection.close()


def test_another_body_keeps_its_limit_of_one_megabyte(souk, product):
    answer = souk.inventory.patch(f"/products/{product}", b" " * (1 << 20) + b"{}")
    assert_problem(answer, 413, "body_too_large")
    assert "1048576" in answer.json["detail"]


@pytest.mark.parametrize("content_type", ["application/json", "text/html", "imagery/png", "multipart/form-data; boundary=x", None])
def test_a_body_that_does_not_call_itself_a_picture_is_415(souk, product, content_type):
    answer = souk.inventory.post(f"/products/{product}/images", pictures.png(9, 9), headers={"Content-Type": content_type})
    assert_problem(answer, 415, "unsupported_media_type")


def test_no_product_has_no_pictures(souk):
    assert_problem(upload(souk.inventory, NO_ID, pictures.png(9, 9)), 404, "product_not_found")
    assert_problem(upload(souk.inventory, "x", pictures.png(9, 9)), 404, "product_not_found")


# The record.


def test_an_eleventh_picture_is_refused_also_when_several_come_at_once(souk, product):
    answers = in_parallel(lambda seed: upload(souk.inventory, product, pictures.png(20, 20, seed)), range(12), threads=4)
    refused = [answer for answer in answers if answer.status != 201]
    assert len(refused) == 2, answers
    for answer in refused:
        assert_problem(answer, 409, "too_many_images")
    assert len(images_of(souk.inventory, product)) == 10


def test_pictures_are_arranged_and_removed(souk, product):
    for seed in range(3):
        upload(souk.inventory, product, pictures.png(30, 30, seed))
    first, second, third = (image["hash"] for image in images_of(souk.inventory, product))
    wanted = [{"hash": third, "alt": "Back"}, {"hash": first, "alt": ""}, {"hash": second, "alt": "Side"}]
    arranged = souk.inventory.request("PUT", f"/products/{product}/images", {"images": wanted})
    assert arranged.status == 200, arranged
    assert [{"hash": image["hash"], "alt": image["alt"]} for image in images_of(souk.inventory, product)] == wanted
    same = souk.inventory.request("PUT", f"/products/{product}/images", {"images": arranged.json["images"]})
    assert same.json["version"] == arranged.json["version"]

    removed = souk.inventory.delete(f"/products/{product}/images/{first}")
    assert [image["hash"] for image in removed.json["images"]] == [third, second]
    assert_problem(souk.inventory.delete(f"/products/{product}/images/{first}"), 404, "image_not_found")
    assert_problem(souk.inventory.request("PUT", f"/products/{product}/images", {"images": wanted}), 409, "images_changed")
    assert_problem(souk.inventory.request("PUT", f"/products/{product}/images", {"images": wanted[:1]}), 409, "images_changed")


def test_a_writer_that_saw_another_version_is_refused(souk, product):
    version = souk.product(product)["version"]
    assert souk.inventory.patch(f"/products/{product}", {"price": 3}).status == 200
    old = {"If-Match": f'"{version}"'}
    assert_problem(upload(souk.inventory, product, pictures.png(31, 31), **old), 412, "version_mismatch")
    assert upload(souk.inventory, product, pictures.png(31, 31), **{"If-Match": f'"{version + 1}"'}).status == 201
    arrangement = {"images": images_of(souk.inventory, product)}
    assert_problem(souk.inventory.request("PUT", f"/products/{product}/images", arrangement, headers=old), 412, "version_mismatch")


# The conversion.


def converters():
    """Processes of `picture make` on this machine."""
    found = subprocess.run(["pgrep", "-f", f"^{BIN / 'picture'} make"], stdout=subprocess.PIPE, text=True).stdout
    return [int(pid) for pid in found.split()]


def conversions_of(system):
    """The two processes of a conversion: the one that writes files, and the one that decodes."""
    folder = str(media(system)).encode()
    return [pid for pid in converters() if folder in pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()]


def decoder_of(system):
    """The process that decodes, once it is confined."""
    def found():
        pids = conversions_of(system)
        return max(pids) if len(pids) == 2 and "Seccomp:\t2" in status_of(max(pids)) else None

    return wait_until(found, what="a confined process decodes")


def status_of(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return ""


def started_upload(system, data):
    """A thread that uploads to a new product, and where its answer will be."""
    product, answers = system.create_product()["id"], []
    work = threading.Thread(target=lambda: answers.append(upload(system.inventory, product, data)))
    work.start()
    return product, work, answers


def test_a_picture_is_decoded_with_no_rights_and_within_limits(own_souk):
    _, work, answers = started_upload(own_souk, pictures.bomb(7000))
    pid = decoder_of(own_souk)
    assert "NoNewPrivs:\t1" in status_of(pid)
    limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
    for limit in (r"Max cpu time +20 ", r"Max address space +1073741824 ", r"Max file size +0 ", r"Max core file size +0 "):
        assert re.search(limit, limits), limits
    for process in (pid, min(conversions_of(own_souk))):
        assert pathlib.Path(f"/proc/{process}/environ").read_bytes() == b""  # no password, no token
    work.join(30)
    assert answers[0].status == 201


def test_a_conversion_that_takes_more_than_its_time_is_refused_and_leaves_nothing(own_souk):
    product, work, answers = started_upload(own_souk, pictures.bomb(7000))
    subprocess.run(["prlimit", "--cpu=0", "--pid", str(decoder_of(own_souk))], check=True)
    work.join(30)
    assert_problem(answers[0], 422, "image_not_supported")
    assert "too much time" in answers[0].json["detail"]
    assert conversions_of(own_souk) == [] and files(own_souk) == [] and images_of(own_souk.inventory, product) == []


def test_reads_and_orders_go_on_while_a_picture_is_made(own_souk):
    product = own_souk.create_product()["id"]
    busy = threading.Thread(target=upload, args=(own_souk.inventory, product, pictures.bomb(7000)))
    busy.start()
    wait_until(converters, what="the conversion runs")
    read = 0
    while busy.is_alive():
        assert own_souk.inventory.get(f"/products/{product}").status == 200
        read += 1
    busy.join()
    assert read > 20


def test_a_conversion_that_is_killed_leaves_no_file_and_no_process(own_souk):
    product, work, answers = started_upload(own_souk, pictures.bomb(7000))
    running = wait_until(lambda: found if len(found := conversions_of(own_souk)) == 2 else None, what="the conversion runs in a process of its own")
    subprocess.run(["kill", "-KILL", str(min(running))], check=True)  # the parent of the two
    work.join(15)
    assert_problem(answers[0], 503, "unavailable")
    wait_until(lambda: not conversions_of(own_souk), what="the child has ended, too")
    assert files(own_souk) == [] and images_of(own_souk.inventory, product) == []
    assert upload(own_souk.inventory, product, pictures.png(50, 50)).status == 201


def test_an_api_that_is_killed_takes_its_conversion_with_it(own_souk):
    product = own_souk.create_product()["id"]
    work = threading.Thread(target=lambda: pytest.raises((OSError, http.client.HTTPException),
                                                         upload, own_souk.inventory, product, pictures.bomb(7000)))
    work.start()
    wait_until(lambda: conversions_of(own_souk), what="the conversion runs")
    own_souk.inventory_api.kill()
    work.join(15)
    wait_until(lambda: not conversions_of(own_souk), what="it has ended")
    own_souk.inventory_api.start()
    wait_until(own_souk.inventory_api.ready, what="the API is ready")


def test_a_picture_of_no_product_is_put_away_and_comes_back_when_it_is_shown_again(own_souk, jpeg):
    one, other = own_souk.create_product()["id"], own_souk.create_product()["id"]
    kept = upload(own_souk.inventory, one, jpeg).json["images"][0]["hash"]
    lost = upload(own_souk.inventory, other, pictures.png(60, 60)).json["images"][0]["hash"]
    assert own_souk.inventory.delete(f"/products/{other}").status == 204
    old, older = time.time() - 2 * 3600, media(own_souk) / f"{'f' * 32}-9.webp"
    older.touch()
    os.utime(older, (old, old))
    own_souk.inventory_api.restart()
    wait_until(lambda: not older.exists(), what="the folder is swept")
    assert f"{lost}-60.webp" in files(own_souk)  # it is fresh: an upload may not be in its product yet
    for path in media(own_souk).glob("*.webp"):
        os.utime(path, (old, old))
    own_souk.inventory_api.restart()
    wait_until(lambda: f"{lost}-60.webp" not in files(own_souk), what="the picture is put away")
    assert [name for name in files(own_souk) if name.endswith("webp")] == [f"{kept}-{width}.webp" for width in (1280, 320, 640)]
    assert (media(own_souk) / ".unused" / f"{lost}-60.webp").exists()
    (media(own_souk) / f"{kept}-320.webp").rename(media(own_souk) / ".unused" / f"{kept}-320.webp")
    own_souk.inventory_api.restart()
    wait_until(lambda: f"{kept}-320.webp" in files(own_souk), what="a picture in use is brought back")


# The gateway.


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("images"), SOUK_ADMIN_TOKEN="a-token-of-the-store-admin")
    try:
        yield server.start_and_wait()
    finally:
        server.stop()


@pytest.fixture
def shop(server):
    return server.http("SHOP", headers={"Authorization": "Bearer a-token-of-the-store-admin"})


def test_the_gateway_takes_pictures_and_serves_them_for_ever(shop, server, jpeg):
    product = shop.post("/api/inventory/products", {"name": "lamp", "price": 20.0, "quantity": 9}).json["id"]
    large = jpeg + bytes(3 << 20)
    answer = shop.post(f"/api/inventory/products/{product}/images", large, headers={"Content-Type": "image/jpeg"}, timeout=60)
    assert answer.status == 201, answer
    image = answer.json["images"][0]
    served = server.http("SHOP").get(f"/media/{image['hash']}-640.webp")
    assert (served.status, served.headers["Content-Type"]) == (200, "image/webp")
    assert served.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert served.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert served.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert pictures.size_of(served.body) == (640, 360)


@pytest.mark.parametrize("path", ["/media/", "/media/.lock", "/media/.unused/x", "/media/" + "0" * 32 + "-320.webp",
                                  "/media/x.html"])
def test_nothing_else_is_served_from_there(server, path):
    answer = server.http("SHOP").get(path)
    assert answer.status == 404 and "immutable" not in answer.headers.get("Cache-Control", "")


def test_a_caller_who_is_not_the_admin_cannot_send_large_bodies(server, shop):
    product = shop.post("/api/inventory/products", {"name": "lamp", "price": 20.0, "quantity": 9}).json["id"]
    for port in ("SHOP", "INVENTORY"):
        prefix = "/api/inventory" if port == "SHOP" else ""
        connection = http.client.HTTPConnection("127.0.0.1", server.http(port).port, timeout=15)
        connection.putrequest("POST", f"{prefix}/products/{product}/images")
        connection.putheader("Content-Type", "image/png")
        connection.putheader("Content-Length", str(5 << 20))
        connection.endheaders()
        answer = connection.getresponse()
        assert answer.status == 401 and b"unauthorized" in answer.read()
        connection.close()


def test_the_gateway_names_the_limit_of_a_picture(shop):
    connection = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=15)
    connection.putrequest("POST", f"/api/inventory/products/{NO_ID}/images")
    connection.putheader("Content-Length", str(11 << 20))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413 and b"10485760" in answer.read()
    connection.close()
