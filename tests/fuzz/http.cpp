// Arbitrary bytes as the input of a connection: requests are read, routed and answered as in a service.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <charconv>

#include "auth/admin_auth.hpp"
#include "fuzzing.hpp"
#include "http/detail/request_reader.hpp"
#include "http/detail/wire.hpp"
#include "inventory/api/list_query.hpp"
#include "inventory/domain/product.hpp"
#include "inventory/domain/product_ids.hpp"
#include "inventory/search/search_words.hpp"
#include "rest/refusals.hpp"
#include "rest/router.hpp"
#include "tests/unit/auth/memory_staff_sessions.hpp"
namespace souk::fuzzing {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr http::RequestReader::Limits limits{.header = 512, .target = 256, .body = 256};

struct Reading {
  std::vector<Request> requests;
  bool refused = false;
  std::string rest = {};
};

// Feeds `size` bytes at a time. Bytes of an incomplete request are kept for the next call, as in a connection.
Reading read(std::string_view bytes, std::size_t size) {
  Reading reading;
  http::RequestReader reader(limits);
  while (!bytes.empty() && !reading.refused) {
    reading.rest.append(bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
    for (bool complete = true; complete && !reading.refused;) {
      std::string_view rest = reading.rest;
      const auto result = reader.read(rest);
      promise(rest.size() <= reading.rest.size() && reading.rest.ends_with(rest), "a reader takes from the front");
      reading.rest.erase(0, reading.rest.size() - rest.size());
      reading.refused = !result;
      complete = result && *result;
      if (!complete) break;
      reading.requests.push_back(std::move(reader.request()));
      reader = http::RequestReader(limits);
    }
  }
  return reading;
}

bool same(const Request& a, const Request& b) {
  return a.method == b.method && a.path == b.path && a.query == b.query && a.headers == b.headers && a.body == b.body;
}

void check_request(const Request& request) {
  promise(request.body.size() <= limits.body, "a body is within its limit");
  promise(request.header_values("Host").size() <= 1, "a request has one host");
  promise(request.header_values("Content-Length").size() + request.header_values("Transfer-Encoding").size() <= 1,
          "a request is framed in one way");
  for (const auto [name, value] : request.headers.fields()) {
    promise(name.find_first_of(" \t\r\n:") == name.npos && !name.empty(), "a field has a name");
    promise(value.find_first_of(std::string_view("\r\n\0", 3)) == value.npos, "a value ends with its line");
  }
}

// Echoes everything that the services read of a request.
awaitable<Response> list(const Request& request) {
  auto query = rest::read_query<inventory::ListQuery>(request);
  if (!query) co_return rest::problem(query.error(), request.id);
  if (query->q) (void)inventory::asked_words(query->q->value());
  co_return Response{.body = "[]"}.with("Link", query->link_to("next"));
}

awaitable<Response> create(const Request& request) {
  auto wanted = rest::read_body<inventory::NewProduct>(request);
  if (!wanted) co_return rest::problem(wanted.error(), request.id);
  co_return rest::json(*wanted, 201).with("Location", request.path);
}

awaitable<Response> find(const Request& request) {
  const auto id = rest::id_parameter(request, "id", rest::not_found);
  if (!id) co_return rest::problem(id.error(), request.id);
  co_return rest::json(*id).with("ETag", std::string(request.header("If-Match")));
}

auth::AdminAuth& admin() {
  static auth::testing::MemoryStaffSessions sessions;
  static auth::AdminAuth admin("secret", {"http://localhost:3000"});
  admin.keep_sessions_in(sessions);
  return admin;
}

rest::Router& router() {
  static rest::Router router({.title = "",
                              .version = "",
                              .description = "",
                              .guard = admin().guard(),
                              .cors_origins = {"http://localhost:3000"}});
  static const bool made = [] {
    router.add(http::Method::get, "/products", "List", list);
    router.add(http::Method::post, "/products", "Create", create);
    router.add(http::Method::get, "/products/{id}", "Find", find);
    router.add(http::Method::delete_, "/products/{id}", "Delete", find).guarded();
    router.add(http::Method::get, "/orders/{id}/events", "Watch", find);
    router.add_docs();
    admin().add_routes(router);
    return true;
  }();
  (void)made;
  return router;
}

Response answer(Request& request) {
  static boost::asio::io_context io(1);
  std::optional<Response> response;
  std::string_view route;
  boost::asio::co_spawn(io, router().handle(request, route), [&](std::exception_ptr failure, Response result) {
    promise(!failure, "a router does not throw");
    response = std::move(result);
  });
  io.restart();
  io.poll();
  promise(response.has_value(), "a request is answered");
  return std::move(*response);
}

// The response is one message, and its head ends where its body begins.
void check_response(const Response& response, bool head_only) {
  const bool method_unknown = response.status == 501;
  promise(response.status >= 200 && (response.status < 500 || method_unknown),
          "a request is answered, or refused with a code");
  std::string out;
  http::write_response(response, {.request_id = "id", .head_only = head_only, .close = false}, out);
  const auto end = out.find("\r\n\r\n");
  promise(end != out.npos, "a response has a head");
  const auto head = std::string_view(out).substr(0, end + 2);
  for (std::size_t at = 0; at < head.size(); ++at) {
    promise((head[at] == '\n') == (at > 0 && head[at - 1] == '\r'), "a line of a head ends with CR LF");
  }
  const auto body = out.size() - end - 4;
  promise(body == (head_only || response.status == 204 ? 0 : response.body.size()), "a response has its body");
}

}  // namespace
}  // namespace souk::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace souk::fuzzing;
  const auto bytes = text(data, size);
  auto whole = read(bytes, bytes.size());
  for (const std::size_t part : {1, 7}) {
    const auto split = read(bytes, part);
    promise(whole.refused == split.refused, "the same bytes are refused, however they arrive");
    promise(std::ranges::equal(whole.requests, split.requests, same), "requests are the same, however they arrive");
    if (!whole.refused) promise(whole.rest == split.rest, "the same is left, however it arrives");
  }
  for (auto& request : whole.requests) {
    check_request(request);
    static std::size_t peers = 0;
    request.peer = std::to_string(++peers);  // so that no peer reaches the limit of wrong tokens
    request.id = "id";
    const bool head_only = request.method == souk::http::Method::head;
    check_response(answer(request), head_only);
  }
  return 0;
}
