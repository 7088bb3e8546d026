#pragma once

#include <boost/asio/awaitable.hpp>

#include "inventory/store/pages.hpp"
#include "rest/router.hpp"

namespace souk::inventory {

// The pages that the owner writes.
class PagesApi {
 public:
  explicit PagesApi(Pages& pages) : pages_(pages) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> list_pages(const http::Request&);
  awaitable<http::Response> get_page(const http::Request&);
  awaitable<http::Response> write_page(const http::Request&);
  awaitable<http::Response> delete_page(const http::Request&);

  Pages& pages_;
};

}  // namespace souk::inventory
