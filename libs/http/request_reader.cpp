#include "http/request_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "http/ascii.hpp"
#include "http/head.hpp"
#include "http/target.hpp"

namespace souk::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

namespace {

bool is_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

std::unexpected<Refusal> bad(std::string detail) {
  return std::unexpected(Refusal{Code::bad_request, std::move(detail)});
}

}  // namespace

RequestReader::RequestReader(Limits limits)
    : limits_(limits), chunks_({.body = limits.body, .unused = limits.header}) {}

Outcome<bool> RequestReader::read(std::string_view& bytes) {
  if (part_ == Part::head) {
    if (auto head = read_head(bytes); !head) return std::unexpected(std::move(head.error()));
  }
  if (part_ == Part::body) {
    if (auto body = read_body(bytes); !body) return std::unexpected(std::move(body.error()));
  }
  return part_ == Part::complete;
}

Outcome<void> RequestReader::read_head(std::string_view& bytes) {
  while (bytes.starts_with("\r\n")) {  // RFC 9112, 2.2: blank lines before a request line are skipped
    bytes.remove_prefix(2);
    seen_ = 0;
  }
  const auto end = find_head_end(bytes, seen_);
  if (end.scan == Scan::bare_line_feed) return bad("A header line ends with a bare line feed");
  seen_ = bytes.size();
  if (end.scan == Scan::complete && end.length <= limits_.header) {
    const auto head = bytes.substr(0, end.length);
    bytes.remove_prefix(end.length);
    return parse_head(head);
  }
  if (seen_ < limits_.header) return {};
  return std::unexpected(
      Refusal{Code::header_too_large, "The header may have " + std::to_string(limits_.header) + " bytes"});
}

Outcome<void> RequestReader::parse_head(std::string_view head) {
  if (const auto fault = fault_in_head(head); !fault.empty()) return bad(std::string(fault));
  beast::http::request_parser<beast::http::empty_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(limits_.header) + 1);  // read_head() has measured it
  parser.body_limit(boost::none);
  error_code failed;
  parser.put(asio::buffer(head), failed);
  const auto& message = parser.get();
  if (const std::string_view id = message["X-Request-Id"]; is_request_id(id)) request_.id = id;
  if (failed) return bad("The header is not HTTP/1.1: " + failed.message());
  if (message.method() == beast::http::verb::connect) return refuse(Code::method_not_allowed, "This is no proxy");
  const auto target = parse_target(message.target());
  if (!target) return bad("The request target is not a path");
  request_.method = method_of(message.method_string());
  request_.path = target->path;
  request_.query = target->query;
  request_.headers.reserve(16);
  for (const auto& field : message) request_.headers.emplace_back(field.name_string(), field.value());

  const bool is_1_1 = message.version() == 11;
  chunked_ = parser.chunked();
  length_ = parser.content_length().value_or(0);
  expects_continue_ = is_1_1 && same_word(message["Expect"], "100-continue");
  persists_ = is_1_1 && parser.keep_alive();
  part_ = chunked_ || length_ > 0 ? Part::body : Part::complete;
  if (length_ > limits_.body) return std::unexpected(body_too_large());
  return {};
}

Outcome<void> RequestReader::read_body(std::string_view& bytes) {
  auto& body = request_.body;
  if (chunked_) {
    const auto state = chunks_.read(bytes, body);
    if (state == ChunkedBody::State::malformed) return bad("The body is not chunked as HTTP/1.1 is");
    if (state == ChunkedBody::State::too_large) return std::unexpected(body_too_large());
    if (state == ChunkedBody::State::complete) part_ = Part::complete;
    return {};
  }
  const auto data = bytes.substr(0, length_ - body.size());
  body.append(data);
  bytes.remove_prefix(data.size());
  if (body.size() == length_) part_ = Part::complete;
  return {};
}

Refusal RequestReader::body_too_large() const {
  return {Code::body_too_large, "The body may have " + std::to_string(limits_.body) + " bytes"};
}

}  // namespace souk::http
