#include <gmock/gmock.h>

#include "inventory/domain/product.hpp"

namespace souk::inventory {
namespace {

using ::testing::UnorderedElementsAre;

std::vector<std::string> faults(const std::string& body) {
  std::vector<std::string> told;
  const auto batch = describe::from_json<Batch>(body);
  if (batch) return told;
  for (const auto& fault : batch.error()) {
    std::string place;
    for (const auto& step : fault.loc) {
      const auto* name = std::get_if<std::string>(&step);
      place += (place.empty() ? "" : "/") + (name ? *name : std::to_string(std::get<std::size_t>(step)));
    }
    told.push_back(place + " " + fault.type);
  }
  return told;
}

TEST(Batch, a_new_product_needs_name_price_and_quantity_and_an_edit_nothing) {
  EXPECT_THAT(faults(R"({"items":[{"id":"01M81D9X94GJ4T650VAD7E8EJ7"},{"name":"a","price":1,"quantity":2}]})"),
              UnorderedElementsAre());
  EXPECT_THAT(
      faults(R"({"items":[{"id":"01M81D9X94GJ4T650VAD7E8EJ7"},{"description":"a"}]})"),
      UnorderedElementsAre("body/items/1/name missing", "body/items/1/price missing", "body/items/1/quantity missing"));
}

TEST(Batch, every_fault_of_every_item_is_told_at_once) {
  EXPECT_THAT(faults(R"({"items":[{"name":"","price":1,"quantity":1},{"name":"a","price":-1,"colour":1},{"id":"x"}]})"),
              UnorderedElementsAre("body/items/0/name string_too_short", "body/items/1/price greater_than_equal",
                                   "body/items/1/quantity missing", "body/items/1/colour extra_forbidden",
                                   "body/items/2/id ulid_parsing"));
}

TEST(Batch, has_one_to_a_hundred_items) {
  EXPECT_THAT(faults(R"({"items":[]})"), UnorderedElementsAre("body/items too_short"));
  EXPECT_THAT(faults("{}"), UnorderedElementsAre("body/items missing"));
  EXPECT_THAT(faults(R"({"items":{}})"), UnorderedElementsAre("body/items list_type"));
  const auto many = [](int count) {
    std::string body = R"({"items":[)";
    for (int i = 0; i < count; ++i) body += (i ? "," : "") + std::string(R"({"name":"a","price":1,"quantity":2})");
    return body + "]}";
  };
  EXPECT_THAT(faults(many(100)), UnorderedElementsAre());
  EXPECT_THAT(faults(many(101)), UnorderedElementsAre("body/items too_long"));
}

TEST(Batch, its_schema_tells_the_limits) {
  const auto items = describe::schema<Batch>().at("properties").at("items");
  EXPECT_EQ(items.at("minItems"), 1);
  EXPECT_EQ(items.at("maxItems"), 100);
}

}  // namespace
}  // namespace souk::inventory
