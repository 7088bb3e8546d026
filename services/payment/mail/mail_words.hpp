// What a mail says, in words that its text and its HTML share.
#pragma once

#include <string>
#include <vector>

#include "payment/domain/mail.hpp"

namespace souk::payment {

// One product of the order. Empty: not shown.
struct MailRow {
  std::string name, detail, amount;
};

struct MailWords {
  std::string subject;
  std::string heading;
  std::string order;  // its number and date; empty: it is about none
  std::string hello;  // the person's name is in it, unless a mail program could show a link in it
  std::string intro;
  std::vector<MailRow> rows;
  std::string sum_name, sum;         // empty: nothing was charged
  std::vector<std::string> address;  // where the order goes; empty: nowhere
  std::string help;
};

// No value has a line feed or another control, whatever is in the names.
MailWords words_of(const MailContent&);
MailWords words_of(const CodeMail&, const std::string& shop);

// Known without the customer: "Order 9EXE-GEZM is confirmed".
std::string subject_of(const MailId&);

}  // namespace souk::payment
