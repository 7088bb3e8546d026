#include "redis/detail/sentinels.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <charconv>
#include <list>
#include <map>
#include <memory>
#include <span>

#include "base/clock.hpp"
#include "base/unavailable.hpp"
#include "redis/command.hpp"
#include "redis/detail/dialogue.hpp"
#include "redis/detail/link.hpp"
#include "redis/detail/reply_reader.hpp"
#include "redis/error_reply.hpp"
#include "redis/reply.hpp"

namespace souk::redis::detail {
namespace {

namespace asio = boost::asio;

constexpr Milliseconds patience{500};

// What a Sentinel says. The epoch comes first, so that a later one is greater.
struct Named {
  std::int64_t epoch = 0;
  Url::Address primary;
  auto operator<=>(const Named&) const = default;
};

// Shared by those who ask, and by the one that waits for them no longer than its patience.
struct Survey {
  Survey(asio::any_io_executor executor, Url of)
      : url(std::move(of)), unanswered(url.sentinels.size()), all_answered(executor, patience) {}

  Url url;
  std::size_t unanswered;
  asio::steady_timer all_answered;
  std::list<Link> links = {};
  std::map<Named, int> named = {};    // and how many say so
  std::string problem = "no answer";  // of the last that did not name it
};

// The address is asked for by itself: a Sentinel that leads a failover names the old one in MASTER until the end.
std::vector<Command> questions(const Url& url) {
  std::vector<Command> questions;
  if (!url.password.empty()) {  // a Sentinel without a password refuses it, and answers
    questions.emplace_back("AUTH", url.user.empty() ? "default" : url.user, url.password);
  }
  questions.emplace_back("SENTINEL", "MASTER", url.primary);
  questions.emplace_back("SENTINEL", "GET-MASTER-ADDR-BY-NAME", url.primary);
  return questions;
}

// Throws Unexpected when it knows no such primary.
Named parse(std::span<Reply> answers) {
  Named named;
  for (const auto& [name, value] : raise_if_error(std::move(answers[0])).pairs()) {
    if (name == "config-epoch") std::from_chars(value.data(), value.data() + value.size(), named.epoch);
  }
  const auto& address = answers[1].array();
  named.primary = {address.at(0).text(), static_cast<unsigned short>(address.at(1).integer())};
  return named;
}

awaitable<Named> ask(Link& link, const Url& url) {
  ReplyReader reader;
  auto replies = co_await detail::ask(link, reader, questions(url));
  co_return parse(std::span(replies).last(2));
}

awaitable<void> ask(std::shared_ptr<Survey> survey, Link& link, Url sentinel) {
  try {
    co_await link.open(sentinel);
    ++survey->named[co_await ask(link, survey->url)];
  } catch (const std::exception& failure) {
    survey->problem = sentinel.address() + ": " + failure.what();
  }
  if (--survey->unanswered == 0) survey->all_answered.cancel();
}

// Of those with the highest epoch the one that most name.
Url::Address elected(const std::map<Named, int>& named) {
  const auto highest = named.rbegin()->first.epoch;
  const auto of_it = std::ranges::lower_bound(named, highest, {}, [](const auto& entry) { return entry.first.epoch; });
  return std::max_element(of_it, named.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first.primary;
}

}  // namespace

awaitable<Url::Address> find_primary(asio::any_io_executor executor, Url url) {
  auto survey = std::make_shared<Survey>(executor, std::move(url));
  for (const auto& sentinel : survey->url.sentinels) {
    auto& link = survey->links.emplace_back(executor);
    asio::co_spawn(executor, ask(survey, link, survey->url.at(sentinel)), asio::detached);
  }
  if (survey->unanswered > 0) co_await survey->all_answered.async_wait(asio::as_tuple(asio::deferred));
  for (auto& link : survey->links) link.close();
  if (survey->named.empty()) {
    throw Unavailable(Dependency::database,
                      "no Sentinel names the primary " + survey->url.primary + " (" + survey->problem + ")");
  }
  co_return elected(survey->named);
}

}  // namespace souk::redis::detail
