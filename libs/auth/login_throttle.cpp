#include "auth/login_throttle.hpp"

#include <algorithm>

namespace souk::auth {

std::optional<std::chrono::seconds> LoginThrottle::wait(std::string_view client, SteadyClock::time_point now) const {
  const auto known = clients_.find(std::string(client));
  if (known == clients_.end() || known->second.count < most) return std::nullopt;
  const auto until = known->second.oldest() + window;
  if (now >= until) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(until - now);
}

void LoginThrottle::failed(std::string_view client, SteadyClock::time_point now) {
  if (!clients_.contains(std::string(client))) make_room(now);
  auto& times = clients_[std::string(client)];
  times.last[times.count++ % most] = now;
}

void LoginThrottle::make_room(SteadyClock::time_point now) {
  if (clients_.size() < capacity) return;
  std::erase_if(clients_, [&](const auto& client) { return now - client.second.newest() >= window; });
  if (clients_.size() < capacity) return;
  clients_.erase(std::ranges::min_element(clients_, {}, [](const auto& client) { return client.second.newest(); }));
}

}  // namespace souk::auth
