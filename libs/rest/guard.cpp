#include "rest/guard.hpp"

#include "base/unavailable.hpp"

namespace souk::rest {

boost::asio::awaitable<bool> passes(const Check& check, const Request& request) {
  try {
    co_return !co_await check(request);
  } catch (const Unavailable&) {
    co_return false;
  }
}

}  // namespace souk::rest
