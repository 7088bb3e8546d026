// State, start, end and limits of products, as reserve_stock decides them by the clock of a real Redis.
#include <random>

#include "inventory/domain/refusals.hpp"
#include "inventory/sale_rules.hpp"

namespace souk::inventory {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct ASale : SaleRules {};

TEST_F(ASale, of_a_draft_nothing_is_sold_until_it_is_active) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    co_await change(product, {.state = contracts::SaleState::draft});
    EXPECT_EQ(co_await why_not(product), "not_on_sale");
    co_await change(product, {.state = contracts::SaleState::active});
    EXPECT_EQ(co_await why_not(product), "");
  });
}

TEST_F(ASale, runs_from_its_start_until_before_its_end_by_the_clock_of_redis) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    const auto now = co_await time();
    co_await change(product, {.sale_starts_at = SaleTime{now + hours(1)}});
    EXPECT_EQ(co_await why_not(product), "not_on_sale");
    co_await change(product, {.sale_starts_at = SaleTime{now - hours(2)}, .sale_ends_at = SaleTime{now - hours(1)}});
    EXPECT_EQ(co_await why_not(product), "not_on_sale");
    co_await change(product, {.sale_ends_at = SaleTime{now + hours(1)}});
    EXPECT_EQ(co_await why_not(product), "");
    co_await change(product, {.sale_starts_at = SaleTime{now + hours(1)}, .sale_ends_at = SaleTime()});
    EXPECT_EQ(co_await why_not(product), "not_on_sale");
    co_await change(product, {.sale_starts_at = SaleTime()});
    EXPECT_EQ(co_await why_not(product), "");
  });
}

TEST_F(ASale, has_at_most_so_many_units_in_an_order_whatever_the_door_has_let_through) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    ProductChanges changes;
    changes.limit_per_order = UnitLimit{contracts::Units(2)};
    EXPECT_TRUE((co_await products.edit(product.id, std::move(changes), {})).has_value());
    EXPECT_EQ(co_await why_not(product, {order_of(product), 3}), "limit_reached");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 2}), "");
  });
}

// Orders come without a pause, while the start passes.
TEST_F(ASale, sells_nothing_before_its_start_and_everything_after_it) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(1'000'000);
    const auto starts_at = wall_clock() + Milliseconds(300);
    co_await change(product, {.sale_starts_at = SaleTime{starts_at}});
    const auto end = SteadyClock::now() + redis::patience;
    while ((co_await entries_of(product, "stock_reserved")).empty() && SteadyClock::now() < end) {
      co_await reserve(product, {{order_of(product), 1}});
    }
    const auto key = [&](std::string stream) {
      return redis::key("inventory", partition_of(product.id, partitions), std::move(stream));
    };
    const auto sold = events::parse_entries(co_await client.call(Command("XRANGE", key("stock_reserved"), "-", "+")));
    const auto refused =
        events::parse_entries(co_await client.call(Command("XRANGE", key("stock_rejected"), "-", "+")));
    EXPECT_GE(events::order_of(sold.at(0).id).first, starts_at.time_since_epoch().count());
    EXPECT_LE(events::order_of(refused.back().id).first, starts_at.time_since_epoch().count());
  });
}

TEST_F(ASale, is_refused_an_end_that_is_not_after_its_start) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(5);
    const auto now = co_await time();
    co_await change(product, {.sale_starts_at = SaleTime{now}});
    const auto refused = co_await products.edit(product.id, Terms{.sale_ends_at = SaleTime{now}}.changes(), {});
    EXPECT_EQ(refused.error().code, validation_failed);
    EXPECT_EQ(refused.error().errors, end_fault());
    EXPECT_EQ((co_await read(product.id)).sale_ends_at, SaleTime());
    co_await change(product, {.sale_starts_at = SaleTime{now - hours(1)}, .sale_ends_at = SaleTime{now}});
  });
}

TEST_F(ASale, has_a_limit_for_each_customer_over_all_orders) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await limited(2);
    EXPECT_EQ(co_await why_not(product), "sign_in_required");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 3, ada}), "limit_reached");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 1, ada}), "");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 2, ada}), "limit_reached");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 1, ada}), "");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 1, ada}), "limit_reached");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 2, bob}), "");
    EXPECT_EQ((co_await read(product.id)).available, Stock(96));
  });
}

