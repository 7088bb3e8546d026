#include "rest/message.hpp"

#include <unordered_map>

#include "http/ascii.hpp"
#include "http/target.hpp"
#include "rest/refusals.hpp"

namespace souk::rest {

using http::same_word;

namespace {

Outcome<void> expect_no_coding(const Request& request) {
  for (const auto coding : request.header_values("Content-Encoding")) {
    if (same_word(coding, "identity")) continue;
    return refuse(unsupported_media_type, "The body must be sent without a Content-Encoding");
  }
  return {};
}

std::string_view media_type_of(const Request& request) {
  const auto value = request.header("Content-Type");
  return http::trimmed(value.substr(0, value.find(';')));
}

}  // namespace

Outcome<Ulid> id_parameter(const Request& request, std::string_view name, Code missing) {
  if (auto ulid = Ulid::parse(request.parameter(name))) return *ulid;
  return refuse(missing, "The id is not valid: an id has 26 letters and digits");
}

Outcome<void> expect_json(const Request& request) {
  if (auto plain = expect_no_coding(request); !plain) return plain;
  const auto media_type = media_type_of(request);
  if (same_word(media_type, "application/json") || same_word(media_type, "application/merge-patch+json")) return {};
  return refuse(unsupported_media_type, "The body must be JSON, with Content-Type: application/json");
}

Outcome<void> expect_file(const Request& request, std::string_view family) {
  if (auto plain = expect_no_coding(request); !plain) return plain;
  const auto media_type = media_type_of(request);
  if (same_word(media_type, "application/octet-stream")) return {};
  if (media_type.find('/') == family.size() && same_word(media_type.substr(0, family.size()), family)) return {};
  return refuse(unsupported_media_type,
                "The body must be the file itself, with a Content-Type of " + std::string(family) + "/...");
}

describe::Fields query_fields(const Request& request) {
  describe::Fields last;
  std::unordered_map<std::string, std::size_t> places;
  for (auto& [field, value] : http::parse_query(request.query)) {
    const auto [place, is_new] = places.try_emplace(field, last.size());
    if (is_new) {
      last.emplace_back(std::move(field), std::move(value));
    } else {
      last[place->second].second = std::move(value);
    }
  }
  return last;
}

Refusal within(std::string part, Refusal refusal) {
  if (refusal.errors.empty()) return refusal;
  for (auto& fault : refusal.errors) fault.loc.insert(fault.loc.begin(), part);
  return not_valid(std::move(refusal.errors));
}

std::string link_to_next(std::string_view path, const describe::Fields& query) {
  std::string link = "<" + std::string(path);
  char separator = '?';
  for (const auto& [name, value] : query) {
    (((link += separator) += name) += '=') += http::percent_encode(value);
    separator = '&';
  }
  return link + ">; rel=\"next\"";
}

}  // namespace souk::rest
