#include "rest/idempotency_key.hpp"

#include <algorithm>

namespace souk::rest {
namespace {

constexpr std::size_t longest = 255;

Outcome<std::string> wrong(std::string type, std::string msg) {
  return std::unexpected(not_valid({{{"header", idempotency_key_name}, std::move(type), std::move(msg)}}));
}

}  // namespace

Outcome<std::string> optional_idempotency_key(const Request& request) {
  const auto keys = request.header_values(idempotency_key_name);
  if (keys.empty()) return "";
  const auto key = keys.front();
  const bool visible = std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
  if (keys.size() == 1 && visible && !key.empty() && key.size() <= longest) return std::string(key);
  return wrong("string_pattern_mismatch", "Header should be one key of 1 to 255 visible ASCII characters");
}

Outcome<std::string> required_idempotency_key(const Request& request) {
  auto key = optional_idempotency_key(request);
  return key && key->empty() ? wrong("missing", "Header is required") : key;
}

Response replayable(Response answer, bool is_replayed) {
  if (is_replayed) answer.headers.emplace_back("Idempotent-Replayed", "true");
  return answer;
}

Refusal key_reused(Code code) {
  return {code, std::string("This ").append(idempotency_key_name).append(" was used with another body.")};
}

}  // namespace souk::rest
