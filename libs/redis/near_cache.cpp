#include "redis/near_cache.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <unordered_map>

#include "redis/detail/recent_values.hpp"
#include "redis/tracking_client.hpp"

namespace souk::redis::detail {

namespace asio = boost::asio;

namespace {

// A read under way and the gets that wait for it.
struct Flight {
  explicit Flight(asio::any_io_executor executor) : landed(executor, SteadyClock::time_point::max()) {}

  ErasedNearCache::Value result() const {
    if (error) std::rethrow_exception(error);
    return value;
  }

  asio::steady_timer landed;  // cancelled when it has
  bool overtaken = false;     // its key changed since it left
  ErasedNearCache::Value value;
  std::exception_ptr error;
};

}  // namespace

// Why a kept value is never older than the last report: a reply that comes while Redis tracks is of a tracked read, and
// whatever empties the cache also marks the flights.
struct ErasedNearCache::Shared {
  Shared(asio::any_io_executor, Options, std::size_t capacity, Render);

  static awaitable<Value> read(std::shared_ptr<Shared> shared, std::string key);
  awaitable<void> fly(std::string key, std::shared_ptr<Flight> flight);
  TrackingClient::Listener reports();
  void forget(const std::string& key);
  void clear();

  asio::any_io_executor executor;
  Render render;
  Listener listener;
  RecentValues values;
  std::unordered_map<std::string, std::shared_ptr<Flight>> flights;  // those that a get may join: none is overtaken
  TrackingClient redis;
  std::shared_ptr<const TrackingClient::Listener> listening;
};

ErasedNearCache::Shared::Shared(asio::any_io_executor on, Options options, std::size_t capacity, Render how)
    : executor(on),
      render(std::move(how)),
      values(capacity),
      redis(on, std::move(options)),
      listening(redis.listen(reports())) {}

TrackingClient::Listener ErasedNearCache::Shared::reports() {
  return {.changed =
              [this](const std::string& key) {
                forget(key);
                if (listener.changed) listener.changed(key);
              },
          .all_changed =
              [this] {
                clear();
                if (listener.all_changed) listener.all_changed();
              },
          .lost = [this] { clear(); }};
}

void ErasedNearCache::Shared::forget(const std::string& key) {
  values.forget(key);
  if (auto flight = flights.extract(key)) flight.mapped()->overtaken = true;
}

void ErasedNearCache::Shared::clear() {
  for (const auto& [key, flight] : flights) flight->overtaken = true;
  flights.clear();
  values.clear();
}

awaitable<ErasedNearCache::Value> ErasedNearCache::Shared::read(std::shared_ptr<Shared> shared, std::string key) {
  if (const auto* kept = shared->values.find(key)) co_return *kept;
  const auto [joined, first] = shared->flights.try_emplace(key);
  if (!first) {
    const auto flight = joined->second;
    co_await flight->landed.async_wait(asio::as_tuple(asio::deferred));
    co_return flight->result();
  }
  const auto flight = joined->second = std::make_shared<Flight>(shared->executor);
  co_await shared->fly(std::move(key), flight);
  co_return flight->result();
}

awaitable<void> ErasedNearCache::Shared::fly(std::string key, std::shared_ptr<Flight> flight) {
  try {
    flight->value = render(co_await redis.call(Command("HGETALL", key)));
  } catch (...) {
    flight->error = std::current_exception();
  }
  flight->landed.cancel();
  if (flight->overtaken) co_return;
  flights.erase(key);
  if (redis.tracking() && !flight->error) values.keep(std::move(key), flight->value);
}

ErasedNearCache::ErasedNearCache(asio::any_io_executor executor, Options options, std::size_t capacity, Render render)
    : shared_(std::make_shared<Shared>(executor, std::move(options), capacity, std::move(render))) {}

ErasedNearCache::~ErasedNearCache() {
  stop();
}

awaitable<ErasedNearCache::Value> ErasedNearCache::get(std::string key) {
  return Shared::read(shared_, std::move(key));
}

const ErasedNearCache::Value* ErasedNearCache::peek(const std::string& key) {
  return shared_->values.find(key);
}

void ErasedNearCache::forget(const std::string& key) {
  shared_->forget(key);
}

void ErasedNearCache::listen(Listener listener) {
  shared_->listener = std::move(listener);
}

std::size_t ErasedNearCache::size() const {
  return shared_->values.size();
}

void ErasedNearCache::stop() {
  shared_->redis.stop();
  shared_->clear();
}

}  // namespace souk::redis::detail
