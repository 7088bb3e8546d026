#pragma once

#include <boost/asio/awaitable.hpp>

#include "inventory/app/image_writer.hpp"
#include "rest/gate.hpp"
#include "rest/router.hpp"

namespace souk::inventory {

struct UploadQuery {
  std::optional<AltText> alt;
};
BOOST_DESCRIBE_STRUCT(UploadQuery, (), (alt))

// The pictures of products.
class ImagesApi {
 public:
  explicit ImagesApi(ImageWriter& writer) : writer_(writer) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> add_image(const http::Request&);
  awaitable<http::Response> arrange_images(const http::Request&);
  awaitable<http::Response> remove_image(const http::Request&);

  ImageWriter& writer_;
  // One conversion at a time, so that a machine with one processor still serves; the others wait.
  rest::Gate gate_{{.places = 1, .waiting = 8, .patience = Milliseconds{40'000}}};
};

}  // namespace souk::inventory
