// What payment knows of products, and how often it asks for them. An HTTP server in the test acts as inventory.
#include "payment/catalogue/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <functional>

#include "http/server.hpp"
#include "payment/domain/refusals.hpp"
#include "rest/router.hpp"

namespace souk::payment {
namespace {

namespace asio = boost::asio;

struct CatalogueFind : ::testing::Test {
  struct Result {
    std::optional<Outcome<contracts::ProductOffer>> offer = {};
    std::string failure = {};
    bool is_known() const { return offer.has_value() || !failure.empty(); }
  };

  asio::io_context io{1};
  rest::Router router{rest::RouterOptions{}};
  http::Server server = serve();
  http::Client inventory{io.get_executor(), {.url = "http://127.0.0.1:" + std::to_string(server.port())}};
  Catalogue catalogue{io.get_executor(), inventory};
  const Ulid id = Ulid::next();

  std::deque<Result> results;
  int asked = 0;
  unsigned status = 200;     // of the next answer
  std::string price = "20";  // of the product in it
  std::string more;          // members of it
  bool answers = true;       // if false, requests wait for let_answer()
  asio::steady_timer answering{io, SteadyClock::time_point::max()};

  http::Server serve() {
    router.add(http::Method::get, "/products/{id}", "A product",
               [this](const http::Request& request) { return answer(std::string(request.parameter("id"))); });
    return {io.get_executor(), {}, router};
  }
  void SetUp() override { asio::co_spawn(io, server.run(), asio::detached); }
  void TearDown() override {
    let_answer();
    server.drain(Milliseconds(0));
  }

  awaitable<http::Response> answer(std::string of) {
    ++asked;
    http::Response response{.status = status};
    response.body = R"({"id":")" + of + R"(","name":"a hat","price":)" + price + R"(,"available":3)" + more + "}";
    if (!answers) co_await answering.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return response;
  }
  void let_answer() {
    answers = true;
    answering.cancel();
  }

