// Sending one mail, with mails and a postbox in memory.
#include "payment/worker/mail_sender.hpp"

#include <gmock/gmock.h>

#include "unit/http/run.hpp"
#include "unit/payment/one_mail.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MemoryPostbox final : public Postbox {
 public:
  awaitable<mail::Delivery> post(MailId, mail::Letter letter) override {
    letters.push_back(compose(letter));
    if (loses_redis != nullptr) loses_redis->away = true;
    co_return delivery;
  }
  MailState posted() const override { return is_folder ? MailState::file : MailState::sent; }
  void erase(const Ulid&) const override { ++erased; }
  std::size_t at_once() const override { return 4; }
  void stop() override {}

  mail::Delivery delivery{mail::Delivery::State::taken};
  bool is_folder = false;
  std::vector<std::string> letters;
  mutable int erased = 0;          // times that the files of an order were erased
  OneMail* loses_redis = nullptr;  // which is away once a letter was taken
};

class AMail : public ::testing::Test {
 protected:
  using State = mail::Delivery::State;

  AMail() {
    OrderRecord order{.pk = pk, .lines = {}, .created_at = wall_clock()};
    order.lines.push_back({.product_id = Ulid::next(),
                           .product_name = contracts::ProductName("lamp"),
                           .quantity = Units(1),
                           .price = Money::minor(2000),
                           .fee = Money::minor(400)});
    mails.content = MailContent{.record = {.id = {pk, "confirmed"}, .at = wall_clock()},
                                .order = std::move(order),
                                .customer = {.email = {"ada@example.com"}, .name = PersonName("Ada"), .address = {}}};
  }
  void send() {
    const auto work = [this]() -> awaitable<bool> {
      co_await sender.send({pk, "refunded-line-1"});
      co_return true;
    };
    http::testing::run(io, work());
  }
  void send_code() {
    const auto work = [this]() -> awaitable<bool> {
      co_await sender.send({pk, std::string(sign_in_step)});
      co_return true;
    };
    http::testing::run(io, work());
  }
  void send_when(State state, unsigned code = 0) {
    postbox.delivery = {state, code, "no connection"};
    send();
  }

  boost::asio::io_context io{1};
  const Ulid pk = Ulid::next();
  OneMail mails;
  MemoryPostbox postbox;
  std::vector<std::string> observed;
  MailSender sender{mails,
                    postbox,
                    {.name = "Souk", .from = {"Souk", "shop@example.com"}, .public_url = "https://shop.example"},
                    [this](std::string_view step, MailState outcome) {
                      observed.push_back(std::string(step) + ' ' + describe::Scalar<MailState>::text(outcome));
                    }};
};

TEST_F(AMail, that_the_server_takes_is_sent) {
  send();
  EXPECT_THAT(mails.noted, ElementsAre(MailState::sent));
  EXPECT_THAT(observed, ElementsAre("confirmed sent"));
  EXPECT_EQ(sender.at_once(), 4u);
}

TEST_F(AMail, that_was_sent_and_not_noted_is_sent_again_with_the_same_bytes) {
  postbox.loses_redis = &mails;
  EXPECT_THROW(send(), Unavailable);
  EXPECT_THAT(mails.noted, IsEmpty());
  mails.away = false;
  postbox.loses_redis = nullptr;
  send();
  ASSERT_EQ(postbox.letters.size(), 2u);
  EXPECT_EQ(postbox.letters[0], postbox.letters[1]);
  EXPECT_THAT(mails.noted, ElementsAre(MailState::sent));
}

TEST_F(AMail, is_not_made_while_redis_is_away) {
  mails.away = true;
  EXPECT_THROW(send(), Unavailable);
  EXPECT_THAT(postbox.letters, IsEmpty());
}

TEST_F(AMail, of_an_erased_customer_is_not_sent_and_its_files_are_erased) {
  mails.content.reset();
  send();
  EXPECT_THAT(postbox.letters, IsEmpty());
  EXPECT_EQ(postbox.erased, 1);
  EXPECT_THAT(mails.noted, ElementsAre(MailState::erased));
}

