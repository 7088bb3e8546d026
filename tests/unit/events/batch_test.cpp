#include "events/batch.hpp"

#include <gtest/gtest.h>

namespace souk::events {
namespace {

struct Note {
  describe::Text<1, 10> about;
};
BOOST_DESCRIBE_STRUCT(Note, (), (about))

struct Wanted {
  Ulid pk;
  describe::Integer<1, 9> quantity;
};
BOOST_DESCRIBE_STRUCT(Wanted, (), (pk, quantity))

Effect note(Partition p, const Note& note) {
  return {{"notes:{" + std::to_string(p) + "}:about:" + note.about.value()}, {note.about.value()}};
}

const Source source{
    .stream = "written", .function = "take_notes", .outputs = {"taken"}, .width = 1, .decode = decode<Note>(note)};

std::string encoded(std::vector<std::string> words) {
  std::string out = "*" + std::to_string(words.size()) + "\r\n";
  for (const auto& word : words) out += "$" + std::to_string(word.size()) + "\r\n" + word + "\r\n";
  return out;
}

TEST(Batch, names_the_keys_of_the_partition_then_those_of_the_entries) {
  const auto call = make_batch(source, "notes", 3, "7", {{"5-0", {{"about", "a"}}}, {"6-0", {{"about", "b"}}}});
  EXPECT_EQ(call.encoded(), encoded({"FCALL",
                                     "take_notes",
                                     "7",
                                     "notes:{3}:lease",
                                     "notes:{3}:positions",
                                     "notes:{3}:written:dead",
                                     "notes:{3}:written:retries",
                                     "notes:{3}:taken",
                                     "notes:{3}:about:a",
                                     "notes:{3}:about:b",
                                     "apply",
                                     "7",
                                     "written",
                                     "6-0",
                                     "2",
                                     "3",
                                     "5-0",
                                     "1",
                                     "a",
                                     "6-0",
                                     "2",
                                     "b"}));
}

TEST(Batch, entries_that_touch_the_same_share_its_keys) {
  const auto call = make_batch(source, "notes", 0, "1", {{"5-0", {{"about", "a"}}}, {"6-0", {{"about", "a"}}}});
  EXPECT_EQ(call.encoded(), encoded({"FCALL",
                                     "take_notes",
                                     "6",
                                     "notes:{0}:lease",
                                     "notes:{0}:positions",
                                     "notes:{0}:written:dead",
                                     "notes:{0}:written:retries",
                                     "notes:{0}:taken",
                                     "notes:{0}:about:a",
                                     "apply",
                                     "1",
                                     "written",
                                     "6-0",
                                     "2",
                                     "3",
                                     "5-0",
                                     "1",
                                     "a",
                                     "6-0",
                                     "1",
                                     "a"}));
}

TEST(Batch, an_entry_that_is_not_understood_goes_along_as_a_dead_letter_with_its_reason) {
  const auto call = make_batch(source, "notes", 0, "1", {{"5-0", {{"abuot", "a\"b"}}}, {"6-0", {{"about", "b"}}}});
  EXPECT_EQ(call.encoded(), encoded({"FCALL",
                                     "take_notes",
                                     "6",
                                     "notes:{0}:lease",
                                     "notes:{0}:positions",
                                     "notes:{0}:written:dead",
                                     "notes:{0}:written:retries",
                                     "notes:{0}:taken",
                                     "notes:{0}:about:b",
                                     "apply",
                                     "1",
                                     "written",
                                     "6-0",
                                     "1",
                                     "3",
                                     "6-0",
                                     "1",
                                     "b",
                                     "5-0",
                                     "about: Field required",
                                     "{\"abuot\":\"a\\\"b\"}"}));
}

TEST(Batch, a_dead_letter_of_any_bytes_is_valid_json) {
  const auto call = make_batch(source, "notes", 0, "1", {{"5-0", {{"\xff\x01", "\xc3"}}}});
  EXPECT_NE(call.encoded().find("{\"\uFFFD\\u0001\":\"\uFFFD\"}"), std::string::npos) << call.encoded();
}

TEST(Batch, a_second_reading_has_its_own_position_and_makes_no_dead_letters) {
  auto second = source;
  second.position = "written:again";
  const auto call = make_batch(second, "notes", 0, "1", {{"5-0", {{"abuot", "a"}}}, {"6-0", {{"about", "b"}}}});
  EXPECT_EQ(call.encoded(),
            encoded({"FCALL", "take_notes", "6", "notes:{0}:lease", "notes:{0}:positions", "notes:{0}:written:dead",
                     "notes:{0}:written:retries", "notes:{0}:taken", "notes:{0}:about:b", "apply", "1", "written:again",
                     "6-0", "1", "3", "6-0", "1", "b"}));
}

TEST(Retry, is_a_batch_of_letters_without_a_writer_and_a_last_id) {
  const auto call = make_retry(source, "notes", 0,
                               {{"5-0", Fields{{"about", "a"}}}, {"6-0", Fields{}}, {"7-0", std::unexpected("torn")}});
  EXPECT_EQ(call.encoded(), encoded({"FCALL",
                                     "take_notes",
                                     "6",
                                     "notes:{0}:lease",
                                     "notes:{0}:positions",
                                     "notes:{0}:written:dead",
                                     "notes:{0}:written:retries",
                                     "notes:{0}:taken",
                                     "notes:{0}:about:a",
                                     "retry",
                                     "",
                                     "written",
                                     "",
                                     "1",
                                     "3",
                                     "5-0",
                                     "1",
                                     "a",
                                     "6-0",
                                     "about: Field required",
                                     "",
                                     "7-0",
                                     "torn",
                                     ""}));
}

TEST(Payload, is_read_as_the_fields_that_it_shows) {
  EXPECT_EQ(read_payload("{\"a\":\"1\",\"b\":\"\"}"), (Fields{{"a", "1"}, {"b", ""}}));
  for (const auto* text : {"", "01H28HDT0QXZKAE3F49HPJNN99", "[]", "{\"a\":1}", "{\"a\":\"1\",\"a\":\"2\"}"}) {
    const auto fields = read_payload(text);
    ASSERT_FALSE(fields) << text;
    EXPECT_TRUE(fields.error().starts_with("payload: ")) << fields.error();
  }
}

TEST(Event, every_fault_is_named) {
  const auto event = read_event<Wanted>({{"pk", "x"}, {"quantity", "10"}, {"more", "is ignored"}});
  ASSERT_FALSE(event);
  EXPECT_NE(event.error().find("pk: "), std::string::npos) << event.error();
  EXPECT_NE(event.error().find("; quantity: "), std::string::npos) << event.error();
}

TEST(EntryId, is_a_time_and_a_number) {
  EXPECT_EQ(order_of("1763804959042-7"), std::pair(std::int64_t{1763804959042}, std::int64_t{7}));
  EXPECT_LT(order_of("9-5"), order_of("10-0"));
}

TEST(Entries, are_read_as_redis_answers_them) {
  using redis::Reply;
  const auto text = [](std::string value) { return Reply::string(Reply::Kind::text, std::move(value)); };
  auto entries = parse_entries(Reply::array({Reply::array({text("5-0"), Reply::array({text("about"), text("a")})})}));
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].id, "5-0");
  EXPECT_EQ(entries[0].fields, (Fields{{"about", "a"}}));
}

TEST(Entries, of_another_shape_are_a_mistake) {
  using redis::Reply;
  const auto text = [](std::string value) { return Reply::string(Reply::Kind::text, std::move(value)); };
  const auto of = [](Reply entry) { return parse_entries(Reply::array({std::move(entry)})); };
  EXPECT_THROW(of(Reply::array({})), redis::Unexpected);
  EXPECT_THROW(of(Reply::array({text("5-0")})), redis::Unexpected);
  EXPECT_THROW(of(Reply::array({text("5-0"), Reply()})), redis::Unexpected);
  EXPECT_THROW(of(Reply::array({text("5-0"), Reply::array({text("about")})})), redis::Unexpected);
  EXPECT_THROW(of(Reply::array({Reply::integer(5), Reply::array({})})), redis::Unexpected);
  EXPECT_THROW(of(text("5-0")), redis::Unexpected);
  EXPECT_TRUE(parse_entries(Reply()).empty());
}

}  // namespace
}  // namespace souk::events
