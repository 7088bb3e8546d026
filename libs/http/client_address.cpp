#include "http/client_address.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace souk::http {

std::string client_address(const Request& request) {
  const auto& peer = request.peer;
  const auto real_ip = request.header("X-Real-IP");
  namespace ip = boost::asio::ip;
  boost::system::error_code not_one;
  auto address = ip::make_address(peer, not_one);
  if (not_one) return peer;
  if (address.is_loopback() && !real_ip.empty()) {
    const auto forwarded = ip::make_address(real_ip, not_one);
    if (!not_one) address = forwarded;
  }
  if (!address.is_v6()) return address.to_string();
  if (address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  return ip::make_address_v6(bytes).to_string();
}

}  // namespace souk::http