TEST_F(AMail, that_became_a_file_while_its_customer_was_erased_is_erased) {
  postbox.is_folder = true;
  mails.has_a_customer = false;
  send();
  EXPECT_EQ(postbox.letters.size(), 1u);
  EXPECT_EQ(postbox.erased, 1);
  EXPECT_THAT(mails.noted, ElementsAre(MailState::erased));
}

TEST_F(AMail, is_a_file_in_a_folder) {
  postbox.is_folder = true;
  send();
  EXPECT_EQ(postbox.erased, 0);
  EXPECT_THAT(mails.noted, ElementsAre(MailState::file));
}

TEST_F(AMail, of_a_refund_that_has_failed_is_not_sent) {
  mails.content->refund = MailRefund{.amount = Money::minor(100), .has_failed = true};
  send();
  EXPECT_THAT(postbox.letters, IsEmpty());
  EXPECT_THAT(mails.noted, ElementsAre(MailState::erased));
  EXPECT_THAT(observed, ElementsAre("refunded erased"));
}

TEST_F(AMail, with_a_code_is_sent_to_the_address_that_asked_for_it) {
  mails.code = CodeMail{.record = {.id = {pk, std::string(sign_in_step)}, .at = wall_clock()},
                        .to = {"eva@example.com"},
                        .code = "012345"};
  send_code();
  ASSERT_EQ(postbox.letters.size(), 1u);
  EXPECT_THAT(postbox.letters[0], HasSubstr("To: eva@example.com"));
  EXPECT_THAT(postbox.letters[0], HasSubstr("Subject: Your sign-in code: 012345"));
  EXPECT_THAT(mails.noted, ElementsAre(MailState::sent));
  EXPECT_THAT(observed, ElementsAre("sign_in sent"));
}

TEST_F(AMail, with_a_code_that_has_expired_is_not_sent) {
  send_code();
  EXPECT_THAT(postbox.letters, IsEmpty());
  EXPECT_THAT(mails.noted, ElementsAre(MailState::erased));
}

TEST_F(AMail, with_a_code_that_the_server_puts_off_is_tried_again) {
  mails.code = CodeMail{.record = {.id = {pk, std::string(sign_in_step)}, .at = wall_clock()},
                        .to = {"eva@example.com"},
                        .code = "012345"};
  postbox.delivery = {State::put_off, 450, ""};
  send_code();
  EXPECT_THAT(mails.waits, ElementsAre(Milliseconds(30'000)));
}

TEST_F(AMail, that_the_server_refuses_has_ended) {
  send_when(State::refused, 550);
  EXPECT_THAT(mails.noted, ElementsAre(MailState::refused));
  EXPECT_THAT(mails.waits, IsEmpty());
  EXPECT_EQ(sender.problem(), "");
}

TEST_F(AMail, that_the_server_puts_off_is_tried_again_ever_later) {
  for (const unsigned tries : {0U, 1U, 9U}) {
    mails.content->record.tries = tries;
    send_when(State::put_off, 450);
  }
  EXPECT_THAT(mails.waits, ElementsAre(Milliseconds(30'000), Milliseconds(60'000), Milliseconds(900'000)));
  EXPECT_THAT(mails.tries, ElementsAre(true, true, true));
}

TEST_F(AMail, that_the_server_puts_off_is_given_up_after_five_days) {
  mails.content->record.at = wall_clock() - std::chrono::days(5) - std::chrono::minutes(1);
  send_when(State::put_off, 450);
  EXPECT_THAT(mails.noted, ElementsAre(MailState::refused));
}

TEST_F(AMail, without_a_server_was_not_tried_and_the_others_wait) {
  send_when(State::away, 421);
  EXPECT_THAT(mails.tries, ElementsAre(false));
  EXPECT_EQ(sender.problem(), "no connection (421)");
  EXPECT_EQ(sender.at_once(), 0u);
  send_when(State::taken);
  EXPECT_EQ(sender.problem(), "");
}

TEST_F(AMail, that_was_cut_by_the_end_of_the_program_is_no_problem_of_the_server) {
  sender.stop();
  send_when(State::away);
  EXPECT_EQ(sender.problem(), "");
  EXPECT_THAT(mails.tries, ElementsAre(false));
}

}  // namespace
}  // namespace souk::payment
