#include "payment/store/mails.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <deque>
#include <ranges>

#include "contracts/events.hpp"
#include "payment/store/order_hash.hpp"
#include "payment/store/sign_in_hashes.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr std::string_view of_line = "refunded-line-", of_refund = "refunded-";

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : text | std::views::split(' ')) words.emplace_back(word.begin(), word.end());
  return words;
}

// "<pk> <step>"; nothing for what our functions did not write.
std::optional<MailId> read_id(std::string_view text) {
  const auto space = text.find(' ');
  const auto pk = Ulid::parse(text.substr(0, space));
  if (!pk || space == text.npos) return std::nullopt;
  return MailId{*pk, std::string(text.substr(space + 1))};
}

// "<time of the step> <tries> <state>".
std::optional<MailRecord> read_record(MailId id, const redis::Reply& field) {
  if (field.is_nil()) return std::nullopt;
  const auto words = split_words(field.text());
  return MailRecord{.id = std::move(id),
                    .at = Timestamp(Milliseconds(number_in(words.at(0)))),
                    .tries = static_cast<unsigned>(number_in(words.at(1))),
                    .state = describe::Scalar<MailState>::from_text(words.at(2)).value()};
}

// The value of an event that the ledger keeps; all are text. Empty: it has none.
boost::json::object event_of(const describe::Fields& ledger, const std::string& id) {
  const auto found = std::ranges::find(ledger, id, [](const auto& field) { return field.first; });
  return found == ledger.end() ? boost::json::object() : boost::json::parse(found->second).as_object();
}

Money amount_in(const boost::json::object& event, std::string_view name) {
  const auto* value = event.if_contains(name);
  return value ? Money::minor(number_in(std::string_view(value->as_string()))) : Money();
}

RefundCause cause_of(const boost::json::object& requested) {
  const auto* reason = requested.if_contains("reason");
  if (reason == nullptr || requested.contains("key")) return RefundCause::by_store;
  return *reason == "product_deleted" ? RefundCause::product_deleted : RefundCause::not_delivered;
}

MailRefund refund_in_ledger(const OrderRecord& order, const describe::Fields& ledger, const std::string& refund) {
  const auto requested = event_of(ledger, "refund_requested:" + refund);
  const auto made = event_of(ledger, "refunded:" + refund);
  MailRefund out{.amount = amount_in(requested.contains("amount") ? requested : made, "amount"),
                 .cause = cause_of(requested),
                 .has_failed = !event_of(ledger, "refund_failed:" + refund).empty()};
  const auto* parts = requested.if_contains("parts");
  if (parts == nullptr || !parts->is_object()) return out;
  for (std::size_t line = 1; line <= order.lines.size(); ++line) {
    out.by_line.push_back(amount_in(parts->as_object(), std::to_string(line)));
  }
  return out;
}

std::optional<MailRefund> refund_of(const MailId& id, const OrderRecord& order, const describe::Fields& ledger) {
  const std::string_view step = id.step;
  if (!step.starts_with(of_refund)) return std::nullopt;
  if (!step.starts_with(of_line)) return refund_in_ledger(order, ledger, id.step.substr(of_refund.size()));
  const auto line = static_cast<std::size_t>(number_in(step.substr(of_line.size()))) - 1;
  MailRefund refund{.amount = line_of(order.lines.at(line)).amount.value_or(Money()),
                    .by_line = std::vector<Money>(order.lines.size()),
                    .cause = RefundCause::product_deleted};
  refund.by_line.at(line) = refund.amount;
  return refund;
}

}  // namespace

Mails::Mails(redis::Client& redis, unsigned partitions)
    : redis_(redis), partitions_(partitions), sign_in_secret_(redis, sign_in_secret_key()) {}

std::string Mails::key(const Ulid& pk, std::string_view kind) const {
  return redis::key(contracts::payment, partition_of(pk, partitions_), kind, pk.text());
}

std::string Mails::record_key(const MailId& id) const {
  return key(id.pk, id.step == sign_in_step ? "code_mail" : "order");
}

std::string Mails::list_key(Partition p) const {
  return redis::key(contracts::payment, p, "mails");
}

std::string Mails::due_key(Partition p) const {
  return redis::key(contracts::payment, p, "mails_due");
}

awaitable<std::int64_t> Mails::waiting() {
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions_; ++p) reads.push_back(redis::Command("ZCARD", due_key(p)));
  std::int64_t sum = 0;
  for (auto& reply : co_await redis_.pipeline(std::move(reads)))
    sum += redis::raise_if_error(std::move(reply)).integer();
  co_return sum;
}

awaitable<std::vector<MailId>> Mails::take(Partition p, std::size_t most) {
  const auto reply = co_await redis_.call(redis::Call("take_mails").key(due_key(p)).arg(most));
  std::vector<MailId> ids;
  for (const auto& member : reply.array()) ids.push_back(read_id(member.text()).value());
  co_return ids;
}

