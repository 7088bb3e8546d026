// Any bytes as those of a connection: requests are read, routed and answered as a service does it.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <charconv>

#include "fuzzing.hpp"
#include "http/request_reader.hpp"
#include "http/router.hpp"
#include "http/wire.hpp"
#include "inventory/api/list_query.hpp"
#include "inventory/domain/product.hpp"
#include "inventory/domain/product_ids.hpp"
#include "inventory/search/search_words.hpp"

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

// Bytes come `size` at a time; what belongs to no complete request is kept for the next, as a connection does.
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
  promise(request.body.size() <= limits.body, "a body is no longer than it may be");
  promise(request.header_values("Host").size() <= 1, "a request has one host");
  promise(request.header_values("Content-Length").size() + request.header_values("Transfer-Encoding").size() <= 1,
          "a request is framed in one way");
  for (const auto [name, value] : request.headers.fields()) {
    promise(name.find_first_of(" \t\r\n:") == name.npos && !name.empty(), "a field has a name");
    promise(value.find_first_of(std::string_view("\r\n\0", 3)) == value.npos, "a value ends with its line");
  }
}

// All that the services read of a request, told back.
awaitable<Response> list(const Request& request) {
  auto query = request.read_query<inventory::ListQuery>();
  if (!query) co_return http::problem(query.error(), request.id);
  if (query->q) (void)inventory::asked_words(query->q->value());
  co_return Response{.body = "[]"}.with("Link", query->link_to("next"));
}

awaitable<Response> create(const Request& request) {
  auto wanted = request.read<inventory::NewProduct>();
  if (!wanted) co_return http::problem(wanted.error(), request.id);
  co_return http::json(*wanted, 201).with("Location", request.path);
}

awaitable<Response> find(const Request& request) {
  const auto id = request.id_parameter("id", Code::product_not_found);
  if (!id) co_return http::problem(id.error(), request.id);
  co_return http::json(*id).with("ETag", std::string(request.header("If-Match")));
}

http::Router& router() {
  static http::Router router({.title = "",
                              .version = "",
                              .description = "",
                              .admin_token = "secret",
                              .cors_origins = {"http://localhost:3000"}});
  static const bool made = [] {
    router.add(http::Method::get, "/products", "List", list);
    router.add(http::Method::post, "/products", "Create", create);
    router.add(http::Method::get, "/products/{id}", "Find", find);
    router.add(http::Method::delete_, "/products/{id}", "Delete", find).admin();
    router.add(http::Method::get, "/orders/{id}/events", "Watch", find);
    router.add_docs();
    router.add_session();
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

// One message, whose head ends where its body begins.
void check_response(const Response& response, bool head_only) {
  const bool method_unknown = response.status == 501;
  promise(response.status >= 200 && (response.status < 500 || method_unknown),
          "a request is answered, or refused for a reason");
  std::string out;
  http::write_response(response, {.request_id = "id", .head_only = head_only, .close = false}, out);
  const auto end = out.find("\r\n\r\n");
  promise(end != out.npos, "a response has a head");
  const auto head = std::string_view(out).substr(0, end + 2);
  for (std::size_t at = 0; at < head.size(); ++at) {
    promise((head[at] == '\n') == (at > 0 && head[at - 1] == '\r'), "a line of a head ends as lines do");
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
    promise(whole.refused == split.refused, "bytes are requests or not, however they arrive");
    promise(std::ranges::equal(whole.requests, split.requests, same), "requests are the same, however they arrive");
    if (!whole.refused) promise(whole.rest == split.rest, "the same is left, however it arrives");
  }
  for (auto& request : whole.requests) {
    check_request(request);
    static std::size_t peers = 0;
    request.peer = std::to_string(++peers);  // so that none of them has guessed wrong too often
    request.id = "id";
    const bool head_only = request.method == souk::http::Method::head;
    check_response(answer(request), head_only);
  }
  return 0;
}