  awaitable<void> find_into(Result& result) {
    try {
      result.offer = co_await catalogue.find(id);
    } catch (const Unavailable& away) {
      result.failure = away.what();
    }
  }
  Result& find() {
    auto& result = results.emplace_back();
    asio::co_spawn(io, find_into(result), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
    return result;
  }
  [[nodiscard]] bool until(const std::function<bool()>& holds) {
    const auto end = SteadyClock::now() + std::chrono::seconds(60);
    while (!holds() && SteadyClock::now() < end) io.run_one_until(end);
    return holds();
  }
  [[nodiscard]] bool until_known() {
    return until([&] { return std::ranges::all_of(results, &Result::is_known); });
  }
  // Starts several finds, and waits until the first has sent its request.
  [[nodiscard]] bool begin(int finds) {
    answers = false;
    for (int i = 0; i < finds; ++i) find();
    return until([&] { return asked == 1; });
  }
};

TEST_F(CatalogueFind, at_the_same_time_asks_once_and_caches_the_answer) {
  catalogue.following(true);
  ASSERT_TRUE(begin(3));
  let_answer();
  ASSERT_TRUE(until_known());
  for (const auto& result : results) EXPECT_EQ(result.offer.value()->name.value(), "a hat");
  find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(asked, 1);
}

TEST_F(CatalogueFind, many_asks_once_for_each_unknown_product_at_the_same_time) {
  catalogue.following(true);
  find();
  ASSERT_TRUE(until_known());
  answers = false;
  const auto other = Ulid::next(), third = Ulid::next();
  std::optional<std::size_t> found;
  asio::co_spawn(
      io,
      [](Catalogue& all, std::vector<Ulid> ids, auto& count) -> awaitable<void> {
        const auto offers = co_await all.find_all(std::move(ids));
        count = static_cast<std::size_t>(
            std::ranges::count_if(offers, [](const auto& one) { return one.second.has_value(); }));
      }(catalogue, {id, other, third, other}, found),
      asio::detached);
  ASSERT_TRUE(until([&] { return asked == 3; }));
  let_answer();
  ASSERT_TRUE(until([&] { return found.has_value(); }));
  EXPECT_EQ(found, 3u);
  EXPECT_EQ(asked, 3);
}

TEST_F(CatalogueFind, many_is_unavailable_when_one_is) {
  status = 500;
  std::string failure;
  asio::co_spawn(io, catalogue.find_all({id, Ulid::next()}), [&](std::exception_ptr error, const auto&) {
    try {
      if (error) std::rethrow_exception(error);
    } catch (const Unavailable& away) {
      failure = away.what();
    }
  });
  ASSERT_TRUE(until([&] { return !failure.empty(); }));
}

TEST_F(CatalogueFind, shares_that_a_product_does_not_exist_but_does_not_cache_it) {
  catalogue.following(true);
  status = 404;
  ASSERT_TRUE(begin(3));
  let_answer();
  ASSERT_TRUE(until_known());
  for (const auto& result : results) EXPECT_EQ(result.offer.value().error().code, product_not_found);
  EXPECT_EQ(asked, 1);
  status = 200;
  auto& later = find();
  ASSERT_TRUE(until_known());
  EXPECT_TRUE(later.offer.value());
}

TEST_F(CatalogueFind, takes_a_draft_for_a_product_that_does_not_exist) {
  catalogue.following(true);
  more = R"(,"state":"draft")";
  find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(results[0].offer->error().code, product_not_found);
  more = R"(,"state":"active","sale_starts_at":"2026-11-27T18:00:00Z","sale_ends_at":null,"limit_per_customer":2)";
  find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(results[1].offer->value().limit_per_customer, contracts::Units(2));
  EXPECT_EQ(results[1].offer->value().sale_starts_at, parse_rfc3339("2026-11-27T18:00:00Z"));
}

TEST_F(CatalogueFind, shares_that_inventory_is_down_but_does_not_cache_it) {
  catalogue.following(true);
  status = 500;
  ASSERT_TRUE(begin(3));
  let_answer();
  ASSERT_TRUE(until_known());
  for (const auto& result : results) EXPECT_EQ(result.failure, "inventory answered 500");
  EXPECT_EQ(asked, 1);
  status = 200;
  auto& later = find();
  ASSERT_TRUE(until_known());
  EXPECT_TRUE(later.offer.value());
}

TEST_F(CatalogueFind, asks_each_time_while_changes_are_not_reported) {
  ASSERT_TRUE(begin(3));
  let_answer();
  ASSERT_TRUE(until_known());
  find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(asked, 4);
}

TEST_F(CatalogueFind, after_a_change_does_not_share_the_answer_to_an_earlier_request) {
  catalogue.following(true);
  ASSERT_TRUE(begin(1));
  catalogue.changed(id);
  price = "30";
  auto& later = find();
  ASSERT_TRUE(until([&] { return asked == 2; }));
  let_answer();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(results.front().offer.value()->price.value().minor_units(), 2000);
  EXPECT_EQ(later.offer.value()->price.value().minor_units(), 3000);
  auto& last = find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(last.offer.value()->price.value().minor_units(), 3000);
  EXPECT_EQ(asked, 2);
}

TEST_F(CatalogueFind, does_not_cache_an_answer_older_than_a_change) {
  catalogue.following(true);
  ASSERT_TRUE(begin(1));
  catalogue.changed(id);
  let_answer();
  ASSERT_TRUE(until_known());
  find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(asked, 2);
}

TEST_F(CatalogueFind, drops_a_changed_product_and_all_products_when_changes_are_missed) {
  catalogue.following(true);
  find();
  ASSERT_TRUE(until_known());
  catalogue.changed(id);
  find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(asked, 2);
  catalogue.following(false);
  catalogue.following(true);
  find();
  ASSERT_TRUE(until_known());
  EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace souk::payment
