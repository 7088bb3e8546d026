// Which step of an order writes which mail, and what becomes of it (mails.lua), on a real Redis.
#include "payment/store/mails.hpp"
#include "payment/sales.hpp"
#include "payment/worker/mailer.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Words = std::vector<std::string>;

// A mail server that takes everything.
struct Taking final : Postbox {
  std::vector<std::string> subjects;

  awaitable<mail::Delivery> post(MailId, mail::Letter letter) override {
    subjects.push_back(std::move(letter.subject));
    co_return mail::Delivery{mail::Delivery::State::taken};
  }
  MailState posted() const override { return MailState::sent; }
  void erase(const Ulid&) const override { ADD_FAILURE() << "the files of the order's mails are erased"; }
  std::size_t at_once() const override { return 1; }
  void stop() override {}
};

struct MailRules : Sales {
  Mails mails{client, partitions};

  awaitable<void> place_for_ada(std::optional<Milliseconds> hold = {}) {
    const auto placed = co_await orders.place(cart(), ada, hold);
    EXPECT_FALSE(placed.replayed);
  }
  // The steps of an order's mails, newest first.
  awaitable<Words> steps(Ulid of) {
    Words steps;
    const auto page = co_await mails.page(100, {});
    for (const auto& mail : page.mails) {
      if (mail.record.id.pk == of) steps.push_back(mail.record.id.step);
    }
    co_return steps;
  }
  awaitable<Words> steps() { return steps(pk); }
  awaitable<Words> taken() {
    Words steps;
    for (const auto& id : co_await mails.take(home, 10)) steps.push_back(id.step);
    co_return steps;
  }
  MailId id(std::string step) const { return {pk, std::move(step)}; }
  awaitable<MailRefund> refund_of(std::string step) {
    co_return (co_await mails.read(id(std::move(step)))).value().refund.value();
  }
  // An order of one line, paid automatically: what inventory says.
  awaitable<void> said(Ulid of, std::string position, std::string reason = "") {
    events::Fields fields{{"pk", of.text()}};
    if (!reason.empty()) fields.emplace_back("reason", reason);
    std::vector<events::Fields> entries;
    entries.push_back(std::move(fields));
    co_await apply(partition_of(of, partitions), std::move(position), std::move(entries));
  }
  awaitable<Ulid> single(bool has_customer = true) {
    const auto of = new_pk();
    co_await orders.place(wanted(of), has_customer ? std::optional(ada) : std::nullopt, {});
    co_return of;
  }
};

TEST_F(MailRules, an_order_of_one_line_has_a_mail_when_it_completes_and_when_it_is_refunded) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto of = co_await single();
    EXPECT_THAT(co_await steps(of), IsEmpty());
    co_await said(of, "stock_reserved:noted");
    EXPECT_THAT(co_await steps(of), IsEmpty());
    co_await said(of, "stock_reserved");
    co_await said(of, "stock_reserved");
    EXPECT_THAT(co_await steps(of), ElementsAre("confirmed"));
    co_await said(of, "refund_order", "product_deleted");
    EXPECT_THAT(co_await steps(of), ElementsAre("refunded-line-1", "confirmed"));
  });
}

TEST_F(MailRules, an_order_without_stock_counts_as_cancelled) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto of = co_await single();
    co_await said(of, "stock_rejected", "sold_out");
    EXPECT_THAT(co_await steps(of), ElementsAre("cancelled"));
  });
}

TEST_F(MailRules, an_order_without_a_customer_has_none) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto of = co_await single(false);
    co_await said(of, "stock_reserved");
    co_await said(of, "refund_order", "product_deleted");
    EXPECT_THAT(co_await steps(of), IsEmpty());
    EXPECT_EQ(co_await mails.waiting(), 0);
  });
}

