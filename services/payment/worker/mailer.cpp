#include "payment/worker/mailer.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "payment/store/scores.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds poll{1000};  // for what no report of a change has said
constexpr Milliseconds between_passes{20};
constexpr Milliseconds after_outage{500};

}  // namespace

Mailer::Mailer(const boost::asio::any_io_executor& executor, unsigned partitions, Mails& mails, Postbox& postbox,
               MailShop shop, redis::TrackingClient& due, Observer observer)
    : partitions_(partitions),
      mails_(mails),
      postbox_(postbox),
      sender_(mails, postbox, std::move(shop), std::move(observer)),
      due_(due),
      wake_(executor) {
  const auto look = [this] {
    changed_ = true;
    wake_.cancel();
  };
  listening_ = due_.listen({.changed = [look](const std::string&) { look(); }, .all_changed = look, .lost = {}});
}

void Mailer::stop() {
  stopping_ = true;
  sender_.stop();
  postbox_.stop();
  wake_.cancel();
}

std::vector<std::string> Mailer::problems() const {
  std::vector<std::string> problems;
  if (!redis_problem_.empty()) problems.push_back(redis_problem_);
  if (!sender_.problem().empty()) problems.push_back("mail cannot be sent: " + sender_.problem());
  return problems;
}

awaitable<void> Mailer::run() {
  while (!stopping_) {
    std::string failure;
    try {
      co_await pass();
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty() && redis_problem_.empty()) log::warn("mails interrupted", {{"why", failure}});
    if (failure.empty() && !redis_problem_.empty()) log::info("mails resumed", {});
    redis_problem_ = failure;
    if (failure.empty()) continue;
    changed_ = true;
    co_await pause(after_outage);
  }
  while (under_way_ > 0) co_await pause(between_passes);
}

awaitable<void> Mailer::pause(Milliseconds time) {
  wake_.expires_after(time);
  co_await wake_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

std::size_t Mailer::may_take() const {
  const auto most = sender_.at_once();
  return most - std::min(under_way_, most);
}

awaitable<void> Mailer::pass() {
  if (may_take() == 0) co_return co_await pause(between_passes);
  const auto now = wall_clock();
  if (!changed_ && next_ > now) {
    co_await pause(std::min(poll, next_ - now));
    changed_ = true;
    co_return;
  }
  changed_ = false;
  const auto due = co_await due_partitions();
  for (const auto p : due.partitions) {
    const auto most = may_take();
    if (most == 0) {
      next_ = now;
      break;
    }
    for (auto& id : co_await mails_.take(p, most)) {
      ++under_way_;
      boost::asio::co_spawn(wake_.get_executor(), work(std::move(id)), boost::asio::detached);
    }
  }
  if (due.away) std::rethrow_exception(due.away);
  co_await pause(between_passes);
}

// Those that have a mail due. Asks Redis to report changes of all.
awaitable<Mailer::Due> Mailer::due_partitions() {
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions_; ++p) reads.push_back(first_entry(mails_.due_key(p)));
  auto replies = co_await due_.pipeline(std::move(reads));
  const auto now = wall_clock();
  next_ = now + poll;
  Due due;
  for (Partition p = 0; p < partitions_; ++p) {
    try {
      const auto time = first_time(redis::raise_if_error(std::move(replies[p])));
      if (time && *time <= now) due.partitions.push_back(p);
      if (time && *time > now) next_ = std::min(next_, *time);
    } catch (const Unavailable&) {  // one primary of several
      due.away = std::current_exception();
    }
  }
  co_return due;
}

awaitable<void> Mailer::work(MailId id) {
  try {
    co_await sender_.send(id);
  } catch (const std::exception& error) {  // it is taken again when its time is over
    log::warn("a mail was not sent", {{"order", id.pk.text()}, {"step", id.step}, {"why", error.what()}});
  }
  --under_way_;
}

}  // namespace souk::payment
