// The store of mails with one mail in it, for tests of what is done with it.
#pragma once

#include <vector>

#include "base/unavailable.hpp"
#include "payment/store/mail_store.hpp"

namespace souk::payment {

class OneMail final : public MailStore {
 public:
  awaitable<std::optional<MailContent>> read(MailId id) override {
    check();
    asked.push_back(id.text());
    co_return content;
  }
  awaitable<std::optional<CodeMail>> read_code(MailId) override {
    check();
    co_return code;
  }
  awaitable<bool> has_customer(Ulid) override {
    check();
    co_return has_a_customer;
  }
  awaitable<void> note(MailId, MailState state) override {
    check();
    noted.push_back(state);
    co_return;
  }
  awaitable<void> put_off(MailId, Milliseconds wait, bool tried) override {
    check();
    waits.push_back(wait);
    tries.push_back(tried);
    co_return;
  }

  std::optional<MailContent> content;
  std::optional<CodeMail> code;
  std::vector<std::string> asked;  // ids
  bool has_a_customer = true;
  std::vector<MailState> noted;
  std::vector<Milliseconds> waits;
  std::vector<bool> tries;
  bool away = false;

 private:
  void check() const {
    if (away) throw Unavailable(Dependency::database, "away");
  }
};

}  // namespace souk::payment
