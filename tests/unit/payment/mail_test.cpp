// What mails say: exact, and with whatever buyers and stores put into names.
#include <gmock/gmock.h>

#include "payment/domain/money_text.hpp"
#include "payment/mail/country_name.hpp"
#include "payment/mail/render.hpp"

namespace souk::payment {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const MailShop shop{.name = "Souk", .from = {"Souk", "shop@example.com"}, .public_url = "https://shop.example"};
const auto pk = Ulid::parse("01M81D9XNKCRETJP4Z435MC977").value();

Line line(std::string name, int units = 2) {
  const contracts::ProductOffer offer{pk, contracts::ProductName(std::move(name)), contracts::Price(Money::minor(2000)),
                                      contracts::Stock(100)};
  return new_line({pk, Units(units)}, &offer, 20);
}

MailContent mail(std::string step, std::vector<Line> lines) {
  return {.record = {.id = {pk, std::move(step)}, .at = Timestamp(Milliseconds(1764374400000))},
          .order = {.pk = pk, .lines = std::move(lines), .created_at = Timestamp(Milliseconds(1764374390000))},
          .customer = {.email = {"ada@example.com"},
                       .name = PersonName("Ada Lovelace"),
                       .address = {.line1 = AddressLine("12 St James's Square"),
                                   .line2 = {},
                                   .postal_code = describe::Text<0, 20>("SW1Y 4JH"),
                                   .city = describe::Text<1, 100>("London"),
                                   .country = {"GB"}}}};
}

TEST(Mail, with_a_code_says_the_code_and_that_nobody_may_have_it) {
  const auto letter =
      render(CodeMail{.record = {.id = {pk, "sign_in"}, .at = {}}, .to = {"ada@example.com"}, .code = "012345"}, shop);
  EXPECT_EQ(letter.subject, "Your sign-in code: 012345");
  EXPECT_EQ(letter.id, "01M81D9XNKCRETJP4Z435MC977.sign_in@example.com");
  EXPECT_EQ(letter.to, (mail::Mailbox{"", "ada@example.com"}));
  EXPECT_EQ(letter.text, R"(Souk

Your sign-in code

Hello,

Type this code in the shop to sign in. It works once, for ten minutes.

012345

Did you not ask for a code? Somebody may have typed your address by mistake: nothing happens without the code. Do not give it to anybody. Souk never asks you for it.
)");
  EXPECT_THAT(letter.html, HasSubstr(">012345</div>"));
  EXPECT_THAT(letter.html, Not(HasSubstr("See your order")));
}

TEST(Mail, of_a_confirmed_order_says_what_was_paid_and_where_it_goes) {
  const auto letter = render(mail("confirmed", {line("lamp"), line("rug", 1)}), shop);
  EXPECT_EQ(letter.subject, "Order CENN-835B is confirmed");
  EXPECT_EQ(letter.id, "01M81D9XNKCRETJP4Z435MC977.confirmed@example.com");
  EXPECT_EQ(letter.date, Timestamp(Milliseconds(1764374400000)));
  EXPECT_EQ(letter.text, R"(Souk

Order confirmed
Order CENN-835B, placed on 28 November 2025

Hello Ada Lovelace,

Thank you for your order. It is paid.

lamp
  2 × $24.00, incl. $8.00 fee in total: $48.00
rug
  1 × $24.00, incl. $4.00 fee: $24.00
Total: $72.00

Delivery address
Ada Lovelace
12 St James's Square
SW1Y 4JH London
United Kingdom

See your order: https://shop.example/orders/01M81D9XNKCRETJP4Z435MC977

Questions? Reply to this mail. Your order has the number CENN-835B.
)");
}

TEST(Mail, of_a_shipped_order_says_where_it_goes_and_how_to_follow_it) {
  auto content = mail("shipped", {line("lamp")});
  EXPECT_THAT(render(content, shop).text, HasSubstr("We have sent it to you.\n"));
  content.order.fulfilment.tracking = Tracking("https://evil.example/\r\nBcc: x@y.z");
  const auto letter = render(content, shop);
  EXPECT_EQ(letter.subject, "Order CENN-835B is on its way");
  EXPECT_THAT(letter.text,
              HasSubstr("You can follow it with this number of the carrier: https://evil.example/  Bcc: x@y.z\n"));
  EXPECT_THAT(letter.html, Not(HasSubstr("href=\"https://evil")));
  EXPECT_THAT(letter.text, HasSubstr("lamp\n  Quantity 2\n\nDelivery address\nAda Lovelace\n"));
}

TEST(Mail, of_a_cancelled_order_names_no_money) {
  auto content = mail("cancelled", {line("lamp")});
  content.order.status = Status::cancelled;
  content.order.reason = Reason::payment_timeout;
  const auto letter = render(content, shop);
  EXPECT_EQ(letter.subject, "Order CENN-835B is cancelled");
  EXPECT_THAT(letter.text,
              HasSubstr("The time to pay ran out, so your items are back in the shop. You were not charged."));
  EXPECT_THAT(letter.text + letter.html, Not(HasSubstr("$")));
}

TEST(Mail, of_a_cancelled_order_that_was_charged_does_not_say_that_it_was_not) {
  auto content = mail("cancelled", {line("lamp")});
  for (const auto status : {Status::cancelled, Status::rejected}) {
    for (const auto reason :
         {Reason::payment_timeout, Reason::payment_failed, Reason::cancelled_by_store, Reason::cancelled_by_buyer}) {
      content.order.status = status;
      content.order.reason = reason;
      content.order.paid.emplace();
      EXPECT_THAT(render(content, shop).text, HasSubstr("ou were not charged."));
      content.order.paid->payment.captured = Money::minor(4800);
      EXPECT_THAT(render(content, shop).text, Not(HasSubstr("ou were not charged")));
    }
  }
}

TEST(Mail, of_a_rejected_order_says_why_whatever_becomes_known_of_other_lines) {
  auto content = mail("cancelled", {line("lamp"), line("rug")});
  content.order.status = Status::rejected;
  content.order.reason = Reason::sold_out;
  content.order.line_statuses = {LineStatus::rejected, LineStatus::pending};
  const auto before = render(content, shop);
  EXPECT_THAT(before.text, HasSubstr("We could not complete your order"));
  EXPECT_THAT(before.text, HasSubstr("One of the products sold out before we could set it aside."));
  content.order.line_statuses = {LineStatus::rejected, LineStatus::rejected};
  EXPECT_EQ(compose(render(content, shop)), compose(before));
}

TEST(Mail, of_a_refund_says_how_much_and_of_which_lines) {
  auto content = mail("refunded-2", {line("lamp"), line("rug")});
  content.refund = MailRefund{
      .amount = Money::minor(2400), .by_line = {Money(), Money::minor(2400)}, .cause = RefundCause::product_deleted};
  const auto letter = render(content, shop);
  EXPECT_EQ(letter.subject, "Refund for order CENN-835B");
  EXPECT_THAT(letter.text,
              HasSubstr("We refunded $24.00 of your payment. The store stopped selling it in the meantime."));
  EXPECT_THAT(letter.text, HasSubstr("rug\n  $24.00\nRefunded: $24.00\n"));
  EXPECT_THAT(letter.text, Not(HasSubstr("lamp")));
}

TEST(Mail, greets_a_person_by_name_and_nobody_by_a_link) {
  const auto greeting = [](const char* name) {
    auto content = mail("cancelled", {line("lamp")});
    content.customer.name = PersonName(name);
    const auto letter = render(content, shop);
    const auto from = letter.text.find("Hello");
    return letter.text.substr(from, letter.text.find('\n', from) - from);
  };
  for (const std::string name : {"Ada Lovelace", "Dr. Ada", "J. R. Smith", "Sammy Davis Jr.", "Ada O'Neil-King", "أحمد",
                                 "...", ".", "Ada (the 1st)"}) {
    EXPECT_EQ(greeting(name.c_str()), "Hello " + name + ",");
  }
  for (const auto* name : {"You won, claim at https://evil.example", "evil.example", "Win at EVIL.EXAMPLE now", "1.2",
                           "go to пример.рф", "evil/1", "javascript:x", "ada@example", "tel:1"}) {
    EXPECT_EQ(greeting(name), "Hello,") << name;
  }
}

TEST(Mail, shows_every_name_as_text) {
  auto content = mail("confirmed", {line("<script>alert(1)</script> & \"co\""), line("{{link}}"), line("مصباح أحمر")});
  content.customer.name = PersonName("<b>Ada</b>\r\nBcc: all@example.com");
  const auto letter = render(content, shop);
  EXPECT_THAT(letter.html, Not(HasSubstr("<script")));
  EXPECT_THAT(letter.html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;"));
  EXPECT_THAT(letter.html, HasSubstr(">{{link}}</div>"));
  EXPECT_THAT(letter.html, HasSubstr("<div dir=\"auto\" style=\"font-weight:600;overflow-wrap:anywhere\">مصباح أحمر"));
  EXPECT_THAT(letter.html, Not(HasSubstr("<b>")));
  EXPECT_THAT(letter.text, Not(HasSubstr("\nBcc:")));
  EXPECT_THAT(compose(letter), Not(HasSubstr("\nBcc:")));
}

TEST(Mail, has_up_to_twenty_lines_and_no_picture_or_script) {
  const auto letter = render(mail("confirmed", std::vector<Line>(20, line("lamp"))), shop);
  EXPECT_THAT(letter.text, HasSubstr("Total: $960.00"));
  EXPECT_THAT(letter.html, Not(HasSubstr("<img")));
  EXPECT_THAT(letter.html, Not(HasSubstr("src=")));
}

TEST(MailId, is_read_as_it_is_written) {
  const MailId id{pk, "refunded-re_1.x/.."};
  EXPECT_EQ(MailId::parse(id.text()), id);
  EXPECT_THAT(id.safe_text(), Not(HasSubstr("/")));
  EXPECT_EQ((MailId{pk, "refunded-1"}.safe_text()), pk.text() + ".refunded-1");
  for (const auto* wrong : {"", ".", "x.confirmed", "01M81D9XNKCRETJP4Z435MC977", "01M81D9XNKCRETJP4Z435MC977."}) {
    EXPECT_FALSE(MailId::parse(wrong)) << wrong;
  }
}

TEST(MoneyText, is_as_the_shop_shows_it_in_english) {
  const auto text = [](std::string_view code, std::int64_t minor) {
    return money_text(Money::minor(minor), Currency::find(code).value());
  };
  EXPECT_EQ(text("USD", 123450), "$1,234.50");
  EXPECT_EQ(text("USD", 5), "$0.05");
  EXPECT_EQ(text("EUR", 100000000), "€1,000,000.00");
  EXPECT_EQ(text("JPY", 500), "¥500");
  EXPECT_EQ(text("CHF", 500), "CHF\u00a05.00");
  EXPECT_EQ(text("BHD", 1500), "BHD\u00a01.500");
  EXPECT_EQ(country_name("XX"), "XX");
}

}  // namespace
}  // namespace souk::payment
