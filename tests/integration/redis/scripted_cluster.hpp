// A cluster whose nodes are scripts: each says what a test wants. Real ones are in real_cluster_test.cpp.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <map>

#include "redis/detail/reply_reader.hpp"
#include "resp.hpp"
#include "running.hpp"

namespace souk::redis {

using asio::ip::tcp;

inline std::string range(int first, int last, unsigned short port) {
  return "*3\r\n:" + std::to_string(first) + "\r\n:" + std::to_string(last) + "\r\n*3\r\n" + bulk("127.0.0.1") + ":" +
         std::to_string(port) + "\r\n" + bulk("id");
}

// Answers each command that has a key with its own name and the key, if nothing else is said.
struct ScriptedNode {
  ScriptedNode(asio::io_context& on, std::string called)
      : io(on), name(std::move(called)), acceptor(io, {asio::ip::make_address("127.0.0.1"), 0}) {
    asio::co_spawn(io, accept(), [](std::exception_ptr) {});
  }

  unsigned short port() const { return acceptor.local_endpoint().port(); }
  std::string address() const { return "127.0.0.1:" + std::to_string(port()); }

  awaitable<void> accept() {
    for (;;) {
      auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(asio::deferred));
      asio::co_spawn(io, serve(socket), [](std::exception_ptr) {});
    }
  }

  awaitable<void> serve(std::shared_ptr<tcp::socket> socket) {
    detail::ReplyReader reader;  // commands are arrays of texts, as replies may be
    std::array<char, 4096> bytes;
    for (;;) {
      const auto size = co_await socket->async_read_some(asio::buffer(bytes), asio::deferred);
      std::vector<Reply> commands;
      reader.read({bytes.data(), size}, commands);
      for (auto& command : commands) {
        const auto said = answer(words_of(command));
        if (said == "close") co_return socket->close();
        if (said == "+late\r\n") co_await sleep(milliseconds(600));  // longer than the pause between two looks
        co_await asio::async_write(*socket, asio::buffer(said), asio::deferred);
      }
    }
  }

  static std::vector<std::string> words_of(const Reply& command) {
    std::vector<std::string> words;
    for (const auto& word : command.array()) words.push_back(word.text());
    return words;
  }

  std::string answer(const std::vector<std::string>& words) {
    if (words[0] == "CLUSTER") return words[1] == "INFO" ? bulk(info) : (++looks, topology);
    if (words[0] == "PING" || words[0] == "CLIENT") return lets_in ? "+OK\r\n" : "-NOAUTH no such user\r\n";
    got.push_back(words.size() > 1 ? words[0] + " " + words[1] : words[0]);
    auto& next = script[words.size() > 1 ? words[1] : ""];
    if (next.empty()) return "+" + name + " " + got.back() + "\r\n";
    const auto said = next.front();
    next.pop_front();
    return said == "close" ? said : said + "\r\n";
  }

  asio::io_context& io;
  const std::string name;
  tcp::acceptor acceptor;
  std::string info = "cluster_state:ok\r\ncluster_current_epoch:2\r\n", topology;
  std::map<std::string, std::deque<std::string>> script;  // by key: what it says to the next commands
  std::vector<std::string> got;                           // commands, with their first key
  bool lets_in = true;
  int looks = 0;  // how often it was asked for the cluster
};

// The slots are halved between a and b; c has none.
struct ACluster : ::testing::Test {
  asio::io_context io{1};
  ScriptedNode a{io, "a"}, b{io, "b"}, c{io, "c"};
  const std::string in_a = "{2}x", also_in_a = "{2}y", in_b = "{1}x", also_in_b = "{1}y";

  ACluster() { everyone_says("*2\r\n" + range(0, 8191, a.port()) + range(8192, 16383, b.port())); }

  void everyone_says(const std::string& topology) { a.topology = b.topology = c.topology = topology; }
  Options options() const { return options_for("redis://" + a.address() + "," + b.address()); }

  static awaitable<std::string> get(Client& client, std::string key) {
    co_return (co_await client.call(Command("GET", key))).text();
  }
  static awaitable<std::vector<std::string>> texts(Client& client, std::vector<Command> commands) {
    std::vector<std::string> texts;
    for (auto& reply : co_await client.pipeline(std::move(commands))) texts.push_back(reply.text());
    co_return texts;
  }
  // The first calls may come before the cluster is known.
  static awaitable<void> known(Client& client, std::string key, std::string by) {
    const auto end = SteadyClock::now() + patience;
    std::string answered;
    while (answered != by + " GET " + key && SteadyClock::now() < end) {
      co_await sleep(milliseconds(2));
      try {
        answered = co_await get(client, key);
      } catch (const Unavailable&) {
      }
    }
    EXPECT_EQ(answered, by + " GET " + key);
  }
};

}  // namespace souk::redis
