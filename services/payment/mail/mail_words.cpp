#include "payment/mail/mail_words.hpp"

#include <chrono>
#include <utility>

#include "mail/message.hpp"
#include "payment/domain/money_text.hpp"
#include "payment/mail/country_name.hpp"

namespace souk::payment {
namespace {

using mail::in_one_line;

bool is_letter_or_digit(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

// A link, or what a mail program makes one of: "evil.example". Not "Dr. Ada".
bool may_have_link(std::string_view name) {
  if (name.find_first_of("/:@") != name.npos) return true;
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    if (name[i] == '.' && is_letter_or_digit(name[i - 1]) && is_letter_or_digit(name[i + 1])) return true;
  }
  return false;
}

// Anybody can place an order with any name and somebody else's address.
std::string hello(const Customer& customer) {
  const auto name = in_one_line(customer.name.value());
  return may_have_link(name) ? "Hello," : "Hello " + name + ",";
}

std::string name_of(const Line& line) {
  return in_one_line(line.product_name ? line.product_name->value() : line.product_id.text());
}

// "29 November 2026", in UTC.
std::string date_of(Timestamp at) {
  static constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                           "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(at)};
  return std::to_string(static_cast<unsigned>(date.day())) + ' ' + months[static_cast<unsigned>(date.month()) - 1] +
         ' ' + std::to_string(static_cast<int>(date.year()));
}

// Of several products it is not said which: what is known of the others may still change.
std::string why_rejected(const OrderRecord& order) {
  const std::string it = order.has_several_lines() ? "One of the products" : "It";
  switch (order.reason.value_or(Reason::sold_out)) {
    case Reason::insufficient_stock:
      return (order.has_several_lines() ? "Fewer of one product" : "Fewer") +
             std::string(" were left than you ordered.");
    case Reason::product_not_found:
      return "The store no longer sells " + std::string(order.has_several_lines() ? "one of the products." : "it.");
    case Reason::not_on_sale:
      return it + " was not on sale.";
    case Reason::limit_reached:
      return it + " is limited: that was more than one customer, or one order, can have.";
    case Reason::sign_in_required:
      return it + " can only be ordered by customers who are signed in.";
    default:
      return it + " sold out before we could set it aside.";
  }
}

// A provider may charge a buyer although it was asked to cancel: then the mail says nothing about that.
std::string why_cancelled(const OrderRecord& order) {
  const bool is_charged = order.paid && order.paid->payment.captured > Money();
  const std::string nothing = is_charged ? " Nothing was ordered." : " Nothing was ordered, and you were not charged.";
  const std::string not_charged = is_charged ? "" : " You were not charged.";
  if (order.status == Status::rejected) return why_rejected(order) + nothing;
  switch (order.reason.value_or(Reason::cancelled_by_buyer)) {
    case Reason::payment_timeout:
      return "The time to pay ran out, so your items are back in the shop." + not_charged;
    case Reason::payment_failed:
      return "The payment was not completed, so nothing was ordered." + not_charged;
    case Reason::cancelled_by_store:
      return "The store cancelled it." + nothing;
    default:
      return "You cancelled it." + nothing;
  }
}

std::string why_refunded(RefundCause cause) {
  switch (cause) {
    case RefundCause::product_deleted:
      return " The store stopped selling it in the meantime.";
    case RefundCause::not_delivered:
      return " You were charged although the order had been cancelled.";
    case RefundCause::by_store:
      return "";
  }
  std::unreachable();
}

// As the receipt of the shop: what one unit costs, and what of the line's amount is the fee.
MailRow charged(const Line& line) {
  const auto shown = line_of(line);
  MailRow row{.name = name_of(line), .detail = {}, .amount = money_text(shown.amount.value())};
  row.detail = std::to_string(line.quantity.value()) + " × " + money_text(shown.total.value());
  const auto fee = *line.fee * line.quantity.value();
  if (fee > Money())
    row.detail += ", incl. " + money_text(fee) + " fee" + (line.quantity.value() > 1 ? " in total" : "");
  return row;
}

MailRow not_charged(const Line& line) {
  return {name_of(line), "Quantity " + std::to_string(line.quantity.value()), ""};
}

std::vector<std::string> address_of(const Customer& customer) {
  const auto& [line1, line2, postal_code, city, country] = customer.address;
  std::vector<std::string> address{in_one_line(customer.name.value()), in_one_line(line1.value())};
  if (line2 && !line2->value().empty()) address.push_back(in_one_line(line2->value()));
  const bool has_code = postal_code && !postal_code->value().empty();
  address.push_back(in_one_line((has_code ? postal_code->value() + " " : "") + city.value()));
  address.emplace_back(country_name(country.code));
  return address;
}

void say_confirmed(MailWords& words, const MailContent& mail) {
  words.heading = "Order confirmed";
  words.intro = "Thank you for your order. It is paid.";
  for (const auto& line : mail.order.lines) words.rows.push_back(charged(line));
  words.sum_name = "Total";
  words.sum = money_text(amounts_of(mail.order).first);
  words.address = address_of(mail.customer);
}

// A tracking number is not made a link: the store may have pasted anything.
void say_shipped(MailWords& words, const MailContent& mail) {
  words.heading = "Your order is on its way";
  words.intro = "We have sent it to you.";
  if (const auto& tracking = mail.order.fulfilment.tracking) {
    words.intro += " You can follow it with this number of the carrier: " + in_one_line(tracking->value());
  }
  for (const auto& line : mail.order.lines) words.rows.push_back(not_charged(line));
  words.address = address_of(mail.customer);
}

void say_cancelled(MailWords& words, const MailContent& mail) {
  const bool is_rejected = mail.order.status == Status::rejected;
  words.heading = is_rejected ? "We could not complete your order" : "Order cancelled";
  words.intro = why_cancelled(mail.order);
  for (const auto& line : mail.order.lines) words.rows.push_back(not_charged(line));
}

void say_refunded(MailWords& words, const MailContent& mail) {
  const auto& refund = mail.refund.value();
  words.heading = "We refunded " + money_text(refund.amount);
  words.intro = "We refunded " + money_text(refund.amount) + " of your payment." + why_refunded(refund.cause) +
                " It may take a few days until you see the money.";
  for (std::size_t i = 0; i < refund.by_line.size(); ++i) {
    if (refund.by_line[i] > Money())
      words.rows.push_back({name_of(mail.order.lines[i]), "", money_text(refund.by_line[i])});
  }
  words.sum_name = "Refunded";
  words.sum = money_text(refund.amount);
}

}  // namespace

std::string subject_of(const MailId& id) {
  const auto number = number_of(id.pk).text;
  if (id.step == "confirmed") return "Order " + number + " is confirmed";
  if (id.step == "shipped") return "Order " + number + " is on its way";
  if (id.step == "cancelled") return "Order " + number + " is cancelled";
  return "Refund for order " + number;
}

MailWords words_of(const MailContent& mail) {
  const auto number = number_of(mail.order.pk).text;
  MailWords words;
  words.subject = subject_of(mail.record.id);
  words.order = "Order " + number + ", placed on " + date_of(mail.order.created_at);
  words.hello = hello(mail.customer);
  words.help = "Questions? Reply to this mail. Your order has the number " + number + ".";
  if (mail.record.id.step == "confirmed")
    say_confirmed(words, mail);
  else if (mail.record.id.step == "shipped")
    say_shipped(words, mail);
  else if (mail.record.id.step == "cancelled")
    say_cancelled(words, mail);
  else
    say_refunded(words, mail);
  return words;
}

// The code is in the subject, too, so that a notification shows it.
MailWords words_of(const CodeMail& mail, const std::string& shop) {
  MailWords words;
  words.subject = "Your sign-in code: " + mail.code;
  words.heading = "Your sign-in code";
  words.hello = "Hello,";
  words.intro = "Type this code in the shop to sign in. It works once, for ten minutes.";
  words.rows.push_back({mail.code, "", ""});
  words.help =
      "Did you not ask for a code? Somebody may have typed your address by mistake: nothing happens without the "
      "code. Do not give it to anybody. " +
      in_one_line(shop) + " never asks you for it.";
  return words;
}

}  // namespace souk::payment
