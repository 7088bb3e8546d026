#include "payment/domain/order.hpp"

#include <gtest/gtest.h>

#include "payment/domain/refusals.hpp"

namespace souk::payment {
namespace {

contracts::ProductOffer offer(std::int64_t price, std::int64_t available) {
  return {Ulid::next(), contracts::ProductName("lamp"), contracts::Price(Money::minor(price)),
          contracts::Stock(available)};
}

Order order(std::int64_t price, int units, unsigned fee_percent) {
  const auto lamp = offer(price, 1);
  return order_of({.pk = Ulid::next(), .lines = {new_line({lamp.id, Units(units)}, &lamp, fee_percent)}});
}

TEST(NewOrder, costs_price_plus_fee_for_each_unit) {
  const auto made = order(2000, 10, 20);
  EXPECT_EQ(made.fee, Money::minor(400));
  EXPECT_EQ(made.total, Money::minor(2400));
  EXPECT_EQ(made.amount, Money::minor(24'000));
}

TEST(NewOrder, rounds_half_a_cent_of_fee_up) {
  EXPECT_EQ(order(1, 1, 49).fee, Money::minor(0));
  EXPECT_EQ(order(1, 1, 50).fee, Money::minor(1));
  EXPECT_EQ(order(1999, 1, 20).fee, Money::minor(400));
}

TEST(NewOrder, the_most_expensive_is_exact_in_redis_and_in_json) {
  const auto made = order(contracts::max_price, contracts::max_units, 100);
  EXPECT_EQ(made.amount->minor_units(), 2 * contracts::max_price * contracts::max_units);
  EXPECT_LE(made.amount->minor_units(), std::int64_t{1} << 53);
}

// Of lamps at 10.00, 20.00, ... without a fee: one unit each.
OrderRecord cart(Status status, std::vector<LineStatus> known) {
  OrderRecord record{.pk = Ulid::next(), .lines = {}, .line_statuses = std::move(known), .status = status};
  for (std::size_t i = 0; i < record.line_statuses.size(); ++i) {
    const auto lamp = offer(static_cast<std::int64_t>(i + 1) * 1000, 1);
    record.lines.push_back(new_line({lamp.id, Units(1)}, &lamp, 0));
  }
  return record;
}

constexpr auto pending = LineStatus::pending, reserved = LineStatus::reserved, rejected = LineStatus::rejected,
               cancelled = LineStatus::cancelled, completed = LineStatus::completed, refunded = LineStatus::refunded;

TEST(OrderOfLines, shows_each_line_in_the_status_that_follows_from_its_own_and_from_the_orders) {
  struct Case {
    Status order;
    std::vector<LineStatus> known, shown;
  };
  for (const auto& [status, known, expected] : std::vector<Case>{
           {Status::pending, {pending, reserved}, {pending, reserved}},
           {Status::pending, {reserved, reserved}, {reserved, reserved}},
           {Status::rejected, {rejected, reserved}, {rejected, cancelled}},
           {Status::rejected, {pending, rejected, rejected}, {cancelled, rejected, rejected}},
           {Status::cancelled, {pending, reserved, rejected}, {cancelled, cancelled, cancelled}},
           {Status::completed, {reserved, reserved}, {completed, completed}},
           {Status::completed, {reserved, refunded}, {completed, refunded}},
           {Status::refunded, {refunded, refunded}, {refunded, refunded}},
       }) {
    std::vector<LineStatus> shown;
    for (const auto& line : order_of(cart(status, known)).lines) shown.push_back(line.status);
    EXPECT_EQ(shown, expected) << static_cast<int>(status);
  }
}

TEST(OrderOfLines, of_one_line_has_the_status_of_its_line) {
  struct Case {
    Status order;
    bool is_reserved;
    LineStatus shown;
  };
  for (const auto& [status, is_reserved, shown] : {Case{Status::pending, false, pending},
                                                   {Status::pending, true, reserved},
                                                   {Status::rejected, false, rejected},
                                                   {Status::rejected, true, rejected},
                                                   {Status::cancelled, true, cancelled},
                                                   {Status::completed, false, completed},
                                                   {Status::completed, true, completed},
                                                   {Status::refunded, true, refunded}}) {
    OrderRecord record{.pk = {}, .lines = {{.product_id = {}, .quantity = Units(1)}}, .status = status};
    if (is_reserved) record.reserved_at = Timestamp(Milliseconds(3));
    EXPECT_EQ(order_of(record).lines.at(0).status, shown) << static_cast<int>(status);
  }
}

TEST(OrderOfLines, has_the_sum_of_its_lines_and_no_fields_of_one_product) {
  const auto order = order_of(cart(Status::pending, {pending, pending, pending}));
  EXPECT_EQ(order.amount, Money::minor(6000));
  const auto text = describe::to_json(order);
  EXPECT_TRUE(text.contains(R"("product_id":null,"price":null,"fee":null,"total":null,"quantity":null,)")) << text;
  EXPECT_EQ(order.product_name, std::nullopt);
  const auto& last = order.lines.at(2);
  EXPECT_EQ(last.amount, Money::minor(3000));
  EXPECT_EQ(last.product_name->value(), "lamp");

  auto unknown = cart(Status::cancelled, {pending, pending});
  unknown.lines.at(1) = new_line({Ulid::next(), Units(1)}, nullptr, 0);
  EXPECT_EQ(order_of(unknown).amount, std::nullopt);
  EXPECT_EQ(order_of(unknown).lines.at(0).amount, Money::minor(1000));
}

TEST(OrderOfLines, of_20_of_the_most_expensive_is_exact_in_json) {
  auto record = cart(Status::completed, std::vector(most_lines, reserved));
  const auto dearest = offer(contracts::max_price, contracts::max_stock);
  for (auto& line : record.lines) line = new_line({dearest.id, Units(contracts::max_units)}, &dearest, 100);
  const auto order = order_of(record);
  EXPECT_EQ(order.amount->minor_units(), 20 * 2 * contracts::max_price * contracts::max_units);
  EXPECT_EQ(order.payment.captured, order.amount);
  EXPECT_LE(order.amount->minor_units(), std::int64_t{1} << 53);
}

std::string paid(Status status, std::vector<LineStatus> known) {
  const auto payment = order_of(cart(status, std::move(known))).payment;
  EXPECT_EQ(payment.url, std::nullopt);
  EXPECT_EQ(payment.expires_at, std::nullopt);
  return describe::Scalar<PaymentStatus>::text(payment.status) + " " + std::to_string(payment.captured.minor_units()) +
         " " + std::to_string(payment.refunded.minor_units());
}

TEST(Payment, is_captured_with_the_order_and_refunded_with_its_lines) {
  EXPECT_EQ(paid(Status::pending, {reserved, reserved}), "none 0 0");
  EXPECT_EQ(paid(Status::rejected, {rejected, reserved}), "none 0 0");
  EXPECT_EQ(paid(Status::cancelled, {reserved, reserved}), "none 0 0");
  EXPECT_EQ(paid(Status::completed, {reserved, reserved}), "captured 3000 0");
  EXPECT_EQ(paid(Status::completed, {reserved, refunded}), "partially_refunded 3000 2000");
  EXPECT_EQ(paid(Status::refunded, {refunded, refunded}), "refunded 3000 3000");
  EXPECT_EQ(paid(Status::refunded, {reserved}), "refunded 1000 1000");
}

TEST(Payment, of_an_order_that_costs_nothing_is_not_refunded_before_the_order_is) {
  auto record = cart(Status::completed, {reserved, refunded});
  const auto gift = offer(0, 1);
  for (auto& line : record.lines) line = new_line({gift.id, Units(1)}, &gift, 20);
  EXPECT_EQ(order_of(record).payment.status, PaymentStatus::captured);
  record.status = Status::refunded;
  EXPECT_EQ(order_of(record).payment.status, PaymentStatus::refunded);
}

TEST(NewOrder, has_each_product_in_one_line_only) {
  const auto line = [](std::string_view id) { return R"({"id":")" + std::string(id) + R"(","quantity":1})"; };
  const auto a = line("01H28HATR7JG2YBH22ABPJWW33"), b = line("01H28HATR7JG2YBH22ABPJWW34");
  const auto same = line("01h28hatr7jg2ybh22abpjww33");
  const auto read = [](const std::string& lines) {
    return describe::from_json<NewOrder>(R"({"lines":[)" + lines + "]}");
  };
  EXPECT_EQ(read(a + "," + b)->wanted().size(), 2u);
  const auto repeated = read(a + "," + b + "," + same + "," + b);
  ASSERT_FALSE(repeated);
  ASSERT_EQ(repeated.error().size(), 2u);
  for (const std::size_t i : {0u, 1u}) {
    EXPECT_EQ(repeated.error()[i].loc, (Location{"body", "lines", i + 2, "id"}));
    EXPECT_EQ(repeated.error()[i].type, "value_error");
  }
}

TEST(NewOrder, has_1_to_20_lines_or_one_product) {
  const auto read = [](std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) {
      text += std::string(i == 0 ? "" : ",") + R"({"id":")" + Ulid::next().text() + R"(","quantity":1})";
    }
    return describe::from_json<NewOrder>(R"({"lines":[)" + text + "]}");
  };
  EXPECT_EQ(read(1)->wanted().size(), 1u);
  EXPECT_EQ(read(20)->wanted().size(), 20u);
  EXPECT_FALSE(read(0));
  EXPECT_FALSE(read(21));
  const auto one = describe::from_json<NewOrder>(R"({"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":3})").value();
  EXPECT_EQ(one.wanted().at(0).quantity, Units(3));
}

TEST(Order, has_the_time_of_its_state_as_updated_at) {
  OrderRecord record{.pk = {}, .lines = {{.product_id = {}, .quantity = Units(1)}}};
  record.created_at = Timestamp(Milliseconds(1));
  EXPECT_EQ(order_of(record).updated_at, record.created_at);
  record.updated_at = Timestamp(Milliseconds(9));
  EXPECT_EQ(order_of(record).updated_at, *record.updated_at);
}

struct OrderTimes {
  std::optional<Timestamp> reserved_at, completed_at;
};

std::string shown_steps(Status status, const OrderTimes& times) {
  OrderRecord order{.pk = {}, .lines = {{.product_id = {}, .quantity = Units(1)}}};
  order.status = status;
  order.created_at = Timestamp(Milliseconds(1));
  order.updated_at = Timestamp(Milliseconds(9));
  order.reserved_at = times.reserved_at;
  order.completed_at = times.completed_at;
  std::string text;
  for (const auto& [step, at] : timeline(order)) {
    text += describe::Scalar<Step>::text(step) + "@" + std::to_string(at.time_since_epoch().count()) + " ";
  }
  return text;
}

TEST(Timeline, has_the_steps_in_their_order) {
  const Timestamp three(Milliseconds(3)), five(Milliseconds(5));
  EXPECT_EQ(shown_steps(Status::pending, {}), "placed@1 ");
  EXPECT_EQ(shown_steps(Status::pending, {three, {}}), "placed@1 stock_reserved@3 ");
  EXPECT_EQ(shown_steps(Status::rejected, {}), "placed@1 rejected@9 ");
  EXPECT_EQ(shown_steps(Status::cancelled, {}), "placed@1 cancelled@9 ");
  EXPECT_EQ(shown_steps(Status::completed, {three, {}}), "placed@1 stock_reserved@3 completed@9 ");
  EXPECT_EQ(shown_steps(Status::refunded, {three, five}), "placed@1 stock_reserved@3 completed@5 refunded@9 ");
}

TEST(Timeline, has_the_time_of_settling_when_the_reservation_was_not_noted_before) {
  const Timestamp five(Milliseconds(5));
  EXPECT_EQ(shown_steps(Status::completed, {}), "placed@1 stock_reserved@9 completed@9 ");
  EXPECT_EQ(shown_steps(Status::refunded, {{}, five}), "placed@1 stock_reserved@5 completed@5 refunded@9 ");
  EXPECT_EQ(shown_steps(Status::refunded, {Timestamp(Milliseconds(7)), five}),
            "placed@1 stock_reserved@5 completed@5 refunded@9 ");
}

TEST(Orderable, up_to_the_available_units) {
  EXPECT_TRUE(orderable(offer(1, 3), Units(3)));
  EXPECT_EQ(orderable(offer(1, 3), Units(4)).error().code, insufficient_stock);
  EXPECT_EQ(orderable(offer(1, 0), Units(1)).error().code, sold_out);
}

TEST(Orderable, from_the_start_until_before_the_end_of_a_sale) {
  auto product = offer(1, 3);
  const Timestamp start(Milliseconds(1'000)), end(Milliseconds(2'000));
  product.sale_starts_at = start;
  product.sale_ends_at = end;
  const auto at = [&](Timestamp time) { return orderable(product, Units(1), {.time = TimeRange{time, time}}); };
  const auto early = at(start - Milliseconds(1));
  EXPECT_EQ(early.error().code, not_on_sale);
  EXPECT_EQ(early.error().more.at(0).first, "starts_at");
  EXPECT_EQ(early.error().more.at(0).second, "1970-01-01T00:00:01.000Z");
  EXPECT_TRUE(at(start));
  EXPECT_TRUE(at(end - Milliseconds(1)));
  EXPECT_EQ(at(end).error().code, not_on_sale);
  EXPECT_EQ(at(end).error().more.at(0).first, "ended_at");
  EXPECT_TRUE(orderable(product, Units(1)));  // while the time is not known
  // Only what is certain is refused.
  EXPECT_TRUE(orderable(product, Units(1), {.time = TimeRange{start - Milliseconds(9), start}}));
  EXPECT_TRUE(orderable(product, Units(1), {.time = TimeRange{end - Milliseconds(1), end + Milliseconds(9)}}));
}

TEST(Orderable, not_while_the_store_has_frozen_it) {
  auto product = offer(1, 3);
  product.state = contracts::SaleState::frozen;
  const auto refused = orderable(product, Units(1));
  EXPECT_EQ(refused.error().code, not_on_sale);
  EXPECT_TRUE(refused.error().detail.contains("stopped the sale"));
  product.state = contracts::SaleState::active;
  EXPECT_TRUE(orderable(product, Units(1)));
}

TEST(Orderable, says_nothing_of_signing_in_for_what_cannot_be_had_anyway) {
  auto product = offer(1, 0);
  product.limit_per_customer = Units(2);
  EXPECT_EQ(orderable(product, Units(1)).error().code, sold_out);
  product = offer(1, 3);
  product.limit_per_customer = Units(2);
  product.sale_starts_at = Timestamp(Milliseconds(1'000));
  const TimeRange early{Timestamp(Milliseconds(1)), Timestamp(Milliseconds(2))};
  EXPECT_EQ(orderable(product, Units(1), {.time = early}).error().code, not_on_sale);
}

TEST(Orderable, up_to_the_limits) {
  auto product = offer(1, 30);
  product.limit_per_order = Units(3);
  EXPECT_TRUE(orderable(product, Units(3)));
  const auto above = orderable(product, Units(4));
  EXPECT_EQ(above.error().code, validation_failed);
  EXPECT_EQ(above.error().errors.at(0).loc, Location{"quantity"});
  EXPECT_EQ(above.error().errors.at(0).type, "limit_per_order");
  product.limit_per_customer = Units(2);
  EXPECT_EQ(orderable(product, Units(1)).error().code, sign_in_required);
  const Moment known{.buyer = contracts::CustomerId()};
  EXPECT_TRUE(orderable(product, Units(2), known));
  EXPECT_EQ(orderable(product, Units(3), known).error().code, limit_reached);
}

TEST(CustomerId, is_32_lower_case_hexadecimal_digits) {
  EXPECT_TRUE(contracts::CustomerId::parse(std::string(32, 'a')));
  for (const auto* wrong : {"", "ada@example.com", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef"}) {
    EXPECT_FALSE(contracts::CustomerId::parse(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace souk::payment
