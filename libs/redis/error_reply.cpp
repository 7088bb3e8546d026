#include "redis/error_reply.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace souk::redis {
namespace {

constexpr std::string_view lost_mark = "UNAVAILABLE ";

// Error replies that mean that Redis cannot serve now. HELD is one of our functions (libs/events/partition.lua).
constexpr std::array<std::string_view, 13> away = {"LOADING",    "OOM",  "READONLY",    "MISCONF",  "NOREPLICAS",
                                                   "MASTERDOWN", "BUSY", "CLUSTERDOWN", "TRYAGAIN", "UNAVAILABLE",
                                                   "MOVED",      "ASK",  "HELD"};

// A new primary of a cluster may not have the library yet.
constexpr std::string_view no_library = "ERR Function not found";

}  // namespace

Reply lost_reply(const std::string& why) {
  return Reply::string(Reply::Kind::error, std::string(lost_mark) + why);
}

bool is_lost(const Reply& reply) {
  return reply.is_error() && reply.text().starts_with(lost_mark);
}

bool is_unavailable(const Reply& reply) {
  if (!reply.is_error()) return false;
  const std::string_view message = reply.text();
  return std::ranges::count(away, message.substr(0, message.find(' '))) > 0 || message.starts_with(no_library);
}

void expect_available(const std::vector<Reply>& replies) {
  if (!replies.empty() && std::ranges::all_of(replies, is_unavailable)) raise_if_error(replies.front());
}

std::vector<Reply> only_available(std::vector<Reply> replies) {
  expect_available(replies);
  std::erase_if(replies, is_unavailable);
  return replies;
}

Reply raise_if_error(Reply reply) {
  if (!reply.is_error()) return reply;
  if (is_lost(reply)) throw Unavailable(Dependency::database, reply.text().substr(lost_mark.size()));
  if (is_unavailable(reply)) throw Unavailable(Dependency::database, "redis: " + reply.text());
  throw Unexpected("redis: " + reply.text());
}

}  // namespace souk::redis
