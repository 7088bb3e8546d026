#include "http/message.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>

#include "http/ascii.hpp"

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

std::string_view reason(unsigned status) {
  return boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
}

}  // namespace souk::http
