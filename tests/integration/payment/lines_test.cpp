// The lines of an order of several (lines.lua), on a real Redis.
#include <set>

#include "payment/carts.hpp"
#include "payment/domain/refusals.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Words = std::vector<std::string>;

struct LineRules : Carts {
  // One word for each message that a line can get.
  awaitable<void> step(std::string word, unsigned line = 1) {
    if (word == "place") co_await send("line_placed", line);
    if (word == "cancel") co_await send("line_cancelled", line);
    if (word == "complete") co_await send("line_completed", line);
    if (word == "note") co_await from_inventory("stock_reserved:noted", line);
    if (word == "settle") co_await from_inventory("stock_reserved", line);
    if (word == "reject") co_await from_inventory("stock_rejected", line, "sold_out");
    if (word == "refund") co_await from_inventory("refund_order", line, "product_deleted");
  }
  awaitable<Words> after(std::string words, unsigned line = 1) {
    std::istringstream stream(words);
    for (std::string word; stream >> word;) co_await step(word, line);
    co_return co_await news();
  }
};

TEST_F(LineRules, a_placed_line_is_pending_and_reserves_once) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_THAT(co_await after("place place"), ElementsAre("order_placed 1"));
    EXPECT_EQ(co_await status_of(1), "pending");
    const auto placed = events::parse_entries(
        co_await client.call(redis::Command("XRANGE", redis::key("payment", partition(1), "order_placed"), "-", "+")));
    EXPECT_EQ(placed.at(0).fields.at(1).second, product_of(1).text());
    EXPECT_EQ(placed.at(0).fields.at(2).second, "1");
  });
}

TEST_F(LineRules, a_line_cancelled_before_it_was_placed_stays_cancelled_and_reserves_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_THAT(co_await after("cancel cancel place"), IsEmpty());
    EXPECT_EQ(co_await status_of(1), "cancelled");
  });
}

TEST_F(LineRules, a_line_cancelled_before_its_reservation_is_known_gives_the_units_back_when_it_is) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_THAT(co_await after("place cancel"), ElementsAre("order_placed 1"));
    EXPECT_THAT(co_await after("note"), ElementsAre("order_cancelled 1"));
    EXPECT_EQ(co_await status_of(1), "cancelled");
  });
}

TEST_F(LineRules, a_reserved_line_gives_its_units_back_once_when_it_is_cancelled) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_THAT(co_await after("place note"), ElementsAre("order_placed 1", "line_decided 1 reserved"));
    EXPECT_THAT(co_await after("cancel cancel"), ElementsAre("order_cancelled 1"));
  });
}

TEST_F(LineRules, settling_decides_a_line_whose_reservation_was_not_noted) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_THAT(co_await after("place settle"), ElementsAre("order_placed 1", "line_decided 1 reserved"));
    EXPECT_THAT(co_await after("note settle"), IsEmpty());
    EXPECT_EQ(co_await status_of(1), "reserved");
    EXPECT_THAT(co_await after("place cancel settle", 2), ElementsAre("order_placed 2", "order_cancelled 2"));
  });
}

TEST_F(LineRules, settling_never_completes_a_line) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await after("place note settle");
    EXPECT_EQ(co_await status_of(1), "reserved");
    EXPECT_EQ(co_await counts(), "");
  });
}

TEST_F(LineRules, a_line_that_is_not_reserved_is_not_completed) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_THAT(co_await after("complete"), IsEmpty());
    EXPECT_EQ(co_await status_of(1), "absent");
    EXPECT_THAT(co_await after("place complete"), ElementsAre("order_placed 1"));
    EXPECT_EQ(co_await status_of(1), "pending");
  });
}

TEST_F(LineRules, a_refunded_line_says_why) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await after("place note complete");
    EXPECT_THAT(co_await after("refund refund"), ElementsAre("line_decided 1 refunded product_deleted"));
  });
}