TEST_F(MailRules, a_cart_has_a_mail_of_each_line_that_is_refunded_and_none_twice) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada();
    co_await all_reserved();
    co_await settle();
    co_await settle();
    for (const unsigned line : {2U, 2U, 3U}) co_await decided(line, "refunded", "product_deleted");
    EXPECT_THAT(co_await steps(), UnorderedElementsAre("confirmed", "refunded-1", "refunded-2"));
    EXPECT_EQ((co_await refund_of("refunded-1")).amount, Money::minor(4800));
    EXPECT_EQ(co_await refund(of_amount(100), "one"), false);
    EXPECT_THAT(co_await steps(), UnorderedElementsAre("confirmed", "refunded-1", "refunded-2", "refunded-3"));
    EXPECT_EQ((co_await refund_of("refunded-3")).amount, Money::minor(100));
  });
}

TEST_F(MailRules, a_cancelled_cart_and_a_rejected_one_have_one_mail) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada();
    co_await orders.cancel(pk, Reason::cancelled_by_buyer);
    co_await orders.cancel(pk, Reason::cancelled_by_store);
    EXPECT_THAT(co_await steps(), ElementsAre("cancelled"));
    pk = new_cart();
    co_await place_for_ada();
    co_await decided(1, "rejected", "sold_out");
    co_await decided(2, "rejected", "sold_out");
    EXPECT_THAT(co_await steps(), ElementsAre("cancelled"));
  });
}

TEST_F(MailRules, a_paid_order_has_a_mail_of_its_capture_and_of_each_refund_that_was_made) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada(long_hold);
    co_await all_reserved();
    for (const auto kind : {action_required, authorized}) {
      co_await next();
      co_await note(kind);
    }
    EXPECT_THAT(co_await steps(), IsEmpty());
    co_await next();
    co_await note(captured);
    co_await note(captured);
    EXPECT_THAT(co_await steps(), ElementsAre("confirmed"));
    co_await refund(of_line(2), "one");
    EXPECT_THAT(co_await steps(), ElementsAre("confirmed"));  // it is asked for
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(4800)));
    co_await note(refund_event(PaymentEventKind::refunded, "re_of_the_dashboard", Money::minor(100)));
    EXPECT_THAT(co_await steps(), UnorderedElementsAre("confirmed", "refunded-1", "refunded-re_of_the_dashboard"));
    EXPECT_THAT((co_await refund_of("refunded-1")).by_line, ElementsAre(Money(), Money::minor(4800), Money()));
    EXPECT_EQ((co_await refund_of("refunded-re_of_the_dashboard")).amount, Money::minor(100));
  });
}

TEST_F(MailRules, a_refund_that_failed_before_it_was_known_has_no_mail) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada(long_hold);
    co_await all_reserved();
    for (const auto kind : {action_required, authorized, captured}) co_await note(kind);
    co_await refund(of_amount(100), "one");
    co_await note(refund_event(refund_failed, "1", Money::minor(100)));
    EXPECT_THAT(co_await steps(), ElementsAre("confirmed"));
  });
}

TEST_F(MailRules, a_refund_that_failed_before_its_mail_was_sent_has_none_any_more) {
  Taking postbox;
  redis::TrackingClient due(io.get_executor(), redis::options_for(server));
  Mailer mailer(io.get_executor(), partitions, mails, postbox, {.name = "Souk", .from = {}, .public_url = {}}, due,
                [](std::string_view, MailState) {});
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada(long_hold);
    co_await all_reserved();
    for (const auto kind : {action_required, authorized, captured}) co_await note(kind);
    for (const auto* key : {"one", "two"}) co_await refund(of_amount(100), key);
    for (const auto* n : {"1", "2"}) co_await note(refund_event(PaymentEventKind::refunded, n, Money::minor(100)));
    EXPECT_FALSE((co_await refund_of("refunded-1")).has_failed);
    co_await note(refund_event(refund_failed, "1", Money::minor(100)));
    bool is_over = false;
    boost::asio::co_spawn(io, mailer.run(), [&](const std::exception_ptr&) { is_over = true; });
    const auto end = SteadyClock::now() + redis::patience;
    while (co_await mails.waiting() > 0 && SteadyClock::now() < end) co_await redis::sleep(Milliseconds(5));
    mailer.stop();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return is_over; }));
    EXPECT_EQ((co_await mails.read(id("refunded-1"))).value().record.state, MailState::erased);
    EXPECT_EQ((co_await mails.read(id("refunded-2"))).value().record.state, MailState::sent);
    EXPECT_EQ(postbox.subjects.size(), 2);  // with that of the confirmation
  });
}

