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
constexpr Milliseconds longest_away{60'000};
constexpr Milliseconds first_retry{30'000}, longest_retry{900'000};
constexpr std::chrono::days given_up_after{5};  // RFC 5321, 4.5.4.1

Milliseconds doubled(Milliseconds first, unsigned times, Milliseconds most) {
  return std::min(most, first * (1 << std::min(times, 10U)));
}

// Refunds have many steps, and one name in metrics.
std::string_view kind_of(std::string_view step) {
  return step.substr(0, step.find('-'));
}

}  // namespace

Mailer::Mailer(const boost::asio::any_io_executor& executor, unsigned partitions, Mails& mails, Postbox& postbox,
               MailShop shop, redis::TrackingClient& due, Observer observer)
    : partitions_(partitions),
      mails_(mails),
      postbox_(postbox),
      shop_(std::move(shop)),
      due_(due),
      observer_(std::move(observer)),
      wake_(executor) {
  const auto look = [this] {
    changed_ = true;
    wake_.cancel();
  };
  listening_ = due_.listen({.changed = [look](const std::string&) { look(); }, .all_changed = look, .lost = {}});
}

void Mailer::stop() {
  stopping_ = true;
  postbox_.stop();
  wake_.cancel();
}

std::vector<std::string> Mailer::problems() const {
  std::vector<std::string> problems;
  if (!redis_problem_.empty()) problems.push_back(redis_problem_);
  if (!postbox_problem_.empty()) problems.push_back("mail cannot be sent: " + postbox_problem_);
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

// While the postbox takes nothing, one mail at a time asks whether it does again.
std::size_t Mailer::may_take() const {
  if (SteadyClock::now() < not_before_) return 0;
  const auto most = failed_in_a_row_ > 0 ? 1 : postbox_.at_once();
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
    co_await send(id);
  } catch (const std::exception& error) {  // it is taken again when its time is over
    log::warn("a mail was not sent", {{"order", id.pk.text()}, {"step", id.step}, {"why", error.what()}});
  }
  --under_way_;
}

// A customer that is erased after the mail was read: the API erases the customer first, then the files. So a file that
// it does not see is written before this looks for the customer again.
awaitable<void> Mailer::send(MailId id) {
  const auto content = co_await mails_.read(id);
  if (!content) co_return co_await end_erased(id);
  if (content->refund && content->refund->has_failed) co_return co_await end(id, MailState::erased);
  auto delivery = co_await postbox_.post(id, render(*content, shop_));
  observe(delivery);
  const bool is_file = postbox_.posted() == MailState::file;
  if (is_file && !co_await mails_.has_customer(id.pk)) co_return co_await end_erased(id);
  co_await note(content->record, std::move(delivery));
}

awaitable<void> Mailer::note(MailRecord record, mail::Delivery delivery) {
  using enum mail::Delivery::State;
  const auto age = wall_clock() - record.at;
  const bool is_refused = delivery.state == refused || (delivery.state == put_off && age > given_up_after);
  if (delivery.state == taken) co_return co_await end(record.id, postbox_.posted());
  if (is_refused) {
    log::warn("the mail server refused a mail",
              {{"order", record.id.pk.text()}, {"step", record.id.step}, {"code", std::to_string(delivery.code)}});
    co_return co_await end(record.id, MailState::refused);
  }
  const bool is_away = delivery.state == away;
  const auto wait = is_away ? doubled(Milliseconds(1000), failed_in_a_row_, longest_away)
                            : doubled(first_retry, record.tries, longest_retry);
  co_await mails_.put_off(std::move(record.id), wait, !is_away);
}

awaitable<void> Mailer::end(MailId id, MailState state) {
  co_await mails_.note(id, state);
  observer_(kind_of(id.step), state);
}

awaitable<void> Mailer::end_erased(MailId id) {
  postbox_.erase(id.pk);
  co_await end(std::move(id), MailState::erased);
}

void Mailer::observe(const mail::Delivery& delivery) {
  const bool is_away = delivery.state == mail::Delivery::State::away && !stopping_;
  if (is_away && postbox_problem_.empty()) log::warn("mail cannot be sent", {{"why", delivery.why}});
  if (!is_away && !postbox_problem_.empty()) log::info("mail can be sent again", {});
  failed_in_a_row_ = is_away ? failed_in_a_row_ + 1 : 0;
  postbox_problem_ = is_away ? delivery.why : "";
  if (is_away && delivery.code != 0) postbox_problem_ += " (" + std::to_string(delivery.code) + ")";
  if (is_away) not_before_ = SteadyClock::now() + doubled(Milliseconds(500), failed_in_a_row_, longest_away);
}

}  // namespace souk::payment
