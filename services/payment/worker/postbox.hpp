#pragma once

#include <boost/asio/awaitable.hpp>

#include "mail/smtp_client.hpp"
#include "payment/mail/mail_folder.hpp"
#include "payment/mail/render.hpp"

namespace souk::payment {

// Where a worker leaves mails.
class Postbox {
 public:
  virtual ~Postbox() = default;
  virtual boost::asio::awaitable<mail::Delivery> post(MailId, mail::Letter) = 0;
  virtual MailState posted() const = 0;  // the state of a mail that was taken
  virtual void erase(const Ulid& pk) const = 0;
  virtual std::size_t at_once() const = 0;
  virtual void stop() = 0;  // what is under way ends soon
};

class SmtpPostbox final : public Postbox {
 public:
  explicit SmtpPostbox(std::string url) : client_({.url = std::move(url)}) {}
  boost::asio::awaitable<mail::Delivery> post(MailId, mail::Letter letter) override {
    auto message = compose(letter);
    return client_.send(std::move(letter.from.address), std::move(letter.to.address), std::move(message));
  }
  MailState posted() const override { return MailState::sent; }
  void erase(const Ulid&) const override {}
  std::size_t at_once() const override { return client_.connections(); }
  void stop() override { client_.stop(); }

 private:
  mail::SmtpClient client_;
};

// Without a mail server mails are files.
class FilePostbox final : public Postbox {
 public:
  explicit FilePostbox(MailFolder folder) : folder_(std::move(folder)) {}
  boost::asio::awaitable<mail::Delivery> post(MailId, mail::Letter) override;
  MailState posted() const override { return MailState::file; }
  void erase(const Ulid& pk) const override { folder_.erase(pk); }
  std::size_t at_once() const override { return 16; }
  void stop() override {}

 private:
  MailFolder folder_;
};

}  // namespace souk::payment