TEST_F(ASale, counts_an_order_once_however_often_it_is_announced) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await limited(2);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 2, ada}, {pk, 2, ada}});
    co_await reserve(product, {{pk, 2, ada}});
    EXPECT_THAT(co_await entries_of(product, "stock_reserved"), ElementsAre(pk.text(), pk.text(), pk.text()));
    EXPECT_THAT(co_await entries_of(product, "stock_rejected"), IsEmpty());
    EXPECT_EQ(co_await bought(product, ada), 2);
  });
}

TEST_F(ASale, counts_a_cancelled_order_no_longer_and_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await limited(2);
    const auto first = order_of(product), second = order_of(product);
    co_await reserve(product, {{first, 1, ada}, {second, 1, ada}});
    for (int i = 0; i < 2; ++i) co_await cancel(product, {first, first});
    EXPECT_EQ(co_await bought(product, ada), 1);
    EXPECT_EQ(co_await why_not(product, {order_of(product), 1, ada}), "");
    EXPECT_EQ(co_await why_not(product, {order_of(product), 1, ada}), "limit_reached");
  });
}

TEST_F(ASale, counts_units_of_a_completed_order_until_they_are_paid_back) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await limited(3);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 3, ada}});
    co_await complete(product, {{pk, 3}});
    EXPECT_EQ(co_await bought(product, ada), 3);
    co_await give_back(product, pk, 1, 1);
    EXPECT_EQ(co_await bought(product, ada), 2);
    co_await give_back(product, pk, 0, 1);  // it did not come back
    EXPECT_EQ(co_await bought(product, ada), 1);
    const auto now = co_await read(product.id);
    EXPECT_EQ(now.quantity, Stock(98));
    for (int i = 0; i < 2; ++i) co_await give_back(product, pk, 0, 3);  // the whole order
    EXPECT_EQ(co_await bought(product, ada), 0);
    EXPECT_EQ((co_await read(product.id)).version, now.version);
    EXPECT_EQ((co_await client.call(Command("EXISTS", bought_key(product)))).integer(), 0);
  });
}

TEST_F(ASale, does_not_count_orders_from_before_the_limit) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await create(10);
    const auto pk = order_of(product), guest = order_of(product);
    co_await reserve(product, {{pk, 2, ada}, {guest, 1}});
    co_await change(product, {.limit_per_customer = UnitLimit{contracts::Units(1)}});
    EXPECT_EQ(co_await why_not(product, {order_of(product), 1, ada}), "");
    co_await cancel(product, {pk, guest});
    EXPECT_EQ(co_await bought(product, ada), 1);
    co_await reserve(product, {{order_of(product), 1, ada}});
    EXPECT_EQ((co_await read(product.id)).available, Stock(9));
  });
}

TEST_F(ASale, of_a_deleted_product_leaves_no_count_and_gets_none_again) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto product = co_await limited(2);
    const auto pk = order_of(product);
    co_await reserve(product, {{pk, 2, ada}});
    EXPECT_TRUE((co_await products.remove(product.id, {})).has_value());
    co_await cancel(product, {pk});
    co_await give_back(product, pk, 0, 2);
    EXPECT_EQ((co_await client.call(Command("EXISTS", bought_key(product)))).integer(), 0);
  });
}

TEST_F(ASale, drafts_are_listed_for_those_who_ask_for_them) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto shown = co_await create(1);
    NewProduct wanted{ProductName("later"), Price(Money::minor(1)), Stock(1), {}, {}};
    wanted.state = contracts::SaleState::draft;
    const auto draft = co_await products.create(std::move(wanted));
    const auto ids = [&](Drafts drafts) -> awaitable<std::vector<Ulid>> {
      std::vector<Ulid> all;
      auto page = co_await products.list(10, {}, drafts);
      EXPECT_EQ(page.total, page.products.size());
      for (const auto& product : page.products) all.push_back(product.id);
      co_return all;
    };
    EXPECT_THAT(co_await ids(Drafts::hidden), ElementsAre(shown.id));
    EXPECT_THAT(co_await ids(Drafts::shown), ElementsAre(draft.id, shown.id));
    co_await change(draft, {.state = contracts::SaleState::active});
    co_await change(shown, {.state = contracts::SaleState::draft});
    EXPECT_THAT(co_await ids(Drafts::hidden), ElementsAre(draft.id));
    EXPECT_TRUE((co_await products.remove(shown.id, {})).has_value());
    EXPECT_THAT(co_await ids(Drafts::shown), ElementsAre(draft.id));
  });
}

