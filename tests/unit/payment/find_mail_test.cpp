#include "payment/app/find_mail.hpp"

#include <gmock/gmock.h>

#include "payment/domain/refusals.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/one_mail.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FindingAMail : public ::testing::Test {
 protected:
  Outcome<MailContent> find(std::string which) { return http::testing::run(io, find_mail(mails, std::move(which))); }

  boost::asio::io_context io{1};
  const std::string id = Ulid::next().text() + ".refunded-line-2";
  OneMail mails;
};

TEST_F(FindingAMail, reads_it_by_its_order_and_step) {
  mails.content =
      MailContent{.record = {}, .order = {}, .customer = {.email = {"ada@example.com"}, .name = {}, .address = {}}};
  EXPECT_EQ(find(id)->customer.email.value, "ada@example.com");
  EXPECT_THAT(mails.asked, ElementsAre(id));
}

TEST_F(FindingAMail, is_refused_when_it_does_not_exist_or_its_customer_was_erased) {
  EXPECT_EQ(find(id).error().code, mail_not_found);
}

TEST_F(FindingAMail, is_refused_for_an_id_of_another_form_without_a_question_to_redis) {
  for (const char* wrong : {"", "x", ".confirmed"}) EXPECT_EQ(find(wrong).error().code, mail_not_found) << wrong;
  EXPECT_THAT(mails.asked, IsEmpty());
}

TEST_F(FindingAMail, fails_while_redis_is_away) {
  mails.away = true;
  EXPECT_THROW(find(id), Unavailable);
}

}  // namespace
}  // namespace souk::payment
