#include "payment/store/buyers.hpp"

#include "contracts/events.hpp"
#include "payment/store/sign_in_hashes.hpp"
#include "redis/keys.hpp"
#include "secrets/secrets.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t nonce_bytes = 16;

std::int64_t milliseconds(Milliseconds time) {
  return time.count();
}

Wait wait_of(std::int64_t reply) {
  return reply > 0 ? Wait(Milliseconds(reply)) : std::nullopt;
}

}  // namespace

Buyers::Buyers(redis::Client& redis, unsigned partitions)
    : redis_(redis), partitions_(partitions), secret_(redis, sign_in_secret_key()) {}

std::string Buyers::key(std::string_view kind, const CustomerId& id) const {
  return redis::key(contracts::payment, partition_of(id, partitions_), kind, id.text);
}

std::string Buyers::session_key(const SessionId& session) const {
  return redis::key(contracts::payment, session.partition() % partitions_, "session",
                    secrets::sha256_hex(session.text));
}

awaitable<CustomerId> Buyers::id_of(Email email) {
  co_return buyer_id(co_await secret_.value(), email);
}

awaitable<Wait> Buyers::count_request(std::string client) {
  redis::Call call("count_code_request");
  call.key(key("sign_in_asked", client_id(co_await secret_.value(), client)));
  call.arg(most_requests).arg(milliseconds(window));
  co_return wait_of((co_await redis_.call(std::move(call))).integer());
}

awaitable<Wait> Buyers::send_code(Email email) {
  const auto secret = co_await secret_.value();
  const auto buyer = buyer_id(secret, email);
  const auto nonce = secrets::random_hex(nonce_bytes);
  const auto p = partition_of(buyer, partitions_);
  const auto pk = in_partition(Ulid::next(), p, partitions_).text();
  redis::Call call("send_code");
  call.key(key("sign_in", buyer)).key(key("sign_in_asked", buyer));
  call.key(redis::key(contracts::payment, p, "code_mail", pk)).key(redis::key(contracts::payment, p, "mails_due"));
  call.arg(most_codes).arg(milliseconds(window)).arg(hash_of(secret, buyer, code_from(secret, buyer, nonce))).arg(pk);
  call.arg("buyer").arg(buyer.text).arg("email").arg(email.value).arg("nonce").arg(nonce);
  co_return wait_of((co_await redis_.call(std::move(call))).integer());
}

awaitable<Verified> Buyers::verify(Email email, SignInCode code) {
  const auto secret = co_await secret_.value();
  const auto buyer = buyer_id(secret, email);
  const auto p = partition_of(buyer, partitions_);
  auto session = SessionId::of(p, secrets::random_hex(SessionId::random_bytes));
  redis::Call call("verify_code");
  call.key(key("sign_in", buyer)).key(key("sign_in_tries", buyer));
  call.key(session_key(session)).key(key("sessions", buyer));
  call.arg(most_tries).arg(milliseconds(window)).arg(hash_of(secret, buyer, code));
  call.arg(secrets::sha256_hex(session.text)).arg(milliseconds(session_age));
  call.arg(redis::key(contracts::payment, p, "session", ""));
  call.arg("buyer").arg(buyer.text).arg("email").arg(masked(email));
  const auto reply = (co_await redis_.call(std::move(call))).integer();
  if (reply == 0) co_return Verified{.session = std::move(session)};
  co_return Verified{.wait = wait_of(reply)};
}

awaitable<std::optional<Buyer>> Buyers::find(SessionId session) {
  const auto reply = co_await redis_.call(redis::Command("HMGET", session_key(session), "buyer", "email"));
  const auto& fields = reply.array();
  if (fields.at(0).is_nil()) co_return std::nullopt;
  co_return Buyer{{fields.at(0).text()}, fields.at(1).text()};
}

awaitable<void> Buyers::end_session(SessionId session) {
  const auto buyer = co_await find(session);
  if (!buyer) co_return;
  redis::Call call("end_session");
  call.key(session_key(session)).key(key("sessions", buyer->id)).arg(secrets::sha256_hex(session.text));
  co_await redis_.call(std::move(call));
}

awaitable<void> Buyers::end_sessions(CustomerId buyer) {
  redis::Call call("end_sessions");
  call.key(key("sessions", buyer));
  call.arg(redis::key(contracts::payment, partition_of(buyer, partitions_), "session", ""));
  co_await redis_.call(std::move(call));
}

}  // namespace souk::payment
