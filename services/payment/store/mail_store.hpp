// What a worker needs of stored mails. Implemented by Mails (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>

#include "payment/domain/mail.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Every member throws Unavailable when the database is down.
class MailStore {
 public:
  virtual ~MailStore() = default;

  // What a mail says; nothing if there is no such mail, or its customer was erased.
  virtual awaitable<std::optional<MailContent>> read(MailId) = 0;
  // The same of a mail with a code (sign_in_step); nothing: the code has expired.
  virtual awaitable<std::optional<CodeMail>> read_code(MailId) = 0;
  virtual awaitable<bool> has_customer(Ulid pk) = 0;
  virtual awaitable<void> note(MailId, MailState) = 0;
  // It is tried again after `wait`. `tried`: that was a try.
  virtual awaitable<void> put_off(MailId, Milliseconds wait, bool tried) = 0;
};

}  // namespace souk::payment
