#pragma once

#include <string>

#include "mail/message.hpp"
#include "payment/domain/mail.hpp"

namespace souk::payment {

// What mails say about the shop.
struct MailShop {
  std::string name;
  mail::Mailbox from;      // where buyers reply to
  std::string public_url;  // "https://shop.example"
};

// The same letter for the same content and shop. For a refund its content has the refund.
mail::Letter render(const MailContent&, const MailShop&);
mail::Letter render(const CodeMail&, const MailShop&);

}  // namespace souk::payment
