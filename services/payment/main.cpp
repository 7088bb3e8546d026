#include "events/tail.hpp"
#include "http/client.hpp"
#include "payment/api/api.hpp"
#include "payment/consumers/sources.hpp"
#include "payment/store/catalogue.hpp"
#include "payment/store/live_orders.hpp"
#include "payment/store/orders.hpp"
#include "redis/keys.hpp"
#include "runtime/operations.hpp"
#include "runtime/process.hpp"
#include "runtime/run_consumer.hpp"
#include "runtime/stream_operations.hpp"

namespace souk::payment {
namespace {

events::StreamNames streams(const runtime::Settings& settings) {
  return events::stream_names(contracts::payment, settings.partitions, sources(settings.settle_delay), outgoing());
}

// The catalogue hears of every change of a product.
events::Tail follow_products(runtime::Process& process, redis::Client& blocking, Catalogue& catalogue) {
  std::vector<std::string> keys;
  for (Partition p = 0; p < process.settings().partitions; ++p) {
    keys.push_back(redis::key(contracts::inventory, p, contracts::ProductChanged::stream));
  }
  return {blocking,
          process.executor(),
          std::move(keys),
          {.entry =
               [&catalogue](const events::Fields& fields) {
                 if (auto event = events::read_event<contracts::ProductChanged>(fields)) catalogue.changed(event->id);
               },
           .following = [&catalogue](bool complete) { catalogue.following(complete); }}};
}

awaitable<void> collect_orders(runtime::Process& process, Orders& orders) {
  for (const auto& [status, count] : co_await orders.count_by_status()) {
    process.metrics()
        .gauge("souk_orders", "Orders by status.", {{"status", describe::Scalar<Status>::text(status)}})
        .set(static_cast<double>(count));
  }
}

awaitable<void> run_api(runtime::Process& process) {
  const auto& settings = process.settings();
  redis::Client redis(process.executor(), process.own_redis(settings.payment_redis_url, library()));
  redis::Client events(process.executor(),
                       process.redis_of(contracts::inventory, settings.inventory_redis_url, "tail"));
  http::Client inventory(process.executor(), {.url = settings.inventory_url});
  Orders orders(redis, settings.partitions);
  LiveOrders live(process.executor(), process.redis_of(contracts::payment, settings.payment_redis_url, "cache"),
                  orders);
  Catalogue catalogue(process.executor(), inventory);
  auto tail = follow_products(process, events, catalogue);
  Checkout checkout(orders, catalogue, settings.fee_percent);
  Api api(checkout, orders, live, settings.partitions,
          {.fee_percent = describe::Integer<0, 100>(settings.fee_percent)});
  runtime::StreamOperations operations(redis, process.requests(), streams(settings), sources(settings.settle_delay));

  http::Router router(process.router("Orders and their payment."));
  api.add_routes(router);
  runtime::add_operations(
      router, process, {runtime::answers(redis, "Redis"), runtime::is_consumed(redis, streams(settings))},
      {runtime::stream_gauges(process, redis, streams(settings)), [&] { return collect_orders(process, orders); }});
  operations.add_routes(router);
  router.add_docs();
  co_await process.serve(router, settings.payment_port, runtime::Port::shared,
                         {{"tail", [&] { return tail.run(); }, [&] { tail.stop(); }}});
}

awaitable<void> run_consumer(runtime::Process& process) {
  const auto& settings = process.settings();
  return runtime::run_consumer(process, {.service = std::string(contracts::payment),
                                         .source = std::string(contracts::inventory),
                                         .group = std::string(contracts::payment_group),
                                         .own_redis = settings.payment_redis_url,
                                         .source_redis = settings.inventory_redis_url,
                                         .port = settings.payment_consumer_port,
                                         .library = library(),
                                         .sources = sources(settings.settle_delay),
                                         .outgoing = outgoing()});
}

awaitable<void> load_functions(runtime::Process& process) {
  return process.load(process.settings().payment_redis_url, library());
}

}  // namespace
}  // namespace souk::payment

int main(int argc, char** argv) {
  using namespace souk;
  return runtime::main(
      argc, argv, "payment",
      {{"api", "REST over orders", payment::run_api},
       {"consumer", "Settles, rejects and refunds orders as stock events come", payment::run_consumer},
       {"functions", "Loads its Redis Functions, for users of Redis that may not, and ends", payment::load_functions}});
}
