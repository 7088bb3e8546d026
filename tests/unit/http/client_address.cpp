#include "http/client_address.hpp"

#include <gtest/gtest.h>

namespace souk::http::testing {
namespace {

std::string address_of(std::string peer, std::string real_ip) {
  Request request{.peer = std::move(peer)};
  if (!real_ip.empty()) request.headers.add("X-Real-IP", real_ip);
  return client_address(request);
}

TEST(ClientAddress, is_the_address_and_for_ipv6_the_network) {
  EXPECT_EQ(address_of("10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(address_of("10.0.0.1", "10.0.0.2"), "10.0.0.1");
  EXPECT_EQ(address_of("127.0.0.1", "10.0.0.2"), "10.0.0.2");
  EXPECT_EQ(address_of("::1", "10.0.0.2"), "10.0.0.2");
  EXPECT_EQ(address_of("127.0.0.1", "2001:db8::1"), address_of("2001:db8::2", ""));
  for (const auto none : {"no address", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1..3.4", "1.2.3."}) {
    EXPECT_EQ(address_of("127.0.0.1", none), "127.0.0.1") << none;
  }
  EXPECT_EQ(address_of("::ffff:10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(address_of("2001:db8:1:2:3:4:5:6", ""), address_of("2001:db8:1:2:ffff::", ""));
  EXPECT_NE(address_of("2001:db8:1:2:3:4:5:6", ""), address_of("2001:db8:1:3:3:4:5:6", ""));
}

}  // namespace
}  // namespace souk::http::testing
