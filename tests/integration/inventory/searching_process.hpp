#pragma once

#include <boost/asio/co_spawn.hpp>

#include "inventory/app/product_writer.hpp"
#include "inventory/search/product_search.hpp"
#include "inventory/store/groups.hpp"
#include "inventory/store/product_cache.hpp"
#include "inventory/store/products.hpp"
#include "open_partitions.hpp"
#include "redis/running.hpp"

namespace souk::inventory {

// The parts of one process: its connections, its search and its cache. They run until the end of the test.
struct AProcess {
  AProcess(boost::asio::io_context& loop, const testing::RedisServer& server, unsigned partitions)
      : io(loop),
        client(io.get_executor(),
               [&] {
                 auto options = redis::options_for(server);
                 options.library = library();
                 options.demands = testing::opening("inventory", partitions);
                 return options;
               }()),
        streams(io.get_executor(), redis::options_for(server)),
        products(client, partitions),
        search(io.get_executor(), client, streams, partitions),
        cache(io.get_executor(), redis::options_for(server), products),
        groups(client, io.get_executor(), redis::options_for(server), partitions),
        group_writer(groups, search),
        writer(products, cache, search, group_writer) {
    start(search.follow());
    start(search.run());
  }
  ~AProcess() { EXPECT_EQ(running, 0); }

  awaitable<void> end() {
    search.stop();
    EXPECT_TRUE(co_await redis::becomes_true([this] { return running == 0; }));
  }

  void start(awaitable<void> part) {
    ++running;
    boost::asio::co_spawn(io, std::move(part), [this](std::exception_ptr error) {
      --running;
      if (error) std::rethrow_exception(error);
    });
  }

  boost::asio::io_context& io;
  redis::Client client;
  redis::TrackingClient streams;
  Products products;
  ProductSearch search;
  ProductCache cache;
  Groups groups;
  GroupWriter group_writer;
  ProductWriter writer;
  int running = 0;
};

}  // namespace souk::inventory
