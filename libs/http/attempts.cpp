#include "http/attempts.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace souk::http {

std::optional<std::chrono::seconds> Attempts::wait(std::string_view client, SteadyClock::time_point now) const {
  const auto known = clients_.find(std::string(client));
  if (known == clients_.end() || known->second.count < most) return std::nullopt;
  const auto until = known->second.oldest() + window;
  if (now >= until) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(until - now);
}

void Attempts::failed(std::string_view client, SteadyClock::time_point now) {
  if (!clients_.contains(std::string(client))) make_room(now);
  auto& times = clients_[std::string(client)];
  times.last[times.count++ % most] = now;
}

void Attempts::make_room(SteadyClock::time_point now) {
  if (clients_.size() < capacity) return;
  std::erase_if(clients_, [&](const auto& client) { return now - client.second.newest() >= window; });
  if (clients_.size() < capacity) return;
  clients_.erase(std::ranges::min_element(clients_, {}, [](const auto& client) { return client.second.newest(); }));
}

std::string client_of(std::string_view peer, std::string_view real_ip) {
  namespace ip = boost::asio::ip;
  boost::system::error_code not_one;
  auto address = ip::make_address(peer, not_one);
  if (not_one) return std::string(peer);
  if (address.is_loopback() && !real_ip.empty()) {
    const auto told = ip::make_address(real_ip, not_one);
    if (!not_one) address = told;
  }
  if (!address.is_v6()) return address.to_string();
  if (address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  return ip::make_address_v6(bytes).to_string();
}

}  // namespace souk::http
