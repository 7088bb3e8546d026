#include "payment/store/ledgers.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "payment/domain/money_text.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/store/change.hpp"
#include "payment/store/deciding.hpp"
#include "payment/store/scores.hpp"

namespace souk::payment {
namespace {

using MinorUnits = describe::Integer<0, std::int64_t{1} << 53>;

// A step as payment_step answers it.
struct Answered {
  Verb verb;
  MinorUnits attempt;
  Timestamp asked_at;
  MinorUnits amount, tries;
  bool pending;
  std::optional<std::string> session, intent, look;
  std::optional<MinorUnits> number, refund;
};
BOOST_DESCRIBE_STRUCT(Answered, (),
                      (verb, attempt, asked_at, amount, tries, pending, session, intent, look, number, refund))

struct StoredBooking {
  MinorUnits amount, at;  // `at` in milliseconds
};
BOOST_DESCRIBE_STRUCT(StoredBooking, (), (amount, at))

// An event as the ledger keeps it: all values are text.
std::string stored(const PaymentEvent& event) {
  std::string json = "{\"at\":\"" + std::to_string(event.at.time_since_epoch().count()) + '"';
  const auto add = [&](std::string_view name, std::string_view value) {
    (json += ",\"").append(name) += "\":";
    describe::write_string(value, json);
  };
  if (event.amount > Money()) add("amount", std::to_string(event.amount.minor_units()));
  if (event.url) add("url", *event.url);
  if (event.expires_at) add("expires_at", std::to_string(event.expires_at->time_since_epoch().count()));
  return json + '}';
}

std::string quantities_of(const OrderRecord& order) {
  std::string text;
  for (const auto& line : order.lines) (text += text.empty() ? "" : " ") += std::to_string(line.quantity.value());
  return text;
}

std::string unattributed_key() {
  return redis::key(contracts::payment, 0, "unattributed");
}

// Of the whole shop, not of an order. All are few.
std::string strays_key() {
  return redis::key(contracts::payment, 0, "strays");
}
std::string differences_key() {
  return redis::key(contracts::payment, 0, "differences");
}
std::string reconciled_key() {
  return redis::key(contracts::payment, 0, "reconciled");
}

// The values of a hash.
template <class T>
std::vector<T> read_all(const redis::Reply& values) {
  std::vector<T> all;
  for (const auto& json : values.array()) {
    if (auto value = describe::from_answer<T>(json.text(), "value")) all.push_back(std::move(*value));
  }
  return all;
}

}  // namespace

std::string DueStep::call() const {
  const auto name = describe::Scalar<Verb>::text(verb);
  return name + ':' + (verb == Verb::refund ? std::to_string(number) + ':' : "") + std::to_string(attempt);
}

std::string Ledgers::order_key(const Ulid& pk) const {
  return redis::key(contracts::payment, partition_of(pk, partitions_), "order", pk.text());
}

std::string Ledgers::ledger_key(const Ulid& pk) const {
  return redis::key(contracts::payment, partition_of(pk, partitions_), "ledger", pk.text());
}

std::string Ledgers::due_key(Partition p) const {
  return redis::key(contracts::payment, p, "payments_due");
}

awaitable<Due> Ledgers::due() {
  const auto now = wall_clock();
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions_; ++p) {
    reads.push_back(redis::Command("ZCOUNT", due_key(p), "-inf", now.time_since_epoch().count()));
    reads.push_back(first_entry(due_key(p)));
  }
  auto replies = co_await redis_.pipeline(std::move(reads));
  Due due;
  for (std::size_t i = 0; i + 1 < replies.size(); i += 2) {
    due.count += redis::raise_if_error(std::move(replies[i])).integer();
    const auto first = first_time(redis::raise_if_error(std::move(replies[i + 1])));
    if (first) due.overdue = std::max(due.overdue, now - *first);
  }
  co_return due;
}

awaitable<std::vector<Ulid>> Ledgers::take(Partition p, std::size_t most) {
  const auto reply = co_await redis_.call(redis::Call("take_payments").key(due_key(p)).arg(most));
  std::vector<Ulid> pks;
  for (const auto& pk : reply.array()) pks.push_back(Ulid::parse(pk.text()).value());
  co_return pks;
}

awaitable<std::optional<DueStep>> Ledgers::step(Ulid pk) {
  const auto reply = co_await redis_.call(deciding("payment_step", pk, partitions_));
  if (reply.array().empty()) co_return std::nullopt;
  auto answered = describe::from_fields<Answered>(reply.pairs(), "step");
  if (!answered) throw std::logic_error("a payment's step cannot be read: " + answered.error().front().msg);
  co_return DueStep{.verb = answered->verb,
                    .attempt = static_cast<unsigned>(answered->attempt.value()),
                    .asked_at = answered->asked_at,
                    .amount = Money::minor(answered->amount.value()),
                    .tries = static_cast<unsigned>(answered->tries.value()),
                    .pending = answered->pending,
                    .session = answered->session.value_or(""),
                    .intent = answered->intent.value_or(""),
                    .number = answered->number ? static_cast<unsigned>(answered->number->value()) : 0,
                    .refund = answered->refund ? Money::minor(answered->refund->value()) : Money(),
                    .look = answered->look.value_or("")};
}

awaitable<std::optional<Money>> Ledgers::amount_of(Ulid pk) {
  const auto reply = co_await redis_.call(redis::Command("HGET", order_key(pk), "amount"));
  if (reply.is_nil()) co_return std::nullopt;
  co_return Money::minor(describe::Scalar<MinorUnits>::from_text(reply.text()).value().value());
}

awaitable<describe::Fields> Ledgers::read(Ulid pk) {
  co_return (co_await redis_.call(redis::Command("HGETALL", ledger_key(pk)))).pairs();
}

