#include "events/consumer.hpp"
#include "inventory/api/api.hpp"
#include "inventory/api/groups.hpp"
#include "inventory/api/images.hpp"
#include "inventory/api/pages.hpp"
#include "inventory/api/site_api.hpp"
#include "inventory/api/stock.hpp"
#include "inventory/consumers/sources.hpp"
#include "inventory/media/image_sweeper.hpp"
#include "inventory/media/picture_program.hpp"
#include "inventory/search/product_search.hpp"
#include "inventory/store/images.hpp"
#include "inventory/store/product_cache.hpp"
#include "inventory/store/products.hpp"
#include "runtime/operations.hpp"
#include "runtime/partition_opener.hpp"
#include "runtime/process.hpp"
#include "runtime/run_consumer.hpp"
#include "runtime/stored_staff_sessions.hpp"
#include "runtime/stream_operations.hpp"

namespace souk::inventory {
namespace {

events::StreamNames streams(const runtime::Settings& settings) {
  return events::stream_names(contracts::inventory, settings.partitions, sources(), outgoing(),
                              {std::string(contracts::ProductChanged::stream)});
}

awaitable<std::vector<std::string>> problems(const ProductSearch& search) {
  co_return search.problems();
}

awaitable<void> collect_search(runtime::Process& process, const ProductSearch& search) {
  process.metrics()
      .gauge("souk_search_products", "Products that the search knows.", {})
      .set(static_cast<double>(search.size()));
  co_return;
}

awaitable<void> run_api(runtime::Process& process) {
  const auto& settings = process.settings();
  redis::Client redis(process.executor(), process.own_redis(settings.inventory_redis_url, library()));
  Products products(redis, settings.partitions);
  redis::TrackingClient tail(process.executor(),
                             process.redis_of(contracts::inventory, settings.inventory_redis_url, "tail"));
  ProductCache cache(process.executor(), process.redis_of(contracts::inventory, settings.inventory_redis_url, "cache"),
                     products);
  ProductSearch search(process.executor(), redis, tail, settings.partitions);
  Groups groups(redis, process.executor(),
                process.redis_of(contracts::inventory, settings.inventory_redis_url, "groups"), settings.partitions);
  ProductFinder finder(products, search, groups);
  GroupWriter group_writer(groups, search);
  ProductWriter writer(products, cache, search, group_writer);
  GroupReader group_reader(groups, search, cache);
  GroupsApi groups_api(group_reader, group_writer, process.guard().check);
  Api api(finder, writer, cache, process.guard().check);
  StockLedgers ledgers(redis, settings.partitions);
  StockKeeper keeper(ledgers, cache, search);
  StockApi stock_api(keeper, ledgers, cache);
  Pages pages(redis, process.executor(), process.redis_of(contracts::inventory, settings.inventory_redis_url, "pages"));
  PagesApi pages_api(pages);
  runtime::StoredStaffSessions sessions(redis, settings.partitions);
  process.admin().keep_sessions_in(sessions);
  Sitemap sitemap(finder);
  SiteApi site(cache, finder, group_reader, pages, sitemap,
               {settings.public_url, settings.shop_name, settings.fee_percent}, Shell(settings.client));
  Images images(redis, settings.partitions);
  PictureProgram pictures(process.executor(), PictureProgram::beside_this_program(), settings.data + "/media");
  ImageSweeper sweeper(process.executor(), images, pictures);
  ImageWriter image_writer(images, pictures, cache);
  ImagesApi images_api(image_writer);
  runtime::PartitionOpener opener(process, redis, std::string(contracts::inventory));
  runtime::StreamOperations operations(redis, process.requests(), streams(settings), sources(),
                                       {{"stock_reserved", settings.settle_delay}});

  rest::Router router(process.router("Products, their stock, and the pages of the shop."));
  api.add_routes(router);
  stock_api.add_routes(router);
  groups_api.add_routes(router);
  images_api.add_routes(router);
  pages_api.add_routes(router);
  site.add_routes(router);
  runtime::add_operations(
      router, process,
      {runtime::answers(redis, "Redis"), runtime::is_consumed(redis, streams(settings)),
       [&] { return problems(search); }},
      {runtime::stream_gauges(process, redis, streams(settings)), [&] { return collect_search(process, search); }});
  operations.add_routes(router);
  process.admin().add_routes(router);
  router.add_docs();
  co_await process.serve(router, settings.inventory_port, runtime::Port::shared,
                         {opener.part(),
                          {"tail", [&] { return search.follow(); }, [] {}},
                          {"search", [&] { return search.run(); }, [&] { search.stop(); }},
                          {"images", [&] { return sweeper.run(); }, [&] { sweeper.stop(); }}});
}

awaitable<void> run_consumer(runtime::Process& process) {
  const auto& settings = process.settings();
  return runtime::run_consumer(process, {.service = std::string(contracts::inventory),
                                         .source = std::string(contracts::payment),
                                         .group = std::string(contracts::inventory_group),
                                         .own_redis = settings.inventory_redis_url,
                                         .source_redis = settings.payment_redis_url,
                                         .port = settings.inventory_consumer_port,
                                         .library = library(),
                                         .sources = sources(),
                                         .outgoing = outgoing()});
}

awaitable<void> load_functions(runtime::Process& process) {
  return process.load(process.settings().inventory_redis_url, library());
}

}  // namespace
}  // namespace souk::inventory

int main(int argc, char** argv) {
  using namespace souk;
  return runtime::main(
      argc, argv, "inventory",
      {{"api", "REST over products", inventory::run_api},
       {"consumer", "Reserves and commits stock for orders", inventory::run_consumer},
       {"functions", "Loads the service's Redis Functions, which its own Redis user may not load, and exits",
        inventory::load_functions}});
}
