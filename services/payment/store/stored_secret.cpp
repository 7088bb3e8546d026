#include "payment/store/stored_secret.hpp"

#include "payment/store/change.hpp"
#include "secrets/secrets.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t secret_bytes = 32;

}  // namespace

// Of several processes that make one at the same time, the first one's stays.
boost::asio::awaitable<std::string> StoredSecret::value() {
  if (!value_.empty()) co_return value_;
  auto replies = co_await redis_.pipeline(
      {change("SET", key_, secrets::random_hex(secret_bytes), "NX"), redis::Command("GET", key_)});
  const auto known = redis::raise_if_error(std::move(replies[1]));
  if (known.is_nil()) redis::raise_if_error(std::move(replies[0]));  // it could not be written
  value_ = known.text();
  co_return value_;
}

}  // namespace souk::payment