awaitable<Outcome<bool>> Ledgers::refund(OrderRefund refund, std::string key) {
  const auto& [order, wanted, lines] = refund;
  auto call = deciding("refund_order", order.pk, partitions_);
  call.arg(key).arg(describe::to_json(wanted)).arg(wanted.reason ? wanted.reason->value() : "");
  call.arg(wanted.amount ? std::to_string(wanted.amount->value().minor_units()) : "");
  call.arg(wanted.restock.value_or(false) ? "1" : "0");
  const auto [amount, line_amounts] = amounts_of(order);
  call.arg(amount.minor_units()).arg(line_amounts).arg(quantities_of(order));
  for (const auto& [line, units] : lines) call.arg(line).arg(units);
  const auto reply = co_await redis_.call(std::move(call));
  if (reply.kind() != redis::Reply::Kind::status) co_return reply.array().at(1).integer() == 1;
  const auto& answer = reply.text();
  if (answer.empty()) co_return refuse(order_not_found, "There is no order " + order.pk.text() + ".");
  if (answer == "reused") co_return key_was_reused();
  if (answer == "open") co_return refuse(not_paid, "The order is not paid, so there is nothing to pay back.");
  const auto left = Money::minor(describe::Scalar<MinorUnits>::from_text(answer).value().value());
  co_return refuse(refund_exceeds_captured, "At most " + money_text(left) + " can be paid back.");
}

awaitable<void> Ledgers::look(Ulid pk, Milliseconds apart) {
  co_await redis_.call(deciding("look_at_payment", pk, partitions_).arg(apart.count()));
}

awaitable<void> Ledgers::keep(Unattributed report) {
  co_await redis_.call(change("HSET", unattributed_key(), report.id(), describe::to_json(report)));
}

awaitable<std::vector<Unattributed>> Ledgers::unattributed() {
  const auto reply = co_await redis_.call(redis::Command("HVALS", unattributed_key()));
  co_return read_all<Unattributed>(reply);
}

awaitable<void> Ledgers::attributed(std::string id) {
  co_await redis_.call(change("HDEL", unattributed_key(), id));
}

awaitable<void> Ledgers::add_stray(const Stray& stray) {
  co_await redis_.call(change("HSETNX", strays_key(), stray.id, describe::to_json(stray)));
}

awaitable<std::vector<Stray>> Ledgers::strays() {
  auto strays = read_all<Stray>(co_await redis_.call(redis::Command("HVALS", strays_key())));
  std::ranges::sort(strays, std::ranges::greater(), &Stray::at);
  co_return strays;
}

awaitable<bool> Ledgers::is_capturing(Ulid pk) {
  const auto status = co_await redis_.call(redis::Command("HGET", order_key(pk), "status"));
  if (status.is_nil() || status.text() != describe::Scalar<Status>::text(Status::pending)) co_return false;
  co_return (co_await redis_.call(redis::Command("HEXISTS", ledger_key(pk), "capture_requested:1"))).integer() == 1;
}

awaitable<bool> Ledgers::has(Ulid pk, PaymentEvent event) {
  co_return (co_await redis_.call(redis::Command("HEXISTS", ledger_key(pk), event.id()))).integer() == 1;
}

// An order that was paid without a provider has a capture of its own.
awaitable<std::vector<Booking>> Ledgers::booked(Ulid pk) {
  std::vector<Booking> booked;
  for (const auto& [id, json] : co_await read(pk)) {
    if (id == "captured:instant") co_return std::vector<Booking>();
    if (!id.starts_with("captured:") && !id.starts_with("refunded:")) continue;
    const auto event = describe::from_answer<StoredBooking>(json);
    if (event)
      booked.push_back(
          {.id = id, .amount = Money::minor(event->amount.value()), .at = Timestamp(Milliseconds(event->at.value()))});
  }
  co_return booked;
}

awaitable<void> Ledgers::add_difference(Difference difference) {
  const auto field = difference.reference + ' ' + difference.id;
  co_await redis_.call(change("HSETNX", differences_key(), field, describe::to_json(difference)));
}

awaitable<std::vector<Difference>> Ledgers::differences() {
  auto differences = read_all<Difference>(co_await redis_.call(redis::Command("HVALS", differences_key())));
  std::ranges::sort(differences, std::ranges::greater(), &Difference::found_at);
  co_return differences;
}

awaitable<std::optional<Timestamp>> Ledgers::reconciled_at() {
  const auto reply = co_await redis_.call(redis::Command("GET", reconciled_key()));
  if (reply.is_nil()) co_return std::nullopt;
  co_return time_of_score(reply.text());
}

awaitable<void> Ledgers::reconciled(Timestamp at) {
  co_await redis_.call(change("SET", reconciled_key(), at.time_since_epoch().count()));
}

awaitable<std::int64_t> Ledgers::note(Ulid pk, std::vector<PaymentEvent> events, std::string look) {
  auto call = deciding("note_payment", pk, partitions_);
  call.arg(std::move(look));
  for (const auto& event : events) {
    call.arg(describe::Scalar<PaymentEventKind>::text(event.kind)).arg(event.object).arg(stored(event));
  }
  co_return (co_await redis_.call(std::move(call))).integer();
}

awaitable<void> Ledgers::note_unknown(Ulid pk, const DueStep& step, std::string why, Milliseconds wait, Unknown state) {
  auto call = deciding("note_unknown", pk, partitions_);
  call.arg(step.call()).arg(why).arg(wait.count());
  call.arg(state == Unknown::spent ? "spent" : state == Unknown::pending ? "undecided" : "");
  co_await redis_.call(std::move(call));
}

}  // namespace souk::payment
