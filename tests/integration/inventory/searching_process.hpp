#pragma once

#include <boost/asio/co_spawn.hpp>

#include "inventory/search/product_search.hpp"
#include "inventory/store/products.hpp"
#include "redis/running.hpp"

namespace souk::inventory {

// What one process has: its connections and its search, running until the end of the test.
struct AProcess {
  AProcess(boost::asio::io_context& loop, const testing::RedisServer& server, unsigned partitions)
      : io(loop),
        client(io.get_executor(),
               [&] {
                 auto options = redis::options_for(server);
                 options.library = library();
                 return options;
               }()),
        blocking(io.get_executor(), redis::options_for(server)),
        products(client, partitions),
        search(io.get_executor(), client, blocking, partitions) {
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
  redis::Client client, blocking;
  Products products;
  ProductSearch search;
  int running = 0;
};

}  // namespace souk::inventory