// The table of a line, as docs/decisions/0025 has it.
struct Row {
  std::set<std::string> from;
  std::string step, to;
  Words news;
};
const std::vector<Row> rows = {
    {{"absent"}, "place", "pending", {"order_placed 1"}},
    {{"absent", "pending"}, "cancel", "cancelled", {}},
    {{"reserved"}, "cancel", "cancelled", {"order_cancelled 1"}},
    {{"pending"}, "note", "reserved", {"line_decided 1 reserved"}},
    {{"pending"}, "settle", "reserved", {"line_decided 1 reserved"}},
    {{"pending"}, "reject", "rejected", {"line_decided 1 rejected sold_out"}},
    {{"cancelled"}, "note", "cancelled", {"order_cancelled 1"}},
    {{"cancelled"}, "settle", "cancelled", {"order_cancelled 1"}},
    {{"reserved"}, "complete", "completed", {"order_completed 1"}},
    {{"completed"}, "refund", "refunded", {"line_decided 1 refunded product_deleted"}},
};

// 7 kinds of message, 4 in a row. A line that does not exist yet has no events of inventory.
TEST_F(LineRules, messages_in_any_order_and_number_do_what_the_table_says_and_nothing_else) {
  redis::run(io, [&]() -> awaitable<void> {
    const Words words = {"place", "cancel", "complete", "note", "settle", "reject", "refund"};
    struct Known {
      std::string status;
      Ulid pk;
      std::string history;
    };
    std::vector<Known> states = {{"absent", pk, ""}};
    for (int length = 0; length < 4; ++length) {
      std::vector<Known> next;
      for (const auto& state : states) {
        for (const auto& word : words) {
          const bool of_inventory = word != "place" && word != "cancel" && word != "complete";
          if (of_inventory && state.status == "absent") continue;
          pk = new_cart();
          const auto history = state.history + " " + word;
          co_await after(state.history);
          const auto row =
              std::ranges::find_if(rows, [&](const Row& r) { return r.step == word && r.from.contains(state.status); });
          EXPECT_EQ(co_await after(word), row == rows.end() ? Words() : row->news) << history;
          const auto status = row == rows.end() ? state.status : row->to;
          EXPECT_EQ(co_await status_of(1), status) << history;
          next.push_back({status, pk, history});
        }
      }
      states = std::move(next);
    }
    EXPECT_EQ(states.size(), 801u);
  });
}

TEST_F(LineRules, lines_of_one_partition_do_not_touch_each_other) {
  redis::run(io, [&]() -> awaitable<void> {
    for (unsigned line = 1; line <= 3; ++line) co_await after("place", line);
    EXPECT_THAT(co_await after("reject", 3), ElementsAre("line_decided 3 rejected sold_out"));
    EXPECT_THAT(co_await after("note", 1), ElementsAre("line_decided 1 reserved"));
    EXPECT_EQ(co_await status_of(2), "pending");
  });
}

TEST_F(LineRules, a_line_is_no_order_for_a_reader) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), {}, {});
    for (unsigned line = 1; line <= 3; ++line) co_await after("place note", line);
    EXPECT_EQ((co_await orders.find(pk_of(1))).error().code, order_not_found);
    EXPECT_EQ((co_await orders.cancel(pk_of(1), Reason::cancelled_by_buyer)).error().code, order_not_found);
    EXPECT_EQ(co_await status_of(1), "reserved");
    EXPECT_EQ(co_await counts(), "1 pending");
    EXPECT_EQ((co_await list.page(10, {}, {})).orders.size(), 1u);
    for (const auto& id : products) {
      const auto page = co_await list.page(10, {.product_id = id}, {});
      EXPECT_EQ(page.orders.size(), 1u);
      EXPECT_EQ(page.orders.at(0).pk, pk);
    }
  });
}

TEST_F(LineRules, what_was_accepted_goes_on_when_memory_is_full) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(2), {}, {});
    co_await client.call(redis::Command("CONFIG", "SET", "maxmemory", 1));
    co_await after("place note", 1);
    co_await after("place note", 2);
    co_await all_reserved(2);
    co_await settle();
    co_await after("complete cancel", 1);
    EXPECT_EQ(co_await status_of(1), "completed");
    EXPECT_EQ((co_await read()).status, Status::completed);
  });
}

}  // namespace
}  // namespace souk::payment
