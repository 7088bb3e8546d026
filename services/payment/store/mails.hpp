#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/partition.hpp"
#include "payment/domain/mail.hpp"
#include "payment/store/cursor.hpp"
#include "payment/store/mail_store.hpp"
#include "payment/store/stored_secret.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

struct ListedMail {
  MailRecord record;
  std::optional<Customer> customer;
};

struct MailPage {
  std::vector<ListedMail> mails;
  std::optional<Cursor> next;  // nothing on the last page
};

// The mails that buyers get. The rules are in mails.lua. Every member throws Unavailable when Redis is down.
class Mails final : public MailStore {
 public:
  Mails(redis::Client& redis, unsigned partitions);

  // The key whose change says that a partition may have a mail that is due.
  std::string due_key(Partition) const;
  awaitable<std::int64_t> waiting();  // mails that are not sent yet

  // Mails that are due, at most so many. Nobody else gets them for 45 s.
  awaitable<std::vector<MailId>> take(Partition, std::size_t most);
  awaitable<std::optional<MailContent>> read(MailId) override;
  awaitable<std::optional<CodeMail>> read_code(MailId) override;
  awaitable<bool> has_customer(Ulid pk) override;
  awaitable<void> note(MailId, MailState) override;
  awaitable<void> put_off(MailId, Milliseconds wait, bool tried) override;

  // Newest first.
  awaitable<MailPage> page(std::size_t limit, std::optional<Cursor> from);
  std::size_t lists() const { return partitions_; }  // ends of its cursor

 private:
  std::string key(const Ulid& pk, std::string_view kind) const;
  std::string record_key(const MailId&) const;  // of the hash that has the mail's record
  std::string list_key(Partition) const;
  awaitable<Cursor> ends(const std::optional<Cursor>& from);
  awaitable<std::vector<MailId>> newest(std::size_t limit, Cursor&);
  awaitable<void> note(const MailId&, std::string_view state, Milliseconds wait, bool tried);

  redis::Client& redis_;
  unsigned partitions_;
  StoredSecret sign_in_secret_;
};

}  // namespace souk::payment
