#include "http/router.hpp"

namespace souk::http {

Route::Route(Method method, std::string pattern, std::string summary, Handler handler)
    : facts_{.method = method, .pattern = std::move(pattern), .summary = std::move(summary)},
      handler_(std::move(handler)) {}

Route& Route::says(std::string description) {
  facts_.description = std::move(description);
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

Route& Route::takes_header(std::string name, std::string description) {
  facts_.headers.push_back({std::move(name), std::move(description), false});
  return *this;
}

Route& Route::needs_header(std::string name, std::string description) {
  facts_.headers.push_back({std::move(name), std::move(description), true});
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

Route& Route::admin() {
  facts_.admin = true;
  return *this;
}

Route& Route::hidden() {
  facts_.hidden = true;
  return *this;
}

}  // namespace souk::http
