#include "payment/worker/worker.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "payment/store/apply.hpp"
#include "payment/store/scores.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds after_failure{500};
constexpr Milliseconds while_not_allowed{10000};
// What failed is tried again within a minute, so after this nothing is left to try.
constexpr std::chrono::seconds forgotten_after{150};
constexpr unsigned most_failures = 5;  // in a row, until the provider counts as away

// How long orders gather before the next pass: longer when more came. The first one after a quiet time never waits.
Milliseconds gathering_after(std::size_t orders) {
  return std::clamp(Milliseconds(orders / 2), Milliseconds(5), Milliseconds(50));
}

}  // namespace

Worker::Worker(const boost::asio::any_io_executor& executor, WorkerOptions options, Ledgers& ledgers,
               OrderPages& orders, PaymentProvider& provider, redis::TrackingClient& due)
    : options_(std::move(options)),
      ledgers_(ledgers),
      provider_(provider),
      steps_({options_.public_url, options_.key_window, options_.session_end}, ledgers, orders, provider),
      due_(due),
      wake_(executor),
      looks_(options_.partitions) {
  listening_ = due_.listen({.changed =
                                [this](const std::string& key) {
                                  for (Partition p = 0; p < options_.partitions; ++p)
                                    looks_[p].changed |= ledgers_.due_key(p) == key;
                                  wake_.cancel();
                                },
                            .all_changed =
                                [this] {
                                  for (auto& look : looks_) look.changed = true;
                                  wake_.cancel();
                                },
                            .lost = {}});
}

void Worker::stop() {
  stopping_ = true;
  wake_.cancel();
}

std::vector<std::string> Worker::problems() const {
  std::vector<std::string> problems;
  if (!redis_problem_.empty()) problems.push_back(redis_problem_);
  const bool is_recent = SteadyClock::now() - failed_at_ < forgotten_after;
  if (!provider_problem_.empty() && is_recent) problems.push_back("the payment provider: " + provider_problem_);
  return problems;
}