awaitable<std::optional<MailContent>> Mails::read(MailId id) {
  auto replies = co_await redis_.pipeline(
      {redis::Command("HGET", key(id.pk, "order"), "mail:" + id.step), redis::Command("HGETALL", key(id.pk, "order")),
       redis::Command("HGETALL", key(id.pk, "customer")), redis::Command("HGETALL", key(id.pk, "ledger"))});
  auto record = read_record(id, redis::raise_if_error(std::move(replies[0])));
  auto order = record_of(redis::raise_if_error(std::move(replies[1])));
  auto customer = read_customer(redis::raise_if_error(std::move(replies[2])));
  const auto ledger = redis::raise_if_error(std::move(replies[3]));
  if (!record || !order || !customer) co_return std::nullopt;
  auto refund = refund_of(id, *order, ledger.pairs());
  co_return MailContent{std::move(*record), std::move(*order), std::move(*customer), std::move(refund)};
}

awaitable<std::optional<CodeMail>> Mails::read_code(MailId id) {
  const auto reply =
      co_await redis_.call(redis::Command("HMGET", record_key(id), "mail:" + id.step, "email", "buyer", "nonce"));
  const auto& fields = reply.array();
  auto record = read_record(std::move(id), fields.at(0));
  if (!record) co_return std::nullopt;
  auto code = code_from(co_await sign_in_secret_.value(), {fields.at(2).text()}, fields.at(3).text());
  co_return CodeMail{std::move(*record), {fields.at(1).text()}, std::move(code.digits)};
}

awaitable<bool> Mails::has_customer(Ulid pk) {
  co_return (co_await redis_.call(redis::Command("EXISTS", key(pk, "customer")))).integer() == 1;
}

awaitable<void> Mails::note(MailId id, MailState state) {
  const bool tried = state != MailState::erased;
  co_await note(id, describe::Scalar<MailState>::text(state), Milliseconds(0), tried);
}

awaitable<void> Mails::put_off(MailId id, Milliseconds wait, bool tried) {
  co_await note(id, describe::Scalar<MailState>::text(MailState::waiting), wait, tried);
}

awaitable<void> Mails::note(const MailId& id, std::string_view state, Milliseconds wait, bool tried) {
  redis::Call call("note_mail");
  call.key(due_key(partition_of(id.pk, partitions_))).key(record_key(id));
  call.arg(id.pk.text()).arg(id.step).arg(state).arg(wait.count()).arg(tried ? 1 : 0);
  co_await redis_.call(std::move(call));
}

awaitable<Cursor> Mails::ends(const std::optional<Cursor>& from) {
  std::vector<redis::Command> lengths;
  for (Partition p = 0; p < partitions_; ++p) lengths.push_back(redis::Command("LLEN", list_key(p)));
  Cursor cursor;
  for (auto& length : co_await redis_.pipeline(std::move(lengths))) {
    cursor.ends.push_back(redis::raise_if_error(std::move(length)).integer());
  }
  for (Partition p = 0; from && p < partitions_; ++p) cursor.ends[p] = std::min(cursor.ends[p], from->ends[p]);
  co_return cursor;
}

// The newest before the cursor, which moves past them. Each list is in the order of the steps.
awaitable<std::vector<MailId>> Mails::newest(std::size_t limit, Cursor& cursor) {
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions_; ++p) {
    const auto end = cursor.ends[p];  // LRANGE includes both bounds; 1..0 is empty
    const auto first = end > 0 ? std::max<std::int64_t>(0, end - static_cast<std::int64_t>(limit)) : 1;
    reads.push_back(redis::Command("LRANGE", list_key(p), first, std::max<std::int64_t>(0, end - 1)));
  }
  std::vector<std::deque<std::string>> heads;  // "<time> <pk> <step>", newest first
  for (auto& reply : co_await redis_.pipeline(std::move(reads))) {
    auto& head = heads.emplace_back();
    const auto entries = redis::raise_if_error(std::move(reply));
    for (const auto& entry : entries.array()) head.push_front(entry.text());
  }
  std::vector<MailId> ids;
  while (ids.size() < limit) {
    const auto next = std::ranges::max_element(
        heads, {}, [](const auto& head) { return head.empty() ? -1 : number_in(head.front()); });
    if (next->empty()) break;
    ids.push_back(read_id(std::string_view(next->front()).substr(next->front().find(' ') + 1)).value());
    --cursor.ends[static_cast<std::size_t>(next - heads.begin())];
    next->pop_front();
  }
  co_return ids;
}

awaitable<MailPage> Mails::page(std::size_t limit, std::optional<Cursor> from) {
  auto cursor = co_await ends(from);
  auto ids = co_await newest(limit, cursor);
  MailPage page;
  if (ids.empty()) co_return page;
  std::vector<redis::Command> reads;
  for (const auto& id : ids) {
    reads.push_back(redis::Command("HGET", key(id.pk, "order"), "mail:" + id.step));
    reads.push_back(redis::Command("HGETALL", key(id.pk, "customer")));
  }
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto record = read_record(std::move(ids[i]), redis::raise_if_error(std::move(replies[2 * i])));
    auto customer = read_customer(redis::raise_if_error(std::move(replies[2 * i + 1])));
    if (record) page.mails.push_back({std::move(*record), std::move(customer)});
  }
  if (std::ranges::any_of(cursor.ends, [](auto end) { return end > 0; })) page.next = std::move(cursor);
  co_return page;
}

}  // namespace souk::payment
