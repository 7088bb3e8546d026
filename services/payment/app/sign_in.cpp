#include "payment/app/sign_in.hpp"

namespace souk::payment {
namespace {

std::unexpected<Denied> later(Milliseconds wait) {
  return std::unexpected(Denied{std::chrono::ceil<std::chrono::seconds>(wait)});
}

}  // namespace

awaitable<std::expected<void, Denied>> SignIn::send_code(std::string client, Email email) {
  if (const auto wait = co_await buyers_.count_request(std::move(client))) co_return later(*wait);
  if (const auto wait = co_await buyers_.send_code(std::move(email))) co_return later(*wait);
  co_return std::expected<void, Denied>();
}

awaitable<std::expected<SessionId, Denied>> SignIn::verify(std::string client, Email email, SignInCode code) {
  if (const auto wait = guesses_.wait(client)) co_return std::unexpected(Denied{wait});
  auto verified = co_await buyers_.verify(std::move(email), std::move(code));
  if (verified.session) co_return std::move(*verified.session);
  if (verified.wait) co_return later(*verified.wait);
  guesses_.failed(client);
  co_return std::unexpected(Denied());
}

awaitable<bool> SignIn::sign_out_everywhere(SessionId session) {
  const auto buyer = co_await buyers_.find(std::move(session));
  if (buyer) co_await buyers_.end_sessions(buyer->id);
  co_return buyer.has_value();
}

}  // namespace souk::payment
