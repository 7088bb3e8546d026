#include "payment/store/door_records.hpp"

#include <algorithm>

#include "base/partition.hpp"
#include "contracts/events.hpp"
#include "payment/domain/order.hpp"
#include "payment/store/sign_in_hashes.hpp"
#include "redis/keys.hpp"
#include "secrets/secrets.hpp"

namespace souk::payment {
namespace {

using contracts::CustomerId;

// It holds nothing for want of a payment any more. A status that is final stays so; money that came is not unpaid.
bool is_ended_or_paid(const redis::Reply& status, const redis::Reply& payment) {
  if (status.is_nil()) return false;  // it is being placed
  if (status.text() != describe::Scalar<Status>::text(Status::pending)) return true;
  if (payment.is_nil()) return false;
  const auto stage = describe::Scalar<PaymentStatus>::from_text(payment.text()).value();
  return stage == PaymentStatus::authorized || stage == PaymentStatus::captured;
}

}  // namespace

DoorRecords::DoorRecords(redis::Client& redis, unsigned partitions)
    : redis_(redis), partitions_(partitions), secret_(redis, sign_in_secret_key()) {}

std::string DoorRecords::key(std::string_view kind, const CustomerId& id) const {
  return redis::key(contracts::payment, partition_of(id, partitions_), kind, id.text);
}

awaitable<bool> DoorRecords::use_solution(std::string nonce, std::string used_for, Milliseconds valid) {
  redis::Call call("use_solution");
  call.key(key("solved", CustomerId{nonce})).arg(secrets::sha256_hex(used_for)).arg(valid.count());
  co_return (co_await redis_.call(std::move(call))).integer() == 1;
}

// Only a visitor who has as many as allowed costs a look at these orders. So nothing has to be done when an order ends.
awaitable<std::optional<Milliseconds>> DoorRecords::take_hold(Visitor visitor, Ulid pk, Milliseconds hold,
                                                              unsigned most) {
  const auto secret = co_await secret_.value();
  const auto who = visitor.buyer ? *visitor.buyer : client_id(secret, "guest:" + visitor.address);
  const auto holds = key("holds", who);
  auto full = co_await take(holds, pk, hold, most, {});
  if (!full) co_return std::nullopt;
  auto ended = co_await ended_or_paid(std::move(full->pks));
  if (!ended.empty()) full = co_await take(holds, pk, hold, most, std::move(ended));
  co_return full ? std::optional(full->wait) : std::nullopt;
}

awaitable<std::optional<DoorRecords::Full>> DoorRecords::take(std::string holds, Ulid pk, Milliseconds hold,
                                                              unsigned most, std::vector<Ulid> ended) {
  redis::Call call("take_hold");
  call.key(holds).arg(pk.text()).arg(hold.count()).arg(most);
  for (const auto& other : ended) call.arg(other.text());
  const auto reply = co_await redis_.call(std::move(call));
  const auto& words = reply.array();
  if (words.empty()) co_return std::nullopt;
  Full full{Milliseconds(words.front().integer()), {}};
  for (std::size_t i = 1; i < words.size(); ++i) full.pks.push_back(Ulid::parse(words[i].text()).value());
  co_return full;
}

awaitable<std::vector<Ulid>> DoorRecords::ended_or_paid(std::vector<Ulid> pks) {
  std::vector<redis::Command> looks;
  for (const auto& pk : pks) {
    const auto order = redis::key(contracts::payment, partition_of(pk, partitions_), "order", pk.text());
    looks.push_back(redis::Command("HMGET", order, "status", "payment"));
  }
  auto replies = co_await redis_.pipeline(std::move(looks));
  std::vector<Ulid> ended;
  for (std::size_t i = 0; i < pks.size(); ++i) {
    const auto reply = redis::raise_if_error(std::move(replies[i]));
    if (is_ended_or_paid(reply.array().at(0), reply.array().at(1))) ended.push_back(pks[i]);
  }
  co_return ended;
}

}  // namespace souk::payment
