#include "inventory/api/images.hpp"

#include "base/unavailable.hpp"
#include "http/client_address.hpp"
#include "inventory/api/product_tag.hpp"
#include "inventory/domain/refusals.hpp"
#include "inventory/store/product_cache.hpp"

namespace souk::inventory {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_adding =
    "The body is the file itself: JPEG, PNG, WebP or AVIF, whatever its Content-Type says; at most 10 MiB, 50 million "
    "pixels, 16000 on a side, and ten times as long as wide. It becomes the last picture of the product, which has at "
    "most ten. A file without a name of its own is made for each of the widths 320, 640 and 1280 up to that of the "
    "picture: `/media/<hash>-<width>.webp` at the gateway, without metadata. The same file again changes nothing.";

struct Upload {
  Ulid id;
  AltText alt;
};

Outcome<Upload> read_upload(const Request& request) {
  auto query = rest::read_query<UploadQuery>(request);
  if (!query) return std::unexpected(std::move(query.error()));
  auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) return std::unexpected(std::move(id.error()));
  if (auto file = rest::expect_file(request, "image"); !file) return std::unexpected(std::move(file.error()));
  return Upload{*id, query->alt.value_or(AltText())};
}

Outcome<ImageHash> hash_parameter(const Request& request) {
  if (auto hash = ImageHash::parse(request.parameter("hash"))) return std::move(*hash);
  return refuse(image_not_found, "The hash of a picture has 32 hexadecimal digits.");
}

Response answer(const Outcome<Product>& product, std::string_view request_id, unsigned status = 200) {
  if (!product) return problem(product.error(), request_id);
  return rest::json(*product, status).with("ETag", '"' + product_tag(*product) + '"');
}

}  // namespace

void ImagesApi::add_routes(rest::Router& router) {
  using enum http::Method;
  constexpr const char* if_match = "The ETag of a read: 412 when the product was edited or sold since";
  router.add(post, "/products/{id}/images", "Add a picture", this, &ImagesApi::add_image)
      .says(about_adding)
      .guarded()
      .takes_query<UploadQuery>()
      .takes_header("If-Match", if_match)
      .takes_file("image/*", max_upload)
      .answers<Product>(201)
      .sends({"ETag"})
      .refuses({product_not_found, version_mismatch, too_many_images, image_not_supported});
  router.add(put, "/products/{id}/images", "Arrange the pictures", this, &ImagesApi::arrange_images)
      .says("The product's pictures in another order or with other texts; each of them, and no other, must be named.")
      .guarded()
      .takes_header("If-Match", if_match)
      .takes<Arrangement>()
      .answers<Product>()
      .sends({"ETag"})
      .refuses({product_not_found, version_mismatch, images_changed});
  router.add(delete_, "/products/{id}/images/{hash}", "Remove a picture", this, &ImagesApi::remove_image)
      .guarded()
      .takes_header("If-Match", if_match)
      .answers<Product>()
      .sends({"ETag"})
      .refuses({product_not_found, version_mismatch, image_not_found});
}

awaitable<Response> ImagesApi::add_image(const Request& request) {
  auto upload = read_upload(request);
  if (!upload) co_return problem(upload.error(), request.id);
  const auto turn = co_await gate_.enter(http::client_address(request));
  if (!turn) throw Busy(Dependency::service, "too many pictures wait to be made");
  const auto added = co_await writer_.add(upload->id, request.body, std::move(upload->alt), expected_of(request));
  co_return answer(added, request.id, 201);
}

awaitable<Response> ImagesApi::arrange_images(const Request& request) {
  const auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  auto wanted = rest::read_body<Arrangement>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  co_return answer(co_await writer_.arrange(*id, std::move(*wanted), expected_of(request)), request.id);
}

awaitable<Response> ImagesApi::remove_image(const Request& request) {
  const auto id = rest::id_parameter(request, "id", product_not_found);
  if (!id) co_return problem(id.error(), request.id);
  const auto hash = hash_parameter(request);
  if (!hash) co_return problem(hash.error(), request.id);
  co_return answer(co_await writer_.remove(*id, *hash, expected_of(request)), request.id);
}

}  // namespace souk::inventory
