#include "payment/worker/mail_sender.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace souk::payment {
namespace {

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

MailSender::MailSender(MailStore& mails, Postbox& postbox, MailShop shop, Observer observer)
    : mails_(mails), postbox_(postbox), shop_(std::move(shop)), observer_(std::move(observer)) {}

// While the postbox takes nothing, one mail at a time asks whether it does again.
std::size_t MailSender::at_once() const {
  if (SteadyClock::now() < not_before_) return 0;
  return failed_in_a_row_ > 0 ? 1 : postbox_.at_once();
}

// A customer that is erased after the mail was read: the API erases the customer first, then the files. So a file that
// it does not see is written before this looks for the customer again.
awaitable<void> MailSender::send(MailId id) {
  if (id.step == sign_in_step) co_return co_await send_code(std::move(id));
  const auto content = co_await mails_.read(id);
  if (!content) co_return co_await end_erased(id);
  if (content->refund && content->refund->has_failed) co_return co_await end(id, MailState::erased);
  auto delivery = co_await postbox_.post(id, render(*content, shop_));
  observe(delivery);
  const bool is_file = postbox_.posted() == MailState::file;
  if (is_file && !co_await mails_.has_customer(id.pk)) co_return co_await end_erased(id);
  co_await note(content->record, std::move(delivery));
}

// One whose code has expired is not sent any more.
awaitable<void> MailSender::send_code(MailId id) {
  const auto content = co_await mails_.read_code(id);
  if (!content) co_return co_await end_erased(std::move(id));
  auto delivery = co_await postbox_.post(id, render(*content, shop_));
  observe(delivery);
  co_await note(content->record, std::move(delivery));
}

awaitable<void> MailSender::note(MailRecord record, mail::Delivery delivery) {
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

awaitable<void> MailSender::end(MailId id, MailState state) {
  co_await mails_.note(id, state);
  observer_(kind_of(id.step), state);
}

awaitable<void> MailSender::end_erased(MailId id) {
  postbox_.erase(id.pk);
  co_await end(std::move(id), MailState::erased);
}

void MailSender::observe(const mail::Delivery& delivery) {
  const bool is_away = delivery.state == mail::Delivery::State::away && !stopping_;
  if (is_away && problem_.empty()) log::warn("mail cannot be sent", {{"why", delivery.why}});
  if (!is_away && !problem_.empty()) log::info("mail can be sent again", {});
  failed_in_a_row_ = is_away ? failed_in_a_row_ + 1 : 0;
  problem_ = is_away ? delivery.why : "";
  if (is_away && delivery.code != 0) problem_ += " (" + std::to_string(delivery.code) + ")";
  if (is_away) not_before_ = SteadyClock::now() + doubled(Milliseconds(500), failed_in_a_row_, longest_away);
}

}  // namespace souk::payment
