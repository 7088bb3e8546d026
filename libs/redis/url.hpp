#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace souk::redis {

// redis://[user[:password]@]host[:port][,host[:port]...][/database], redis://:password@host,
// unix://[user:password@]/path[?db=N], or
// redis+sentinel://[user:password@]host[:port],host[:port].../primary[/database]: the Sentinels that know where the
// primary of this name is. Several hosts without Sentinels are nodes of one cluster; one that answers is enough to
// find the others. rediss:// and rediss+sentinel://: the same through TLS. Percent-encoding in user and password. Port
// defaults to 6379, of a Sentinel to 26379, database to 0.
struct Url {
  struct Address {
    std::string host;
    unsigned short port;
    auto operator<=>(const Address&) const = default;
  };

  std::string host;  // empty for a unix socket, or where Sentinels know it
  unsigned short port = 6379;
  std::string path;  // of the unix socket; empty for TCP
  bool tls = false;
  std::vector<Address> seeds = {};  // of TCP without Sentinels: all hosts, the one above among them
  std::vector<Address> sentinels = {};
  std::string primary;  // its name; empty without Sentinels
  std::string user;
  std::string password;
  unsigned database = 0;

  static std::expected<Url, std::string> parse(std::string_view text);
  // "127.0.0.1:6390", "10.0.0.1:7001, 10.0.0.2:7001", the path, or "souk (Sentinels 10.0.0.1:26379, 10.0.0.2:26379)";
  // never the password.
  std::string address() const;
  Url at(const Address&) const;  // the same user and database on this node
};

}  // namespace souk::redis
