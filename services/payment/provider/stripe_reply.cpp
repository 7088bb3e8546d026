#include "payment/provider/stripe_reply.hpp"

#include <algorithm>
#include <charconv>

#include "http/ascii.hpp"
#include "payment/provider/stripe_objects.hpp"

namespace souk::payment {
namespace {

using State = ProviderAnswer::State;

struct StripeError {
  std::string type;
  std::optional<std::string> code, param;
};
BOOST_DESCRIBE_STRUCT(StripeError, (), (type, code, param))

struct StripeErrorBody {
  StripeError error;
};
BOOST_DESCRIBE_STRUCT(StripeErrorBody, (), (error))

std::string_view header(const http::ClientResponse& response, std::string_view name) {
  const auto found =
      std::ranges::find_if(response.headers, [&](const auto& field) { return http::same_word(field.first, name); });
  return found == response.headers.end() ? std::string_view() : found->second;
}

// Of a date, or of more than an hour, nothing: the caller has pauses of its own.
std::optional<Milliseconds> retry_after(const http::ClientResponse& response) {
  const auto text = header(response, "Retry-After");
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds > 3600) return std::nullopt;
  return std::chrono::seconds(seconds);
}

// A word of Stripe's as a message may show it. Its sentences are not shown: they may repeat personal data.
std::string word(std::string_view text) {
  const auto is_shown = [](char c) {
    return http::is_letter(c) || http::is_digit(c) || c == '_' || c == '[' || c == ']';
  };
  std::string shown(text.substr(0, 80));
  std::ranges::replace_if(shown, [&](char c) { return !is_shown(c); }, '?');
  return shown;
}

StripeFailure refusal(const StripeError& error) {
  auto why = "The payment provider refuses: " + word(error.code.value_or(error.type));
  if (error.param) why += " (" + word(*error.param) + ")";
  return {unknown_answer(std::move(why)), true, error.param.value_or("")};
}

// A key that came before with another request (the customer was erased meanwhile, or a setting changed) will answer
// only this; what happened to that request is to be looked up.
StripeFailure refusal_of(const http::ClientResponse& response) {
  const auto body = describe::from_answer<StripeErrorBody>(response.body);
  if (!body) return {unknown_answer("The payment provider's answer is not an error of Stripe's")};
  if (body->error.type == "invalid_request_error" || body->error.type == "card_error") return refusal(body->error);
  StripeFailure failure{unknown_answer("The payment provider answers " + word(body->error.type))};
  failure.answer.attempt_spent = body->error.type == "idempotency_error";
  return failure;
}

StripeFailure failure_of(const http::ClientResponse& response) {
  const auto status = response.status;
  StripeFailure failure{unknown_answer("The payment provider answers with status " + std::to_string(status))};
  auto& answer = failure.answer;
  answer.retry_after = retry_after(response);
  if (status == 401 || status == 403) {
    answer.state = State::not_allowed;
    answer.why = "The payment provider refuses our secret key (" + std::to_string(status) + ")";
  }
  failure.missing = status == 404;
  answer.attempt_spent = status >= 500 && header(response, "Idempotent-Replayed") == "true";
  return failure;
}

}  // namespace

StripeReply reply_of(http::ClientResponse response) {
  const auto status = response.status;
  if (status == 200) return std::move(response.body);
  if (status == 400 || status == 402) return std::unexpected(refusal_of(response));
  return std::unexpected(failure_of(response));
}

StripeReply no_reply(const Unavailable& why) {
  return std::unexpected(StripeFailure{unknown_answer(why.what())});
}

}  // namespace souk::payment
