// Mails to buyers about steps of their orders. Which steps have one is in store/mails.lua.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payment/domain/customer.hpp"
#include "payment/domain/order.hpp"

namespace souk::payment {

// A mail of an order: "<pk>.<step>".
struct MailId {
  Ulid pk;
  std::string step;  // "confirmed", "shipped", "cancelled", "refunded-1", "refunded-line-2"
  bool operator==(const MailId&) const = default;

  static std::optional<MailId> parse(std::string_view text);
  std::string text() const { return pk.text() + '.' + step; }
  // For a file's name and a Message-ID: a step that is of the provider may have any characters.
  std::string safe_text() const;
};

// sent: the mail server has it. file: it is a file in SOUK_DATA/mail. refused: the mail server does not take it.
// erased: before it could be sent, the order's customer was erased, or the refund that it is about failed.
enum class MailState { waiting, sent, file, refused, erased };
BOOST_DESCRIBE_ENUM(MailState, waiting, sent, file, refused, erased)

// The step of a mail with a code to sign in. It belongs to no order: its pk is of its own, and names nobody.
inline constexpr std::string_view sign_in_step = "sign_in";

// What is stored of a mail.
struct MailRecord {
  MailId id;
  Timestamp at;  // when the step was
  unsigned tries = 0;
  MailState state = MailState::waiting;
};

enum class RefundCause { by_store, product_deleted, not_delivered };

// Of a mail about a refund.
struct MailRefund {
  Money amount;
  std::vector<Money> by_line = {};  // of each line; empty if no lines were named
  RefundCause cause = RefundCause::by_store;
  bool has_failed = false;  // after it had been made: the buyer does not get the money
};

// All that a mail says. Nothing of it changes after the step, so the mail is the same each time it is made; except that
// a refund fails, a cancelled order turns out to be charged, or the store corrects a tracking number.
struct MailContent {
  MailRecord record;
  OrderRecord order;
  Customer customer;
  std::optional<MailRefund> refund = {};
};

// All that a mail with a code says. The code is made again from what is stored, which has no code.
struct CodeMail {
  MailRecord record;
  Email to;
  std::string code;
};

}  // namespace souk::payment