TEST_F(MailRules, a_cancelled_order_that_was_charged_is_known_as_charged_when_its_mail_is_made) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada(long_hold);
    co_await all_reserved();
    co_await note(action_required);
    co_await orders.cancel(pk, Reason::cancelled_by_buyer);
    co_await note(expired);
    EXPECT_THAT(co_await steps(), ElementsAre("cancelled"));
    EXPECT_EQ((co_await mails.read(id("cancelled"))).value().order.paid.value().payment.captured, Money());
    co_await note(captured);
    EXPECT_EQ((co_await mails.read(id("cancelled"))).value().order.paid.value().payment.captured, amount);
  });
}

TEST_F(MailRules, a_mail_is_taken_by_one_worker_and_waits_after_it_was_put_off) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada();
    co_await orders.cancel(pk, Reason::cancelled_by_buyer);
    EXPECT_THAT(co_await taken(), ElementsAre("cancelled"));
    EXPECT_THAT(co_await taken(), IsEmpty());
    co_await mails.put_off(id("cancelled"), Milliseconds(0), true);
    EXPECT_THAT(co_await taken(), ElementsAre("cancelled"));
    const auto waiting = (co_await mails.read(id("cancelled"))).value().record;
    EXPECT_EQ(waiting.state, MailState::waiting);
    EXPECT_EQ(waiting.tries, 1);
    co_await mails.note(id("cancelled"), MailState::sent);
    co_await mails.note(id("cancelled"), MailState::refused);  // of a worker that was late
    const auto sent = (co_await mails.read(id("cancelled"))).value().record;
    EXPECT_EQ(sent.state, MailState::sent);
    EXPECT_EQ(sent.at, waiting.at);
    EXPECT_EQ(co_await mails.waiting(), 0);
  });
}

TEST_F(MailRules, a_mail_that_was_due_when_the_clock_was_ahead_is_due_now) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada();
    co_await orders.cancel(pk, Reason::cancelled_by_buyer);
    const auto far = wall_clock() + std::chrono::hours(2);
    co_await client.call(
        redis::Command("ZADD", mails.due_key(home), far.time_since_epoch().count(), pk.text() + " cancelled"));
    EXPECT_THAT(co_await taken(), ElementsAre("cancelled"));
  });
}

TEST_F(MailRules, an_erased_customer_leaves_nothing_to_send) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place_for_ada();
    co_await orders.cancel(pk, Reason::cancelled_by_buyer);
    co_await orders.erase_customer(pk);
    EXPECT_FALSE(co_await mails.read(id("cancelled")));
    EXPECT_FALSE(co_await mails.has_customer(pk));
    EXPECT_FALSE((co_await mails.page(10, {})).mails.at(0).customer);
  });
}

TEST_F(MailRules, pages_have_every_mail_once_newest_first) {
  redis::run(io, [&]() -> awaitable<void> {
    Words all;
    for (int i = 0; i < 7; ++i) {
      pk = i % 2 == 0 ? new_cart() : co_await single();
      if (i % 2 == 0) co_await place_for_ada();
      co_await orders.cancel(pk, Reason::cancelled_by_buyer);
      all.insert(all.begin(), pk.text() + ".cancelled");
      boost::asio::steady_timer timer(io, Milliseconds(2));
      co_await timer.async_wait(boost::asio::deferred);
    }
    Words listed;
    std::optional<Cursor> from;
    do {
      auto page = co_await mails.page(3, from);
      EXPECT_LE(page.mails.size(), 3);
      for (const auto& mail : page.mails) listed.push_back(mail.record.id.text());
      from = page.next;
    } while (from);
    EXPECT_EQ(listed, all);
  });
}

}  // namespace
}  // namespace souk::payment
