#include "http/client_address.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace souk::http {
namespace {

// Whether it is an IPv4 address as it is usually written, which is what is returned of one.
bool is_plain_ipv4(std::string_view text) {
  int parts = 0, digits = 0, value = 0;
  for (const char c : text) {
    if (c == '.') {
      if (digits == 0 || ++parts > 3) return false;
      digits = value = 0;
    } else if (c < '0' || c > '9' || (digits > 0 && value == 0)) {
      return false;
    } else {
      value = value * 10 + (c - '0');
      if (++digits > 3 || value > 255) return false;
    }
  }
  return parts == 3 && digits > 0;
}

}  // namespace

std::string client_address(const Request& request) {
  const auto& peer = request.peer;
  const auto real_ip = request.header("X-Real-IP");
  if (is_plain_ipv4(peer)) {  // parsing and printing addresses takes longer than all else here
    if (real_ip.empty() || !peer.starts_with("127.")) return peer;
    if (is_plain_ipv4(real_ip)) return std::string(real_ip);
  }
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