awaitable<void> Worker::run() {
  while (!stopping_) {
    std::string failure;
    try {
      co_await pass();
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (!failure.empty() && redis_problem_.empty()) log::warn("payments interrupted", {{"why", failure}});
    if (failure.empty() && !redis_problem_.empty()) log::info("payments resumed", {});
    redis_problem_ = failure;
    if (!failure.empty()) co_await pause(after_failure);
  }
  while (under_way_ > 0 || attributing_) co_await pause(gathering_after(0));
}

awaitable<void> Worker::pause(Milliseconds time) {
  wake_.expires_after(time);
  co_await wake_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

// Waits even if a change is reported.
awaitable<void> Worker::rest(Milliseconds time) {
  boost::asio::steady_timer timer(wake_.get_executor(), time);
  co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

awaitable<void> Worker::pass() {
  if (may_take() == 0) co_return co_await pause(Milliseconds(50));
  if (SteadyClock::now() >= next_poll_) {  // finds what no report said
    next_poll_ = SteadyClock::now() + options_.poll;
    for (auto& look : looks_) look.changed = true;
    if (!attributing_) boost::asio::co_spawn(wake_.get_executor(), attribute(), boost::asio::detached);
  }
  const auto now = wall_clock();
  std::vector<Partition> due;
  Milliseconds wait = options_.poll;
  const auto is_away = away();
  const auto problem = std::ranges::count(is_away, true) > 0 ? due_.problem() : "";
  for (Partition p = 0; p < options_.partitions; ++p) {
    const auto& look = looks_[p];
    if (is_away[p]) continue;
    if (look.changed || look.next <= now) {
      due.push_back(p);
    } else {
      wait = std::min(wait, std::max(look.next - now, gathering_after(0)));
    }
  }
  std::ranges::rotate(due, std::ranges::lower_bound(due, first_));
  if (!due.empty()) gathered_ = (gathered_ + co_await look_at(due)) / 2;
  if (!problem.empty()) throw Unavailable(Dependency::database, "redis at " + problem);
  if (due.empty()) co_return co_await pause(wait);
  co_await rest(gathering_after(gathered_));
}

// The partitions of primaries that are away while others are there.
std::vector<bool> Worker::away() const {
  std::vector<bool> away(options_.partitions);
  if (due_.connected()) return away;
  for (Partition p = 0; p < options_.partitions; ++p) away[p] = !due_.reaches(ledgers_.due_key(p));
  if (std::ranges::count(away, false) == 0) away.assign(away.size(), false);
  return away;
}

// A provider that refuses our secret refuses every call, so one call at a time asks whether it still does.
std::size_t Worker::may_take() const {
  if (SteadyClock::now() < not_before_) return 0;
  if (is_refused_) return under_way_ == 0 ? 1 : 0;
  return options_.in_flight - std::min(under_way_, options_.in_flight);
}

// Takes what is due in these partitions, and reads when the next is.
awaitable<std::size_t> Worker::look_at(const std::vector<Partition>& partitions) {
  std::size_t taken = 0;
  for (const auto p : partitions) {
    looks_[p].changed = false;
    if (may_take() == 0) break;
    try {
      taken += co_await take(p);
    } catch (const Unavailable&) {  // the next pass begins with the others, which may be on another server
      first_ = p + 1;
      throw;
    }
  }
  std::vector<redis::Command> reads;
  for (const auto p : partitions) reads.push_back(first_entry(ledgers_.due_key(p)));
  auto replies = co_await due_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const auto first = first_time(redis::raise_if_error(std::move(replies[i])));
    looks_[partitions[i]].next = first.value_or(Timestamp::max());
  }
  co_return taken;
}

awaitable<std::size_t> Worker::take(Partition p) {
  const auto due = co_await ledgers_.take(p, may_take());
  for (const auto& pk : due) {
    ++under_way_;
    boost::asio::co_spawn(wake_.get_executor(), work(pk), boost::asio::detached);
  }
  co_return due.size();
}

// The provider reported objects without naming their orders. They are looked up one after the other, beside the orders.
awaitable<void> Worker::attribute() {
  attributing_ = true;
  try {
    for (auto& report : co_await ledgers_.unattributed()) {
      if (stopping_) break;
      co_await attribute(std::move(report));
    }
  } catch (const std::exception& error) {  // they are kept until the next time
    log::warn("reports of the provider were not attributed", {{"why", error.what()}});
  }
  attributing_ = false;
}

// It is a stray if the provider no longer has the object.
awaitable<void> Worker::attribute(Unattributed report) {
  const auto found = co_await provider_.lookup({.pk = {}, .object = report.object, .amount = {}, .asked_at = {}});
  if (found.state == ProviderAnswer::State::unknown || found.state == ProviderAnswer::State::not_allowed) co_return;
  const auto id = report.id();
  auto events = found.events;
  std::ranges::move(report.events, std::back_inserter(events));
  co_await apply(ledgers_, found.reference, std::move(events));
  co_await ledgers_.attributed(id);
}

awaitable<void> Worker::work(Ulid pk) {
  try {
    co_await make_step(pk);
  } catch (const std::exception& error) {  // it is taken again when its time is over
    log::warn("a payment's step was not noted", {{"order", pk.text()}, {"why", error.what()}});
  }
  --under_way_;
}

awaitable<void> Worker::make_step(Ulid pk) {
  const auto step = co_await ledgers_.step(pk);
  if (!step) co_return;
  auto answer = co_await steps_.call(pk, *step);
  observe(answer);
  co_await steps_.note(pk, *step, std::move(answer));
}

void Worker::observe(const ProviderAnswer& answer) {
  is_refused_ = answer.state == ProviderAnswer::State::not_allowed;
  if (is_refused_) not_before_ = SteadyClock::now() + while_not_allowed;
  const bool is_away = is_refused_ || answer.state == ProviderAnswer::State::unknown;
  if (is_away) failed_at_ = SteadyClock::now();
  failed_in_a_row_ = is_away ? failed_in_a_row_ + 1 : 0;
  const bool is_problem = is_refused_ || failed_in_a_row_ >= most_failures;
  provider_problem_ = is_problem ? answer.why : "";
}

}  // namespace souk::payment
