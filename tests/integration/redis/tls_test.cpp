// rediss://, against a Redis with a certificate for "localhost" alone.
#include <gmock/gmock.h>

#include <cstdlib>

#include "free_port.hpp"
#include "running.hpp"

namespace souk::redis {
namespace {

using ::testing::HasSubstr;

// An authority and a certificate that it signed. The process trusts it, and nobody else.
struct Tls : ::testing::Test {
  std::filesystem::path folder = make_folder();
  unsigned short port = souk::testing::free_port();
  RedisServer server{"tls-port " + std::to_string(port) + "\ntls-auth-clients no\ntls-cert-file " + file("server.pem") +
                     "\ntls-key-file " + file("server.key") + "\ntls-ca-cert-file " + file("ca.pem") + "\n"};
  asio::io_context io{1};

  ~Tls() override { std::filesystem::remove_all(folder); }

  static std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "souk-tls-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    const auto make =
        "cd " + name +
        " && exec >/dev/null 2>&1"
        " && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority"
        " -keyout ca.key -out ca.pem"
        " && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=redis"
        " -addext subjectAltName=DNS:localhost -keyout server.key -out server.csr"
        " && openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
        " -copy_extensions copy -out server.pem";
    if (std::system(make.c_str()) != 0) throw std::runtime_error("openssl");
    setenv("SSL_CERT_FILE", (name + "/ca.pem").c_str(), 1);
    return name;
  }
  std::string file(const char* name) const { return (folder / name).string(); }
  std::string url(std::string_view host) const { return "rediss://" + std::string(host) + ":" + std::to_string(port); }
};

// One test, since a process reads the authorities that it trusts once.
TEST_F(Tls, a_server_with_a_valid_certificate_is_used_and_one_for_another_name_is_not) {
  Client client(io.get_executor(), options_for(url("localhost")));
  run(io, [&]() -> awaitable<void> {
    const std::string large(1'000'000, 'x');
    co_await client.call(Command("SET", "k", large));
    const auto reply = co_await client.call(Command("GET", "k"));
    EXPECT_EQ(reply.text(), large);
    server.kill();
    EXPECT_TRUE(co_await becomes_true([&] { return !client.connected(); }));
    server.start();
    while (co_await failure_of(client.call(Command("PING"))) != "answered") {
    }
    Client wrong(io.get_executor(), options_for(url("127.0.0.1")));
    EXPECT_TRUE(co_await becomes_true([&] { return wrong.problem().contains("certificate verify failed"); }));
    EXPECT_THAT(co_await failure_of(wrong.call(Command("PING"))), HasSubstr("certificate verify failed"));
  });
}

}  // namespace
}  // namespace souk::redis
