#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "payment/store/mails.hpp"
#include "payment/worker/mail_sender.hpp"
#include "redis/tracking_client.hpp"

namespace souk::payment {

// Takes the mails that are due and has them sent. Any number of mailers share the work.
class Mailer {
 public:
  using Observer = MailSender::Observer;

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
  std::size_t may_take() const;

  unsigned partitions_;
  Mails& mails_;
  Postbox& postbox_;
  MailSender sender_;
  redis::TrackingClient& due_;
  boost::asio::steady_timer wake_;
  bool changed_ = true, stopping_ = false;
  Timestamp next_ = {};  // when the next mail is due
  std::size_t under_way_ = 0;
  std::string redis_problem_ = {};
  std::shared_ptr<const redis::TrackingClient::Listener> listening_;
};

}  // namespace souk::payment
