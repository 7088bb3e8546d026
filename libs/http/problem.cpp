#include <string>
#include <utility>

#include "describe/json.hpp"
#include "http/message.hpp"

namespace souk::http {

namespace {

// The one switch from a refusal to HTTP.
std::pair<unsigned, std::string_view> status_and_title(Code code) {
  switch (code) {
    case Code::bad_request:
      return {400, "Bad request"};
    case Code::unauthorized:
      return {401, "Unauthorized"};
    case Code::not_found:
      return {404, "Not found"};
    case Code::product_not_found:
      return {404, "Product not found"};
    case Code::order_not_found:
      return {404, "Order not found"};
    case Code::method_not_allowed:
      return {405, "Method not allowed"};
    case Code::request_timeout:
      return {408, "Request timeout"};
    case Code::sold_out:
      return {409, "Sold out"};
    case Code::insufficient_stock:
      return {409, "Insufficient stock"};
    case Code::stock_reserved:
      return {409, "Stock is reserved"};
    case Code::version_mismatch:
      return {412, "Version mismatch"};
    case Code::body_too_large:
      return {413, "Body too large"};
    case Code::uri_too_long:
      return {414, "URI too long"};
    case Code::unsupported_media_type:
      return {415, "Unsupported media type"};
    case Code::validation_failed:
      return {422, "Validation failed"};
    case Code::idempotency_key_reused:
      return {422, "Idempotency key reused"};
    case Code::too_many_requests:
      return {429, "Too many requests"};
    case Code::header_too_large:
      return {431, "Header too large"};
    case Code::internal_error:
      return {500, "Internal error"};
    case Code::not_implemented:
      return {501, "Not implemented"};
    case Code::unavailable:
      return {503, "Unavailable"};
  }
  std::unreachable();
}

void write_member(std::string_view name, std::string_view value, std::string& out) {
  out.append(",\"").append(name).append("\":");
  describe::write_string(value, out);
}

void write_location(const Location& location, std::string& out) {
  out += '[';
  for (const auto& step : location) {
    if (out.back() != '[') out += ',';
    if (const auto* field = std::get_if<std::string>(&step)) {
      describe::write_string(*field, out);
    } else {
      out += std::to_string(std::get<std::size_t>(step));
    }
  }
  out += ']';
}

void write_faults(const std::vector<Fault>& faults, std::string& out) {
  out += ",\"errors\":[";
  for (const auto& fault : faults) {
    if (out.back() == '}') out += ',';
    out += "{\"loc\":";
    write_location(fault.loc, out);
    write_member("type", fault.type, out);
    write_member("msg", fault.msg, out);
    out += '}';
  }
  out += ']';
}

}  // namespace

unsigned status_of(Code code) {
  return status_and_title(code).first;
}

std::string_view title_of(Code code) {
  return status_and_title(code).second;
}

Response problem(const Refusal& refusal, std::string_view request_id) {
  const auto [status, title] = status_and_title(refusal.code);
  Response response{.status = status, .content_type = "application/problem+json", .code = word(refusal.code)};
  auto& out = response.body;
  out.append("{\"type\":\"urn:souk:problem:").append(word(refusal.code)).append("\"");
  write_member("title", title, out);
  out.append(",\"status\":").append(std::to_string(status));
  write_member("detail", refusal.detail, out);
  write_member("code", word(refusal.code), out);
  write_member("request_id", request_id, out);
  if (!refusal.errors.empty()) write_faults(refusal.errors, out);
  out += '}';
  if (refusal.code == Code::unauthorized) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (refusal.code == Code::unsupported_media_type) response.headers.emplace_back("Accept-Encoding", "identity");
  if (refusal.code == Code::unavailable) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace souk::http
