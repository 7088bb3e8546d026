#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace souk::redis {

// redis://[user[:password]@]host[:port][/database], redis://:password@host, unix://[user:password@]/path[?db=N].
// Percent-encoding in user and password. Port defaults to 6379, database to 0.
struct Url {
  std::string host;  // empty for a unix socket
  unsigned short port = 6379;
  std::string path;  // of the unix socket; empty for TCP
  std::string user;
  std::string password;
  unsigned database = 0;

  static std::expected<Url, std::string> parse(std::string_view text);
  std::string address() const;  // "127.0.0.1:6390" or the path; never the password
};

}  // namespace souk::redis