// Five customers try for a limit of three and 40 units, with repeats, cancellations and refunds in any order. A model,
// which is a map of orders, says what must count.
struct ASaleInAnyOrder : ASale {
  enum class State { open, cancelled, completed };
  struct Order {
    PlacedOrder placed;
    int counts;
    State state = State::open;
  };

  static constexpr int customers = 5, limit = 3;
  Product product;
  std::mt19937 random{17};  // NOLINT(bugprone-random-generator-seed): the same orders each time
  std::map<Ulid, Order> orders;
  std::vector<PlacedOrder> tried;

  static std::string name(int customer) { return std::string(32, static_cast<char>('a' + customer)); }
  int below(int end) { return std::uniform_int_distribution<>(0, end - 1)(random); }
  template <class Container>
  auto any_of(Container& all) {
    return std::next(all.begin(), below(static_cast<int>(all.size())));
  }

  // New orders, and some that were tried before. Those that ended are not announced again.
  std::vector<PlacedOrder> some() {
    std::vector<PlacedOrder> batch;
    for (int i = 0; i < 4; ++i) batch.push_back({order_of(product), 1 + below(2), name(below(customers))});
    for (int i = 0; i < 2 && !tried.empty(); ++i) {
      const auto& again = *any_of(tried);
      const auto known = orders.find(again.pk);
      if (known == orders.end() || known->second.state == State::open) batch.push_back(again);
    }
    return batch;
  }
  awaitable<void> place() {
    const auto batch = some();
    const auto before = (co_await entries_of(product, "stock_reserved")).size();
    co_await reserve(product, batch);
    auto reserved = co_await entries_of(product, "stock_reserved");
    reserved.erase(reserved.begin(), reserved.begin() + static_cast<std::ptrdiff_t>(before));
    for (const auto& order : batch) {
      tried.push_back(order);
      if (std::ranges::count(reserved, order.pk.text()) > 0) orders.try_emplace(order.pk, Order{order, order.units});
    }
  }
  awaitable<void> cancel_any() {
    auto& order = any_of(orders)->second;
    co_await cancel(product, {order.placed.pk});
    if (order.state != State::open) co_return;
    order.state = State::cancelled;
    order.counts = 0;
  }
  awaitable<void> complete_any() {
    auto& order = any_of(orders)->second;
    if (order.state != State::open) co_return;
    co_await complete(product, {{order.placed.pk, order.placed.units}});
    order.state = State::completed;
  }
  awaitable<void> refund_any() {
    auto& order = any_of(orders)->second;
    if (order.state != State::completed) co_return;
    const int units = 1 + below(2);
    co_await give_back(product, order.placed.pk, below(2), units);
    order.counts = std::max(0, order.counts - units);
  }
  awaitable<void> step() {
    const int what = orders.empty() ? 0 : below(5);
    if (what < 2) co_await place();
    if (what == 2) co_await cancel_any();
    if (what == 3) co_await complete_any();
    if (what == 4) co_await refund_any();
  }
  awaitable<void> expect_as_modelled() {
    for (int customer = 0; customer < customers; ++customer) {
      int sum = 0;
      for (const auto& [pk, order] : orders) sum += order.placed.customer == name(customer) ? order.counts : 0;
      EXPECT_LE(sum, limit);
      EXPECT_EQ(co_await bought(product, name(customer)), sum);
    }
  }
};

TEST_F(ASaleInAnyOrder, keeps_its_limit) {
  redis::run(io, [&]() -> awaitable<void> {
    product = co_await limited(limit, 40);
    for (int i = 0; i < 400 && !HasFailure(); ++i) {
      co_await step();
      co_await expect_as_modelled();
    }
    EXPECT_GT(orders.size(), 20u);
  });
}

}  // namespace
}  // namespace souk::inventory
