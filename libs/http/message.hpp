// A request and a response as handlers see them. Beast is not visible here.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/header_fields.hpp"

namespace souk::http {

enum class Method { get, head, post, put, patch, delete_, options, other };
std::string_view name(Method);  // "GET"; other is ""
Method method_of(std::string_view name);

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  std::string path = {};   // percent-decoded, without a trailing slash; raw until the router has matched it
  std::string query = {};  // raw, after the '?'
  HeaderFields headers = {};
  std::string body = {};
  std::string peer = {};  // the sender's address: "127.0.0.1"
  std::string id = {};    // X-Request-Id: the client's when it is 1..64 of [A-Za-z0-9._-], else a new ULID
  std::vector<std::pair<std::string_view, std::string>> parameters = {};  // of the path, by name

  std::string_view header(std::string_view name) const;                      // any case; empty when absent
  std::vector<std::string_view> header_values(std::string_view name) const;  // of each header line of that name
  std::string_view parameter(std::string_view name) const;                   // of the path
};

class EventStream;

struct Response {
  // Writes events after the head and the body; see event_stream.hpp. The request no longer exists then.
  using Events = std::function<boost::asio::awaitable<void>(EventStream&)>;

  unsigned status = 200;
  std::string body = {};
  std::string_view content_type = "application/json";  // static text
  Headers headers = {};
  Events events = {};          // none: the body is the whole answer
  std::string_view code = {};  // of a refusal, for metrics

  Response&& with(std::string name, std::string value) && {
    headers.reserve(4);
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }
};

std::string_view reason(unsigned status);  // "Not Found"

}  // namespace souk::http
