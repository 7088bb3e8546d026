// An order. The rules about its states are in store/orders.lua.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time_range.hpp"
#include "contracts/events.hpp"
#include "contracts/product.hpp"
#include "describe/describe.hpp"
#include "payment/domain/customer.hpp"
#include "payment/domain/fulfilment.hpp"
#include "payment/domain/order_number.hpp"

namespace souk::payment {

using contracts::Reason;
using contracts::Units;

inline constexpr std::size_t most_lines = 20;  // of an order

enum class Status { pending, completed, refunded, rejected, cancelled };
BOOST_DESCRIBE_ENUM(Status, pending, completed, refunded, rejected, cancelled)

// The steps of an order, in their possible order.
enum class Step { placed, stock_reserved, completed, shipped, refunded, rejected, cancelled };
BOOST_DESCRIBE_ENUM(Step, placed, stock_reserved, completed, shipped, refunded, rejected, cancelled)

struct TimelineStep {
  Step step;
  Timestamp at;
  bool operator==(const TimelineStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(TimelineStep, (), (step, at))

// pending, reserved, rejected: while the order is pending. The others follow from the order's status.
enum class LineStatus { pending, reserved, rejected, cancelled, completed, refunded };
BOOST_DESCRIBE_ENUM(LineStatus, pending, reserved, rejected, cancelled, completed, refunded)

// Name, price and fee are absent only if the order was abandoned while the product was unknown.
struct Line {
  Ulid product_id;
  std::optional<contracts::ProductName> product_name = {};
  Units quantity;
  std::optional<Money> price = {}, fee = {};  // per unit
};
BOOST_DESCRIBE_STRUCT(Line, (), (product_id, product_name, quantity, price, fee))

enum class PaymentStatus {
  none,
  requires_payment,
  authorized,
  captured,
  partially_refunded,
  refunded,
  cancelled,
  unknown  // the provider was asked, and may have done it or not
};
BOOST_DESCRIBE_ENUM(PaymentStatus, none, requires_payment, authorized, captured, partially_refunded, refunded,
                    cancelled, unknown)

// The money of an order. `url` and `expires_at` are of the page on which the buyer has to pay.
struct Payment {
  PaymentStatus status = PaymentStatus::none;
  std::optional<std::string> url = {};
  std::optional<Timestamp> expires_at = {};
  Money captured = {}, refunded = {};
  std::optional<std::string> reference = {};  // the provider's id of it; for the admin
};
BOOST_DESCRIBE_STRUCT(Payment, (), (status, url, expires_at, captured, refunded, reference))

// What the ledger of an order says that is paid at a provider. Written by store/sale.lua.
struct ProviderPayment {
  Payment payment;
  std::vector<Money> line_refunds;  // by line
  std::optional<std::string> reference = {};
  std::optional<Reason> ending = {};  // it is to end, once the provider has said that it cannot be paid any more
  bool product_deleted = false;       // of an order of one line, after it was paid
};

// What is stored of an order.
struct OrderRecord {
  Ulid pk;
  std::optional<contracts::CustomerId> buyer = {};  // nothing: a guest
  std::vector<Line> lines;                          // 1 to 20
  std::vector<LineStatus> line_statuses = {};       // as its partition knows them; of several lines only
  Status status = Status::pending;
  std::optional<Reason> reason = {};  // for a rejected, refunded or cancelled order
  Timestamp created_at = {};
  std::optional<Timestamp> updated_at = {};    // when it reached its present state, unless it is pending
  std::optional<Timestamp> reserved_at = {};   // when the reservation was noted
  std::optional<Timestamp> completed_at = {};  // only for a refunded order
  Fulfilment fulfilment = {};
  std::optional<ProviderPayment> paid = {};  // nothing: it is paid when the settle delay has passed

  bool has_several_lines() const { return lines.size() > 1; }
};

std::vector<TimelineStep> timeline(const OrderRecord&);

// A line as the API returns it.
struct OrderLine {
  Ulid product_id;
  std::optional<contracts::ProductName> product_name = {};
  Units quantity;
  std::optional<Money> price = {}, fee = {}, total = {};  // per unit; total = price + fee
  std::optional<Money> amount = {};                       // total times quantity
  LineStatus status;
};
BOOST_DESCRIBE_STRUCT(OrderLine, (), (product_id, product_name, quantity, price, fee, total, amount, status))

OrderLine line_of(const Line&, LineStatus = LineStatus::pending);

// The amount of an order whose lines have prices, and "2400 1200", those of its lines in minor units.
std::pair<Money, std::string> amounts_of(const OrderRecord&);

// An order as the API returns it: the record, and values computed from it. The fields of a product and of a unit are
// null when it has several lines.
struct Order {
  Ulid pk;
  std::optional<Ulid> product_id = {};
  std::optional<Money> price = {}, fee = {}, total = {};  // per unit; total = price + fee
  std::optional<Units> quantity = {};
  Status status;
  std::optional<Money> amount = {};  // paid by the buyer: the sum of the lines
  std::optional<contracts::ProductName> product_name = {};
  std::optional<Reason> reason;
  Timestamp created_at, updated_at;
  std::vector<TimelineStep> timeline;
  OrderNumber number;
  Currency currency;
  std::vector<OrderLine> lines = {};
  Payment payment = {};
  std::optional<ShownCustomer> customer = {};
  std::optional<Fulfilment> fulfilment = {};  // of a paid order
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (pk, product_id, price, fee, total, quantity, status, amount, product_name, reason, created_at,
                       updated_at, timeline, number, currency, lines, payment, customer, fulfilment))

Order order_of(OrderRecord);  // without what is for the admin
Order order_for_admin(OrderRecord);

struct WantedLine {
  Ulid id;  // of the product
  Units quantity;
};
BOOST_DESCRIBE_STRUCT(WantedLine, (), (id, quantity))

// An order of one product, or of several lines.
struct NewOrder {
  using resource = Order;
  static constexpr std::string_view alternative = "lines";  // takes the place of id and quantity
  static constexpr std::array<std::string_view, 2> unless_alternative = {"id", "quantity"};
  std::optional<Ulid> id;  // of the product
  std::optional<Units> quantity;
  std::optional<describe::List<WantedLine, 1, most_lines, &WantedLine::id>> lines;
  std::optional<Customer> customer;

  std::vector<WantedLine> wanted() const;
};
BOOST_DESCRIBE_STRUCT(NewOrder, (), (id, quantity, lines, customer))

// A line at the product's present price; without an offer it has none, and its order can only be abandoned.
Line new_line(const WantedLine&, const contracts::ProductOffer*, unsigned fee_percent);

// What is known when an order comes: who the buyer is (nothing: a guest) and the time where it is decided
// (nothing: not known now).
struct Moment {
  std::optional<contracts::CustomerId> buyer = {};
  std::optional<TimeRange> time = {};
};

// Checks what is known of the product. Refuses only what is certain; reserve_stock decides. The stock grows and the
// terms change only by an edit, and edits are reported. Refused: validation_failed at {"quantity"} (more units than one
// order may have), not_on_sale, sign_in_required, limit_reached, sold_out, insufficient_stock.
Outcome<void> orderable(const contracts::ProductOffer& product, Units quantity, const Moment& = {});

}  // namespace souk::payment
