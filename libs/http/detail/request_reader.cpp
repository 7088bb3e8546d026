#include "http/detail/request_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "http/ascii.hpp"
#include "http/detail/head.hpp"
#include "http/refusals.hpp"
#include "http/target.hpp"

namespace souk::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

namespace {

// Beast's parser, which stores what it reads directly in the request.
class HeadParser : public beast::http::basic_parser<true> {
 public:
  explicit HeadParser(HeaderFields& fields) : fields_(fields) {}

  std::string_view method, target;
  bool is_1_1 = false;

 private:
  using Text = beast::string_view;

  void on_request_impl(beast::http::verb, Text sent_method, Text sent_target, int version, error_code&) override {
    method = sent_method;
    target = sent_target;
    is_1_1 = version == 11;
  }
  void on_field_impl(beast::http::field, Text name, Text value, error_code&) override { fields_.add(name, value); }
  void on_header_impl(error_code&) override {}
  void on_finish_impl(error_code&) override {}

  // Never called: the parser only gets heads of requests.
  void on_response_impl(int, Text, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(Text, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text, error_code&) override { return 0; }

  HeaderFields& fields_;
};

bool is_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

std::unexpected<Refusal> bad(std::string detail) {
  return std::unexpected(Refusal{bad_request, std::move(detail)});
}

}  // namespace

RequestReader::RequestReader(Limits limits)
    : limits_(limits), chunks_({.body = limits.body, .unused = limits.header}) {}

Outcome<bool> RequestReader::read(std::string_view& bytes) {
  if (part_ == Part::head) {
    const auto sent = bytes;
    if (auto head = read_head(bytes); !head) {
      salvage(sent);
      return std::unexpected(std::move(head.error()));
    }
  }
  if (part_ == Part::body) {
    if (auto body = read_body(bytes); !body) return std::unexpected(std::move(body.error()));
  }
  return part_ == Part::complete;
}

void RequestReader::salvage(std::string_view head) {
  if (const auto id = find_field(head, "X-Request-Id"); is_request_id(id)) request_.id = id;
  request_.headers = {{"Origin", find_field(head, "Origin")}};
}

Outcome<void> RequestReader::read_head(std::string_view& bytes) {
  while (bytes.starts_with("\r\n")) {  // RFC 9112, 2.2: skip blank lines before a request line
    bytes.remove_prefix(2);
    seen_ = 0;
  }
  const auto end = find_head_end(bytes, seen_);
  if (end.scan == Scan::bare_line_feed) return bad("A header line ends with a bare line feed");
  seen_ = bytes.size();
  if (bytes.size() > limits_.target && target_length(bytes) > limits_.target) {
    return refuse(uri_too_long, "The target may have at most " + std::to_string(limits_.target) + " bytes");
  }
  if (end.scan == Scan::complete && end.length <= limits_.header) {
    const auto head = bytes.substr(0, end.length);
    bytes.remove_prefix(end.length);
    return parse_head(head);
  }
  if (seen_ < limits_.header) return {};
  return std::unexpected(
      Refusal{header_too_large, "The header may have at most " + std::to_string(limits_.header) + " bytes"});
}

Outcome<void> RequestReader::parse_head(std::string_view head) {
  if (const auto fault = fault_in_head(head); !fault.empty()) return bad(std::string(fault));
  request_.headers.reserve(16, head.size());
  HeadParser parser(request_.headers);
  parser.header_limit(static_cast<std::uint32_t>(limits_.header) + 1);  // read_head() has checked the limit
  parser.body_limit(boost::none);
  error_code failed;
  parser.put(asio::buffer(head), failed);
  if (const auto id = request_.header("X-Request-Id"); is_request_id(id)) request_.id = id;
  if (failed) return bad("The header is not HTTP/1.1: " + failed.message());
  if (parser.method == "CONNECT") return refuse(not_implemented, "This server is not a proxy");
  const auto target = parse_target(parser.target);
  if (!target) return bad("The request target is not a path");
  request_.method = method_of(parser.method);
  request_.path = target->path;
  request_.query = target->query;

  chunked_ = parser.chunked();
  length_ = parser.content_length().value_or(0);
  expects_continue_ = parser.is_1_1 && same_word(request_.header("Expect"), "100-continue");
  persists_ = parser.is_1_1 && parser.keep_alive();
  part_ = chunked_ || length_ > 0 ? Part::body : Part::complete;
  if (length_ <= limits_.body) return {};  // a body that does not say how large it is has the usual limit
  if (!limits_.waits) return std::unexpected(body_too_large());
  part_ = Part::large_body;
  return {};
}

Outcome<void> RequestReader::admit(std::size_t most) {
  limits_.body = most;
  part_ = Part::body;
  if (length_ > most) return std::unexpected(body_too_large());
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
  return {http::body_too_large, "The body may have at most " + std::to_string(limits_.body) + " bytes"};
}

}  // namespace souk::http
