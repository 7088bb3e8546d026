#include "rest/router.hpp"

#include <boost/json/array.hpp>

namespace souk::rest {

Route::Route(Method method, std::string pattern, std::string summary, Handler handler)
    : facts_{.method = method, .pattern = std::move(pattern), .summary = std::move(summary)},
      handler_(std::move(handler)) {}

Route& Route::says(std::string description) {
  facts_.description = std::move(description);
  return *this;
}

Route& Route::takes_file(std::string media_type, std::size_t max_body) {
  facts_.file = std::move(media_type);
  facts_.max_body = max_body;
  return *this;
}

Route& Route::answers_nothing(unsigned status) {
  facts_.answers.push_back({status, ""});
  return *this;
}

Route& Route::answers_text(std::string content_type, std::string description) {
  facts_.answers.push_back({200, std::move(description), std::move(content_type)});
  return *this;
}

Route& Route::takes_header(std::string name, std::string description, std::string pattern) {
  facts_.headers.push_back({std::move(name), std::move(description), false, std::move(pattern)});
  return *this;
}

Route& Route::needs_header(std::string name, std::string description, std::string pattern) {
  facts_.headers.push_back({std::move(name), std::move(description), true, std::move(pattern)});
  return *this;
}

Route& Route::sends(std::initializer_list<std::string_view> headers) {
  facts_.answers.back().headers.assign(headers.begin(), headers.end());
  return *this;
}

Route& Route::among(std::string_view name, const std::vector<std::string>& choices) {
  const boost::json::array all(choices.begin(), choices.end());
  for (auto& parameter : facts_.query) {
    if (parameter.name == name) parameter.schema["enum"] = all;
  }
  if (facts_.body) facts_.body->schema["properties"].as_object()[name].as_object()["enum"] = all;
  return *this;
}

Route& Route::refuses(std::initializer_list<Code> codes) {
  facts_.refusals.insert(facts_.refusals.end(), codes);
  return *this;
}

Route& Route::tag(std::string name) {
  facts_.tag = std::move(name);
  return *this;
}

Route& Route::guarded() {
  facts_.guarded = true;
  return *this;
}

Route& Route::needs_session(std::string cookie) {
  facts_.cookie = std::move(cookie);
  return *this;
}

Route& Route::costly() {
  facts_.costly = true;
  return *this;
}

Route& Route::hidden() {
  facts_.hidden = true;
  return *this;
}

}  // namespace souk::rest
