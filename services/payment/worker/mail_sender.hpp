#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "payment/store/mail_store.hpp"
#include "payment/worker/postbox.hpp"

namespace souk::payment {

// Sends one mail: makes it from what is stored, leaves it in the postbox, and notes what became of it. After a crash in
// between it is sent again, with the same bytes.
class MailSender {
 public:
  using Observer = std::function<void(std::string_view step, MailState outcome)>;

  // Both outlive the sender.
  MailSender(MailStore&, Postbox&, MailShop, Observer);

  boost::asio::awaitable<void> send(MailId);  // throws Unavailable when Redis is down
  void stop() { stopping_ = true; }           // from now on a failure says nothing about the postbox

  std::size_t at_once() const;                             // mails that may be under way now
  const std::string& problem() const { return problem_; }  // why the postbox takes nothing, in words; empty: it does

 private:
  boost::asio::awaitable<void> send_code(MailId);
  boost::asio::awaitable<void> note(MailRecord, mail::Delivery);
  boost::asio::awaitable<void> end(MailId, MailState);
  boost::asio::awaitable<void> end_erased(MailId);  // with the files of the order's mails
  void observe(const mail::Delivery&);

  MailStore& mails_;
  Postbox& postbox_;
  MailShop shop_;
  Observer observer_;
  bool stopping_ = false;
  std::string problem_ = {};
  unsigned failed_in_a_row_ = 0;
  SteadyClock::time_point not_before_ = {};  // and no mail is sent before
};

}  // namespace souk::payment
