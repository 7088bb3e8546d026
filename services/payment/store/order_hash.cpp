#include "payment/store/order_hash.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>

namespace souk::payment {
namespace {

using MinorUnits = describe::Integer<0, std::int64_t{1} << 53>;

// Of an order of one line: its fields. Of several: `lines`, JSON, and `line_statuses`.
struct Stored {
  Ulid pk;
  std::optional<Ulid> product_id;
  std::optional<contracts::ProductName> product_name;
  std::optional<Units> quantity;
  std::optional<Money> price, fee;
  std::optional<std::string> lines, line_statuses;
  Status status;
  std::optional<Reason> reason;
  Timestamp created_at;
  std::optional<Timestamp> updated_at, reserved_at, completed_at;
  // Of an order that is paid at a provider; money in minor units.
  std::optional<PaymentStatus> payment;
  std::optional<MinorUnits> captured, paid_back;
  std::optional<std::string> line_refunds, url, reference;
  std::optional<Timestamp> expires_at;
  std::optional<Reason> ending;
  std::optional<std::string> deleted;
  std::optional<FulfilmentState> fulfilment;
  std::optional<Tracking> tracking;
  std::optional<Timestamp> shipped_at;
  std::optional<contracts::CustomerId> buyer;
};
BOOST_DESCRIBE_STRUCT(Stored, (),
                      (pk, product_id, product_name, quantity, price, fee, lines, line_statuses, status, reason,
                       created_at, updated_at, reserved_at, completed_at, payment, captured, paid_back, line_refunds,
                       url, reference, expires_at, ending, deleted, fulfilment, tracking, shipped_at, buyer))

// Redis holds what our own function wrote, so an unreadable hash is our bug.
template <class T>
T expect(std::expected<T, std::vector<Fault>> read) {
  if (!read) throw std::logic_error("the hash of an order is damaged: " + read.error().front().msg);
  return std::move(*read);
}

std::vector<LineStatus> statuses_of(std::string_view text) {
  std::vector<LineStatus> statuses;
  for (const auto word : text | std::views::split(' ')) {
    statuses.push_back(describe::Scalar<LineStatus>::from_text(std::string_view(word)).value());
  }
  return statuses;
}

std::vector<Line> lines_of(Stored& stored) {
  if (stored.lines) return expect(describe::from_answer<std::vector<Line>>(*stored.lines, "lines"));
  return {
      {stored.product_id.value(), std::move(stored.product_name), stored.quantity.value(), stored.price, stored.fee}};
}

Money money_of(const std::optional<MinorUnits>& units) {
  return units ? Money::minor(units->value()) : Money();
}

std::optional<ProviderPayment> paid_of(Stored& stored) {
  if (!stored.payment) return std::nullopt;
  ProviderPayment paid{.payment = {.status = *stored.payment,
                                   .url = std::move(stored.url),
                                   .expires_at = stored.expires_at,
                                   .captured = money_of(stored.captured),
                                   .refunded = money_of(stored.paid_back)},
                       .line_refunds = {},
                       .reference = std::move(stored.reference),
                       .ending = stored.ending,
                       .product_deleted = stored.deleted.has_value()};
  for (const auto word : stored.line_refunds.value_or("") | std::views::split(' ')) {
    paid.line_refunds.push_back(money_of(describe::Scalar<MinorUnits>::from_text(std::string_view(word)).value()));
  }
  return paid;
}

}  // namespace

describe::Fields fields_of(const OrderRecord& order) {
  if (!order.has_several_lines()) {
    auto fields = describe::to_fields(order.lines.front());
    fields.emplace_back("pk", order.pk.text());
    return fields;
  }
  std::string statuses;
  for (std::size_t i = 0; i < order.lines.size(); ++i) statuses += i == 0 ? "pending" : " pending";
  return {{"pk", order.pk.text()}, {"lines", describe::to_json(order.lines)}, {"line_statuses", std::move(statuses)}};
}

std::optional<OrderRecord> record_of(const redis::Reply& hash) {
  const auto fields = hash.pairs();
  const bool is_line = std::ranges::any_of(fields, [](const auto& field) { return field.first == "parent"; });
  if (fields.empty() || is_line) return std::nullopt;
  auto stored = expect(describe::from_fields<Stored>(fields, "order"));
  auto lines = lines_of(stored);
  auto paid = paid_of(stored);
  return OrderRecord{
      .pk = stored.pk,
      .buyer = std::move(stored.buyer),
      .lines = std::move(lines),
      .line_statuses = stored.line_statuses ? statuses_of(*stored.line_statuses) : std::vector<LineStatus>(),
      .status = stored.status,
      .reason = stored.reason,
      .created_at = stored.created_at,
      .updated_at = stored.updated_at,
      .reserved_at = stored.reserved_at,
      .completed_at = stored.completed_at,
      .fulfilment = {stored.fulfilment.value_or(FulfilmentState::open), std::move(stored.tracking), stored.shipped_at},
      .paid = std::move(paid)};
}

std::optional<Customer> read_customer(const redis::Reply& hash) {
  if (hash.array().empty()) return std::nullopt;
  return customer_of(expect(describe::from_fields<CustomerRecord>(hash.pairs(), "customer")));
}

}  // namespace souk::payment
