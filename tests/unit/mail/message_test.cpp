#include "mail/message.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace souk::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Letter letter() {
  return {.from = {"Souk", "shop@example.com"},
          .to = {"Ada Lovelace", "ada@example.org"},
          .subject = "Your order is confirmed",
          .id = "01M81D9XNKCRETJP4Z435MC977.confirmed@example.com",
          .date = Timestamp(Milliseconds(1764374400000)),
          .language = "en",
          .text = "Hello\n",
          .html = "<p>Hello</p>\n"};
}

TEST(Message, is_plain_text_and_html_with_the_callers_date_and_id) {
  EXPECT_EQ(compose(letter()),
            "Date: Sat, 29 Nov 2025 00:00:00 +0000\r\n"
            "From: Souk <shop@example.com>\r\n"
            "Subject: Your order is confirmed\r\n"
            "To: Ada Lovelace <ada@example.org>\r\n"
            "Message-Id: <01M81D9XNKCRETJP4Z435MC977.confirmed@example.com>\r\n"
            "Content-Language: en\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/alternative; boundary=souk-b0a09c54c62818cf\r\n"
            "\r\n"
            "--souk-b0a09c54c62818cf\r\n"
            "Content-Type: text/plain; charset=us-ascii\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Hello\r\n"
            "\r\n"
            "--souk-b0a09c54c62818cf\r\n"
            "Content-Type: text/html; charset=us-ascii\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "<p>Hello</p>\r\n"
            "\r\n"
            "--souk-b0a09c54c62818cf--\r\n");
}

TEST(Message, of_the_same_letter_has_the_same_bytes) {
  EXPECT_EQ(compose(letter()), compose(letter()));
}

// What another program reads must be what was written.
TEST(Message, of_any_script_is_ascii_in_lines_that_every_mail_server_takes) {
  auto arabic = letter();
  arabic.to.name = "أحمد, \"the\" <lamp> seller";
  arabic.subject = "طلب";
  arabic.text = std::string(2000, 'x') + " مصباح\n.\n";
  const auto bytes = compose(arabic);
  EXPECT_TRUE(std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  for (std::size_t at = 0, end = 0; (end = bytes.find("\r\n", at)) != bytes.npos; at = end + 2) EXPECT_LE(end - at, 78);
}

TEST(Message, a_sender_is_one_mailbox_with_an_address) {
  EXPECT_EQ(parse_mailbox("Souk <shop@example.com>"), (Mailbox{"Souk", "shop@example.com"}));
  EXPECT_EQ(parse_mailbox("shop@example.com"), (Mailbox{"", "shop@example.com"}));
  for (const auto* wrong : {"", "Souk", "a@b, c@d", "Souk <>", "@example.com", "shop@"})
    EXPECT_FALSE(parse_mailbox(wrong)) << wrong;
}

TEST(Message, lets_no_name_or_subject_begin_another_field) {
  auto hostile = letter();
  hostile.to.name = "Ada\r\nBcc: all@example.org\r\n\r\nbody";
  hostile.subject = "Order\nX-Evil: 1";
  const auto bytes = compose(hostile);
  EXPECT_THAT(bytes, Not(HasSubstr("\nBcc:")));
  EXPECT_THAT(bytes, Not(HasSubstr("\nX-Evil")));
  EXPECT_THAT(bytes, Not(HasSubstr("\n\r\nbody")));
}

}  // namespace
}  // namespace souk::mail
