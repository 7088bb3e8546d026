#include <string>
#include <variant>

#include "describe/json.hpp"
#include "rest/message.hpp"

namespace souk::rest {

namespace {

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

Response problem(const Refusal& refusal, std::string_view request_id) {
  const auto& [word, status, title] = refusal.code;
  Response response{.status = status, .content_type = "application/problem+json", .code = word};
  auto& out = response.body;
  out.append("{\"type\":\"urn:souk:problem:").append(word).append("\"");
  write_member("title", title, out);
  out.append(",\"status\":").append(std::to_string(status));
  write_member("detail", refusal.detail, out);
  write_member("code", word, out);
  write_member("request_id", request_id, out);
  for (const auto& [name, value] : refusal.more) write_member(name, value, out);
  if (!refusal.errors.empty()) write_faults(refusal.errors, out);
  out += '}';
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (status == 415) response.headers.emplace_back("Accept-Encoding", "identity");
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace souk::rest
