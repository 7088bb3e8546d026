// The cost of the parts of an order, without kernel and Redis. script/bench runs them.

#include <benchmark/benchmark.h>

#include "base/partition.hpp"
#include "base/ulid.hpp"
#include "contracts/events.hpp"
#include "contracts/product.hpp"
#include "describe/describe.hpp"
#include "events/batch.hpp"
#include "http/detail/head.hpp"
#include "http/detail/wire.hpp"
#include "http/message.hpp"
#include "payment/consumers/sources.hpp"
#include "payment/domain/order.hpp"
#include "redis/detail/reply_reader.hpp"
#include "rest/message.hpp"

namespace souk {
namespace {

constexpr std::string_view head =
    "POST /orders HTTP/1.1\r\nHost: 127.0.0.1:8001\r\nAccept: application/json\r\nContent-Type: "
    "application/json\r\nContent-Length: 48\r\n\r\n";
constexpr std::string_view body = R"({"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":1})";

payment::Order an_order() {
  const contracts::ProductOffer offer{Ulid::next(), contracts::ProductName("product"),
                                      contracts::Price(Money::minor(2000)), contracts::Stock(100)};
  return payment::order_of(
      {.pk = Ulid::next(), .lines = {payment::new_line({offer.id, payment::Units(1)}, &offer, 20)}});
}

void make_ulid(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Ulid::next());
}
BENCHMARK(make_ulid);

void ulid_to_text(benchmark::State& state) {
  const auto id = Ulid::next();
  for (auto _ : state) benchmark::DoNotOptimize(id.text());
}
BENCHMARK(ulid_to_text);

void parse_ulid(benchmark::State& state) {
  const auto text = Ulid::next().text();
  for (auto _ : state) benchmark::DoNotOptimize(Ulid::parse(text));
}
BENCHMARK(parse_ulid);

void find_and_check_head(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(http::find_head_end(head, 0));
    benchmark::DoNotOptimize(http::fault_in_head(head));
  }
}
BENCHMARK(find_and_check_head);

void read_new_order(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(describe::from_json<payment::NewOrder>(body));
}
BENCHMARK(read_new_order);

void write_order(benchmark::State& state) {
  const auto order = an_order();
  for (auto _ : state) benchmark::DoNotOptimize(describe::to_json(order));
}
BENCHMARK(write_order);

void write_response(benchmark::State& state) {
  const auto response = rest::json(an_order(), 201);
  std::string out;
  for (auto _ : state) {
    out.clear();
    http::write_response(response, {.request_id = "01H28HATR7JG2YBH22ABPJWW33"}, out);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(write_response);

// This many entries of order_placed, in the form of XRANGE's reply.
std::string entries(std::int64_t count) {
  std::string text = "*" + std::to_string(count) + "\r\n";
  for (std::int64_t i = 0; i < count; ++i) {
    const auto id = "17638049590" + std::to_string(10 + i % 90) + "-" + std::to_string(100 + i);
    text += "*2\r\n$" + std::to_string(id.size()) + "\r\n" + id + "\r\n*6\r\n$2\r\npk\r\n$26\r\n" +
            in_partition(Ulid::next(), 3, 16).text() +
            "\r\n$10\r\nproduct_id\r\n$26\r\n01H28HATR7JG2YBH22ABPJWW33\r\n" + "$8\r\nquantity\r\n$1\r\n1\r\n";
  }
  return text;
}

void read_entries(benchmark::State& state) {
  const auto text = entries(state.range());
  for (auto _ : state) {
    redis::detail::ReplyReader reader;
    std::vector<redis::Reply> replies;
    reader.read(text, replies);
    benchmark::DoNotOptimize(events::parse_entries(std::move(replies.at(0))));
  }
}
BENCHMARK(read_entries)->Arg(1)->Arg(128);

// The call that settles this many orders.
void make_batch(benchmark::State& state) {
  const auto source = payment::sources(16, Milliseconds(5000)).at(1);
  std::vector<events::Entry> entries;
  for (std::int64_t i = 0; i < state.range(); ++i) {
    entries.push_back({"1763804959042-" + std::to_string(i), {{"pk", in_partition(Ulid::next(), 3, 16).text()}}});
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(events::make_batch(source, contracts::payment, 3, 1, entries).encoded());
  }
}
BENCHMARK(make_batch)->Arg(1)->Arg(128);

}  // namespace
}  // namespace souk

BENCHMARK_MAIN();
