#include "payment/domain/ledger.hpp"

#include <gmock/gmock.h>

namespace souk::payment {
namespace {

using ::testing::ElementsAre;

// Two lines: one lamp at 24.00, two at 24.00 each.
Order order(Status status = Status::completed) {
  const contracts::ProductOffer offer{Ulid::next(), contracts::ProductName("lamp"),
                                      contracts::Price(Money::minor(2000)), contracts::Stock(100)};
  OrderRecord record{.pk = Ulid::next(), .lines = {}};
  record.lines.push_back(new_line({offer.id, Units(1)}, &offer, 20));
  record.lines.push_back(new_line({Ulid::next(), Units(2)}, &offer, 20));
  record.status = status;
  record.created_at = Timestamp(Milliseconds(1000));
  record.updated_at = Timestamp(Milliseconds(5000));
  return order_of(std::move(record));
}

std::vector<std::string> kinds(const LedgerView& view) {
  std::vector<std::string> kinds;
  for (const auto& event : view.events) kinds.push_back(event.kind + " " + event.object.value_or("-"));
  return kinds;
}

TEST(LedgerView, has_the_events_of_the_ledger_oldest_first) {
  const auto view = ledger_of(order(),
                              {{"captured:pi_1", R"({"at":"3000","amount":"7200"})"},
                               {"authorize_requested:1", R"({"at":"1000"})"},
                               {"unknown:capture", R"({"at":"2000","step":"capture","why":"no answer","tries":"1"})"}},
                              Payments::sandbox);
  EXPECT_THAT(kinds(view), ElementsAre("authorize_requested 1", "unknown capture", "captured pi_1"));
  EXPECT_EQ(view.events[1].reason, "no answer");
  EXPECT_EQ(view.events[1].amount, std::nullopt);
  EXPECT_EQ(view.events[2].amount, Money::minor(7200));
  EXPECT_EQ(view.events[2].at, Timestamp(Milliseconds(3000)));
}

// The provider's times have no milliseconds.
TEST(LedgerView, events_of_one_second_are_in_the_order_of_a_payment) {
  const auto view = ledger_of(order(),
                              {{"refunded:1", R"({"at":"1000","amount":"7200"})"},
                               {"captured:pi_1", R"({"at":"1000","amount":"7200"})"},
                               {"action_required:cs_1", R"({"at":"1100"})"},
                               {"authorized:pi_1", R"({"at":"1000","amount":"7200"})"},
                               {"refund_requested:1", R"({"at":"1900","amount":"7200"})"},
                               {"authorize_requested:1", R"({"at":"1050"})"},
                               {"capture_requested:1", R"({"at":"1800"})"}},
                              Payments::sandbox);
  EXPECT_THAT(kinds(view), ElementsAre("authorize_requested 1", "action_required cs_1", "authorized pi_1",
                                       "capture_requested 1", "captured pi_1", "refund_requested 1", "refunded 1"));
}

TEST(LedgerView, says_of_each_refund_what_became_of_it) {
  const auto view =
      ledger_of(order(),
                {{"refund_requested:1",
                  R"({"at":"1000","amount":"2400","parts":{"2":"2400"},"restocked":{"2":"1"},"reason":"broken"})"},
                 {"refunded:1", R"({"at":"2000","amount":"2400"})"},
                 {"refund_requested:2", R"({"at":"3000","amount":"100","reason":""})"},
                 {"refund_requested:10", R"({"at":"4000","amount":"1000","parts":{"1":"1000"}})"},
                 {"refund_failed:2", R"({"at":"5000","amount":"100"})"},
                 {"refunded:re_1", R"({"at":"6000","amount":"50"})"}},
                Payments::stripe);
  ASSERT_EQ(view.refunds.size(), 4u);
  EXPECT_EQ(describe::to_json(view.refunds[0]),
            R"({"number":1,"object":"1","amount":24.0,"lines":[{"line":2,"units":1,"amount":24.0}],"restocked":1,)"
            R"("reason":"broken","state":"made","requested_at":"1970-01-01T00:00:01.000Z",)"
            R"("ended_at":"1970-01-01T00:00:02.000Z"})");
  EXPECT_EQ(view.refunds[1].state, RefundState::failed);
  EXPECT_EQ(view.refunds[1].reason, std::nullopt);
  EXPECT_EQ(view.refunds[2].number, 10);
  EXPECT_EQ(view.refunds[2].state, RefundState::pending);
  EXPECT_EQ(view.refunds[2].lines.at(0).units, std::nullopt);
  EXPECT_EQ(view.refunds[3].object, "re_1");
  EXPECT_EQ(view.refunds[3].number, std::nullopt);
}

TEST(LedgerView, a_refund_that_was_made_and_failed_has_failed_in_either_order) {
  const std::pair<std::string, std::string> made{"refunded:1", R"({"at":"1000","amount":"5"})"};
  const std::pair<std::string, std::string> failed{"refund_failed:1", R"({"at":"2000","amount":"5"})"};
  for (const auto& stored : {describe::Fields{made, failed}, describe::Fields{failed, made}}) {
    const auto view = ledger_of(order(), stored, Payments::stripe);
    EXPECT_EQ(view.refunds.at(0).state, RefundState::failed);
    EXPECT_EQ(view.refunds.at(0).ended_at, Timestamp(Milliseconds(2000)));
  }
}

TEST(LedgerView, of_an_instant_order_says_that_it_was_paid_when_it_was_completed) {
  const auto view = ledger_of(order(), {}, Payments::instant);
  EXPECT_THAT(kinds(view), ElementsAre("captured instant"));
  EXPECT_EQ(view.events[0].amount, Money::minor(7200));
  EXPECT_EQ(view.net.value, Money::minor(7200));
  EXPECT_TRUE(ledger_of(order(Status::pending), {}, Payments::instant).events.empty());
}

}  // namespace
}  // namespace souk::payment
