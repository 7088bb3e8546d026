#include "inventory/app/batch_plan.hpp"

#include <gmock/gmock.h>

#include "inventory/domain/refusals.hpp"

namespace souk::inventory {
namespace {

using ::testing::HasSubstr;

const Ulid a(1, 1), b(1, 2), c(1, 3);
const std::unordered_map<Ulid, Identity> shop = {{a, {"A-1", "Lamp"}}, {b, {"B-1", "Tray"}}, {c, {"", "TRAY"}}};

BatchItem item(std::optional<Ulid> id, std::string sku, std::string name) {
  BatchItem item{.id = id, .price = Price(Money::minor(100)), .quantity = Stock(1)};
  if (!sku.empty()) item.sku = Sku(std::move(sku));
  if (!name.empty()) item.name = ProductName(std::move(name));
  return item;
}

BatchItem with_seen(BatchItem item, std::int64_t version) {
  item.seen = Seen{describe::Integer<0, Version::max>(version), Stock(0)};
  return item;
}

// Makes every product a candidate of every item, as if all had the same hash.
std::vector<Step> plan(const std::vector<BatchItem>& items) {
  return plan_batch(items, std::vector<Candidates>(items.size(), {{a, b, c}, {a, b, c}}), shop);
}

std::optional<Ulid> edited(const Step& step) {
  const auto* write = std::get_if<Write>(&step.todo);
  const auto* edit = write ? std::get_if<Edit>(write) : nullptr;
  return edit ? std::optional(edit->id) : std::nullopt;
}

bool creates(const Step& step) {
  const auto* write = std::get_if<Write>(&step.todo);
  return write && std::holds_alternative<NewProduct>(*write);
}

std::optional<BatchRefusal> refusal(const Step& step) {
  const auto* result = std::get_if<BatchResult>(&step.todo);
  return result ? result->code : std::nullopt;
}

TEST(BatchPlan, the_id_decides_then_the_sku_then_the_name) {
  const auto steps = plan({item(a, "", "Lantern"), item({}, "B-1", "Bowl"), item({}, "B-2", "Rug")});
  EXPECT_EQ(edited(steps[0]), a);
  EXPECT_EQ(edited(steps[1]), b);
  EXPECT_TRUE(creates(steps[2]));
  EXPECT_EQ(edited(plan({item({}, "B-2", "lamp")})[0]), a);
}

TEST(BatchPlan, a_renamed_candidate_does_not_count) {
  EXPECT_TRUE(creates(plan({item({}, "L-9", "Lampe")})[0]));
  EXPECT_TRUE(creates(plan_batch({item({}, "", "Gone")}, {{{}, {Ulid(9, 9)}}}, shop)[0]));
}

TEST(BatchPlan, a_name_of_two_products_is_ambiguous_without_an_id_or_sku) {
  const auto refused = plan({item({}, "", "tray")});
  EXPECT_EQ(refusal(refused[0]), BatchRefusal::ambiguous_product);
  EXPECT_THAT(*std::get<BatchResult>(refused[0].todo).detail, HasSubstr(b.text() + " and " + c.text()));
  EXPECT_EQ(edited(plan({item({}, "B-1", "tray")})[0]), b);
  EXPECT_EQ(edited(plan({item(c, "", "tray")})[0]), c);
}

TEST(BatchPlan, fields_that_match_different_products_are_ambiguous) {
  for (const auto& [id, sku, name] : {std::tuple(std::optional(b), "", "Lamp"), std::tuple(std::optional(b), "A-1", ""),
                                      std::tuple(std::optional<Ulid>(), "A-1", "Tray")}) {
    EXPECT_EQ(refusal(plan({item(id, sku, name)})[0]), BatchRefusal::ambiguous_product) << sku << name;
  }
}

TEST(BatchPlan, an_item_with_an_unknown_id_is_not_matched_by_name) {
  const auto step = plan({item(Ulid(9, 9), "", "Lamp")})[0];
  EXPECT_EQ(refusal(step), BatchRefusal::product_not_found);
  EXPECT_EQ(step.key, Ulid(9, 9).text());
}

TEST(BatchPlan, two_items_with_the_same_key_mean_the_same_product) {
  const auto steps = plan({item({}, "", " LAMP"), item({}, "N-1", "New"), item({}, "", "Brand  New")});
  EXPECT_EQ(steps[0].key, a.text());
  EXPECT_EQ(steps[1].key, "sku:N-1");
  EXPECT_EQ(steps[2].key, "name:brand new");
}

TEST(BatchPlan, the_second_item_for_one_product_is_a_duplicate_by_any_field) {
  const auto steps = plan({item(a, "", ""), item({}, "A-1", ""), item({}, "", "lamp"), item({}, "N-1", "New"),
                           item({}, "N-1", "Other"), item({}, "", "NEW"), item({}, "N-2", "Next")});
  for (const auto at : {1, 2, 4, 5}) EXPECT_EQ(refusal(steps[at]), BatchRefusal::duplicate_item) << at;
  EXPECT_TRUE(creates(steps[3]) && creates(steps[6]));
}

TEST(BatchPlan, an_item_that_cannot_be_created_does_not_use_its_name) {
  auto half = item({}, "", "New");
  half.price.reset();
  const auto steps = plan({half, item({}, "", "New")});
  EXPECT_EQ(refusal(steps[0]), BatchRefusal::validation_failed);
  EXPECT_TRUE(creates(steps[1]));
}

TEST(BatchPlan, a_product_deleted_since_it_was_seen_is_a_conflict) {
  for (const auto& seen : {with_seen(item(Ulid(9, 9), "", ""), 3), with_seen(item({}, "", "New"), 3)}) {
    const auto step = plan({seen})[0];
    EXPECT_EQ(std::get<BatchResult>(step.todo).outcome, BatchOutcome::conflict);
  }
  EXPECT_TRUE(creates(plan({with_seen(item({}, "", "New"), 0)})[0]));
}

TEST(BatchPlan, a_change_between_the_plan_and_the_write_is_a_conflict) {
  const auto seen = with_seen(item(a, "", ""), 3);
  const auto step = plan({seen})[0];
  const auto moved = result_of(seen, step, {.refusal = Refusal{version_mismatch, "It moved."}});
  EXPECT_EQ(moved.outcome, BatchOutcome::conflict);
  const auto gone = result_of(seen, step, {.refusal = Refusal{product_not_found, "It is gone."}});
  EXPECT_EQ(gone.outcome, BatchOutcome::conflict);
  const auto unseen = result_of(item(a, "", ""), step, {.refusal = Refusal{product_not_found, "It is gone."}});
  EXPECT_EQ(unseen.outcome, BatchOutcome::failed);
  EXPECT_EQ(unseen.code, BatchRefusal::product_not_found);
  EXPECT_EQ(unseen.key, a.text());
}

}  // namespace
}  // namespace souk::inventory
