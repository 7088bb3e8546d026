#include "payment/domain/findings.hpp"

#include <gmock/gmock.h>

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Stray stray(std::string id, int at, Money amount = Money::minor(5)) {
  return {std::move(id), "nobody", amount, shop_currency(), Timestamp(Milliseconds(at)), "The shop has no such order."};
}

std::vector<std::string> ids(const FindingsPage<Stray>& page) {
  std::vector<std::string> ids;
  for (const auto& one : page.found) ids.push_back(one.id);
  return ids;
}

TEST(Findings, come_newest_first_page_by_page_and_each_once) {
  const std::vector<Stray> all = {stray("a", 1), stray("c", 2), stray("b", 2), stray("d", 3), stray("e", 0)};
  auto page = page_of(all, 2, {});
  EXPECT_THAT(ids(page), ElementsAre("d", "c"));
  page = page_of(all, 2, page.next);
  EXPECT_THAT(ids(page), ElementsAre("b", "a"));
  page = page_of(all, 2, page.next);
  EXPECT_THAT(ids(page), ElementsAre("e"));
  EXPECT_EQ(page.next, std::nullopt);
  EXPECT_THAT(ids(page_of(std::vector<Stray>(), 2, {})), IsEmpty());
}

TEST(FindingCursor, is_read_as_it_was_written) {
  const FindingCursor cursor{Timestamp(Milliseconds(1764374400000)), "01H2 captured:pi.1"};
  EXPECT_EQ(FindingCursor::parse(cursor.text()), cursor);
}

TEST(FindingCursor, any_other_text_is_refused) {
  for (std::string_view text : {"", ".", "5", "5.", ".a", "-1.a", "x.a", "5 .a", "99999999999999999999.a"}) {
    EXPECT_FALSE(FindingCursor::parse(text)) << text;
  }
}

TEST(ShownDifference, says_which_side_has_the_booking_and_what_to_do) {
  const Difference theirs{
      .id = "captured:pi_1", .reference = "01H2", .found_at = {}, .what = "", .theirs = Money::minor(5)};
  EXPECT_EQ(shown(theirs).kind, "captured");
  EXPECT_EQ(shown(theirs).object, "pi_1");
  EXPECT_EQ(shown(theirs).ours, std::nullopt);
  EXPECT_NE(
      shown(theirs).advice,
      shown({.id = "captured:pi_1", .reference = "01H2", .found_at = {}, .what = "", .ours = Money::minor(5)}).advice);
}

TEST(ShownStray, what_to_do_depends_on_whether_money_moved) {
  EXPECT_NE(shown(stray("captured:pi_1", 1)).advice, shown(stray("authorized:pi_1", 1)).advice);
}

}  // namespace
}  // namespace souk::payment
