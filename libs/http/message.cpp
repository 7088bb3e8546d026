#include "http/message.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "http/ascii.hpp"
#include "http/target.hpp"

namespace souk::http {

namespace {

constexpr std::array<std::pair<std::string_view, Method>, 7> methods = {{
    {"GET", Method::get},
    {"HEAD", Method::head},
    {"POST", Method::post},
    {"PUT", Method::put},
    {"PATCH", Method::patch},
    {"DELETE", Method::delete_},
    {"OPTIONS", Method::options},
}};

}  // namespace

std::string_view name(Method method) {
  const auto* found = std::ranges::find(methods, method, &std::pair<std::string_view, Method>::second);
  return found == methods.end() ? std::string_view{} : found->first;
}

Method method_of(std::string_view name) {
  const auto* found = std::ranges::find(methods, name, &std::pair<std::string_view, Method>::first);
  return found == methods.end() ? Method::other : found->second;
}

std::vector<std::string_view> Request::header_values(std::string_view wanted) const {
  std::vector<std::string_view> values;
  for (const auto [name, value] : headers.fields()) {
    if (same_word(name, wanted)) values.push_back(value);
  }
  return values;
}

std::string_view Request::header(std::string_view wanted) const {
  return headers.find(wanted);
}

std::string_view Request::parameter(std::string_view wanted) const {
  for (const auto& [parameter_name, value] : parameters) {
    if (parameter_name == wanted) return value;
  }
  return {};
}

Outcome<Ulid> Request::id_parameter(std::string_view parameter_name, Code missing) const {
  if (auto ulid = Ulid::parse(parameter(parameter_name))) return *ulid;
  return refuse(missing, "An id has 26 letters and digits; this is none");
}

std::optional<Refusal> Request::wrong_media() const {
  for (const auto coding : header_values("Content-Encoding")) {
    if (same_word(coding, "identity")) continue;
    return Refusal{Code::unsupported_media_type, "The body has to be sent as it is, without a Content-Encoding"};
  }
  const auto value = header("Content-Type");
  const auto media_type = trimmed(value.substr(0, value.find(';')));
  if (same_word(media_type, "application/json") || same_word(media_type, "application/merge-patch+json")) return {};
  return Refusal{Code::unsupported_media_type, "The body has to be JSON, with Content-Type: application/json"};
}

describe::Fields Request::query_fields() const {
  describe::Fields last;
  std::unordered_map<std::string, std::size_t> places;
  for (auto& [field, value] : parse_query(query)) {
    const auto [place, is_new] = places.try_emplace(field, last.size());
    if (is_new) {
      last.emplace_back(std::move(field), std::move(value));
    } else {
      last[place->second].second = std::move(value);
    }
  }
  return last;
}

std::string link_to_next(std::string_view path, const describe::Fields& query) {
  std::string link = "<" + std::string(path);
  char separator = '?';
  for (const auto& [name, value] : query) {
    (((link += separator) += name) += '=') += percent_encode(value);
    separator = '&';
  }
  return link + ">; rel=\"next\"";
}

}  // namespace souk::http
