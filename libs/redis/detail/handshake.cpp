#include "redis/detail/handshake.hpp"

#include <algorithm>

#include "redis/detail/dialogue.hpp"
#include "redis/detail/replication.hpp"
#include "redis/error_reply.hpp"

namespace souk::redis::detail {
namespace {

std::vector<Command> introduction(const Options& options) {
  std::vector<Command> commands;
  const Url& url = options.url;
  if (!url.user.empty() || !url.password.empty()) {
    commands.push_back(url.user.empty() ? Command("AUTH", url.password) : Command("AUTH", url.user, url.password));
  }
  // Redis answers PING with LOADING until it serves data, which SELECT and CLIENT do not show.
  commands.emplace_back("PING");
  if (url.database != 0) commands.emplace_back("SELECT", url.database);
  if (!options.name.empty()) commands.emplace_back("CLIENT", "SETNAME", options.name);
  return commands;
}

struct Dialogue {
  Link& link;
  ReplyReader& reader;

  // Error replies are among the replies.
  awaitable<std::vector<Reply>> ask(std::vector<Command> commands) const {
    return detail::ask(link, reader, std::move(commands));
  }
};

awaitable<std::vector<Reply>> ask(Dialogue redis, std::vector<Command> commands) {
  auto replies = co_await redis.ask(std::move(commands));
  for (auto& reply : replies) reply = raise_if_error(std::move(reply));
  co_return replies;
}

// Redis repeats the words of a command that it does not know, and those of AUTH are secrets.
std::string without_words(std::string_view refused) {
  constexpr std::string_view lead = "redis: ";
  if (refused.starts_with(lead)) refused.remove_prefix(lead.size());
  return std::string(refused.substr(0, refused.find(' ')));
}

awaitable<void> introduce(Dialogue redis, const Options& options) {
  try {
    co_await ask(redis, introduction(options));
  } catch (const Unexpected& refused) {
    throw LoginRefused("redis at " + options.url.address() + " does not let this user in (" +
                       without_words(refused.what()) +
                       "): look at user, password and database in its URL, and at the user's rights");
  }
}

// ROLE first: it says in words what WAIT only counts, and a node that is no primary knows no WAIT.
awaitable<void> check_role(Dialogue redis, const Options& options) {
  if (options.url.sentinels.empty() && options.replicas == 0) co_return;
  std::vector<Command> role(1, Command("ROLE"));
  const auto said = co_await ask(redis, std::move(role));
  expect_primary(said.front(), options.replicas);
  if (options.replicas == 0) co_return;
  const auto replies = co_await ask(redis, replication(options.replicas));
  expect_acknowledged(replies[0], options.replicas);
  expect_primary(replies[1], options.replicas);
}

// FUNCTION LIST answers an array of libraries, each ["library_name", ..., "library_code", code].
bool holds(const Reply& listed, const FunctionLibrary& library) {
  return std::ranges::any_of(listed.array(), [&](const Reply& entry) {
    const auto& fields = entry.array();
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
      if (fields[i].text() == "library_code") return fields[i + 1].text() == library.code;
    }
    return false;
  });
}

awaitable<void> ensure_loaded(Dialogue redis, const FunctionLibrary& library) {
  // The pattern is a glob, but a library's name holds letters, digits and underscores only.
  std::vector<Command> list(1, Command("FUNCTION", "LIST", "LIBRARYNAME", library.name, "WITHCODE"));
  const auto listed = co_await ask(redis, std::move(list));
  if (holds(listed.front(), library)) co_return;
  std::vector<Command> load(1, Command("FUNCTION", "LOAD", "REPLACE", library.code));
  const auto loaded = co_await redis.ask(std::move(load));
  if (loaded.front().is_error() && loaded.front().text().starts_with("NOPERM")) {
    throw Unavailable(Dependency::database,
                      "the functions of " + library.name + " are not these, and this user may not load them");
  }
  raise_if_error(loaded.front());
}

// In a cluster the key may belong to another primary, which checks it, or to none at the moment.
bool belongs_elsewhere(const Reply& reply) {
  if (!reply.is_error()) return false;
  const std::string_view why = reply.text();
  return why.starts_with("MOVED ") || why.starts_with("ASK ") || why.contains("Hash slot not served");
}

// Throws Unavailable when Redis cannot serve now; another error reply is an answer.
awaitable<Reply> ask_one(Dialogue redis, Command command) {
  std::vector<Command> commands(1, command);
  auto replies = co_await redis.ask(std::move(commands));
  if (belongs_elsewhere(replies.front())) co_return std::move(replies.front());
  try {
    co_return raise_if_error(replies.front());
  } catch (const Unexpected&) {
    co_return std::move(replies.front());
  }
}

awaitable<void> demand(Dialogue redis, const Options& options) {
  for (const auto& demand : options.demands) {
    auto reply = co_await ask_one(redis, demand.question);
    if (belongs_elsewhere(reply)) continue;
    if (reply.is_nil() && demand.if_nil) {
      co_await ask_one(redis, *demand.if_nil);
      reply = co_await ask_one(redis, demand.question);
    }
    if (const auto why = demand.refusal(reply)) {
      if (options.on_refused) options.on_refused(*why);
      throw Unavailable(Dependency::database, *why);
    }
  }
}

}  // namespace

awaitable<std::vector<Reply>> shake_hands(Link& link, ReplyReader& reader, const Options& options,
                                          std::vector<Command> greeting) {
  const Dialogue redis{link, reader};
  co_await introduce(redis, options);
  co_await check_role(redis, options);
  if (!options.demands.empty()) co_await demand(redis, options);
  if (options.library) co_await ensure_loaded(redis, *options.library);
  co_return co_await ask(redis, std::move(greeting));
}

}  // namespace souk::redis::detail
