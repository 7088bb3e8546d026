#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "payment/store/mails.hpp"
#include "payment/worker/postbox.hpp"
#include "redis/tracking_client.hpp"

namespace souk::payment {

// Sends the mails that are due: takes them, makes each from what is stored, leaves it in the postbox, and notes what
// became of it. After a crash in between it is sent again, with the same bytes. Any number of mailers share the work.
class Mailer {
 public:
  using Observer = std::function<void(std::string_view step, MailState outcome)>;

  // All outlive the mailer.
  Mailer(const boost::asio::any_io_executor&, unsigned partitions, Mails&, Postbox&, MailShop,
         redis::TrackingClient& due, Observer);

  boost::asio::awaitable<void> run();  // until stop(); then the mails under way are finished
  void stop();

  // Why no mail can be sent, in words; empty when all is well.
  std::vector<std::string> problems() const;

 private:
  boost::asio::awaitable<void> pass();
  struct Due {
    std::vector<Partition> partitions = {};
    std::exception_ptr away = {};  // why the others could not be read
  };
  boost::asio::awaitable<Due> due_partitions();
  boost::asio::awaitable<void> pause(Milliseconds);
  boost::asio::awaitable<void> work(MailId);
  boost::asio::awaitable<void> send(MailId);
  boost::asio::awaitable<void> note(MailRecord, mail::Delivery);
  boost::asio::awaitable<void> end(MailId, MailState);
  boost::asio::awaitable<void> end_erased(MailId);  // with the files of the order's mails
  void observe(const mail::Delivery&);
  std::size_t may_take() const;

  unsigned partitions_;
  Mails& mails_;
  Postbox& postbox_;
  MailShop shop_;
  redis::TrackingClient& due_;
  Observer observer_;
  boost::asio::steady_timer wake_;
  bool changed_ = true, stopping_ = false;
  Timestamp next_ = {};  // when the next mail is due
  std::size_t under_way_ = 0;
  std::string redis_problem_ = {}, postbox_problem_ = {};
  unsigned failed_in_a_row_ = 0;
  SteadyClock::time_point not_before_ = {};  // and no mail is sent before
  std::shared_ptr<const redis::TrackingClient::Listener> listening_;
};

}  // namespace souk::payment
