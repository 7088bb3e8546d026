#include "base/ulid.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <unordered_set>
#include <vector>

#include "base/partition.hpp"

namespace souk {
namespace {

constexpr std::string_view known = "01H28HATR7JG2YBH22ABPJWW33";

std::vector<Ulid> ids_made(std::size_t count, Timestamp at) {
  std::vector<Ulid> ids(count);
  for (auto& id : ids) id = Ulid::next(at);
  return ids;
}

Ulid parsed(std::string_view text) {
  const auto id = Ulid::parse(text);
  if (!id) throw std::invalid_argument(std::string(text));
  return *id;
}

bool rise_strictly(const std::vector<Ulid>& ids) {
  return std::ranges::adjacent_find(ids, std::ranges::greater_equal{}) == ids.end();
}

TEST(Ulid, text_is_parsed_back_to_the_same_id) {
  EXPECT_EQ(parsed(known).text(), known);
  EXPECT_EQ(parsed("00000000000000000000000000"), Ulid());
  EXPECT_EQ(parsed("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), Ulid(UINT64_MAX, UINT64_MAX));
  EXPECT_EQ(Ulid(UINT64_MAX, UINT64_MAX).text(), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  for (const auto& id : ids_made(1000, wall_clock())) EXPECT_EQ(Ulid::parse(id.text()), id);
}

TEST(Ulid, every_character_has_its_value) {
  for (std::size_t place = 0; place < Ulid::length; ++place) {
    for (char c : std::string_view("1234567")) {
      std::string text(Ulid::length, '0');
      text[place] = c;
      EXPECT_EQ(parsed(text).text(), text);
    }
  }
}

TEST(Ulid, lower_case_is_the_same_id) {
  std::string lower(known);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  EXPECT_EQ(Ulid::parse(lower), Ulid::parse(known));
}

TEST(Ulid, any_length_but_26_is_refused) {
  for (auto text : {"", "0", "01H28HATR7JG2YBH22ABPJWW3", "01H28HATR7JG2YBH22ABPJWW330"}) {
    EXPECT_FALSE(Ulid::parse(text)) << text;
  }
}

TEST(Ulid, an_overflow_of_128_bits_is_refused) {
  for (char first : std::string_view("89AZaz")) {
    EXPECT_FALSE(Ulid::parse(first + std::string(25, '0'))) << first;
  }
}

TEST(Ulid, characters_outside_the_alphabet_are_refused_everywhere) {
  for (char wrong : std::string_view("ILOUilou-_ \n\0\x7f\x80\xff/:@[`{", 22)) {
    for (std::size_t place = 0; place < Ulid::length; ++place) {
      std::string text(known);
      text[place] = wrong;
      EXPECT_FALSE(Ulid::parse(text)) << text;
    }
  }
}

TEST(Ulid, the_time_is_in_the_first_ten_characters) {
  // The example in the specification.
  EXPECT_EQ(parsed("01ARZ3NDEKTSV4RRFFQ69G5FAV").time(), Timestamp{Milliseconds{1469922850259}});
}

TEST(Ulid, a_new_id_carries_the_time) {
  const auto before = wall_clock();
  EXPECT_GE(Ulid::next().time(), before);
}

TEST(Ulid, ids_of_one_process_strictly_increase) {
  EXPECT_TRUE(rise_strictly(ids_made(100'000, wall_clock())));
}

TEST(Ulid, ids_strictly_increase_while_the_clock_goes_back) {
  const auto now = wall_clock();
  auto ids = ids_made(1, now);
  for (int i = 0; i < 1000; ++i) ids.emplace_back(Ulid::next(now - Milliseconds{i}));
  ids.push_back(Ulid::next(Timestamp{}));
  ids.push_back(Ulid::next(Timestamp{Milliseconds{-1}}));
  EXPECT_TRUE(rise_strictly(ids));
}

TEST(Ulid, texts_sort_like_the_ids) {
  std::vector<std::string> texts;
  for (const auto& id : ids_made(1000, wall_clock())) texts.push_back(id.text());
  EXPECT_TRUE(std::ranges::is_sorted(texts));
}

TEST(Ulid, ids_moved_into_one_partition_still_strictly_increase) {
  for (unsigned partitions : {1u, 3u, 16u, 1024u}) {
    auto ids = ids_made(10'000, wall_clock());
    for (auto& id : ids) id = in_partition(id, partitions - 1, partitions);
    EXPECT_TRUE(rise_strictly(ids)) << partitions;
  }
}

TEST(Ulid, new_ids_reach_every_partition) {
  std::unordered_set<Partition> reached;
  for (const auto& id : ids_made(1000, wall_clock())) reached.insert(partition_of(id, 16));
  EXPECT_EQ(reached.size(), 16u);
}

TEST(Ulid, a_child_process_does_not_repeat_its_parents_ids) {
  Ulid::next();
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const auto child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const auto text = Ulid::next(Timestamp{}).text();
    const auto written = ::write(ends[1], text.data(), text.size());
    ::_exit(written == static_cast<ssize_t>(text.size()) ? 0 : 1);
  }
  std::string theirs(Ulid::length, ' ');
  ASSERT_EQ(::read(ends[0], theirs.data(), theirs.size()), static_cast<ssize_t>(theirs.size()));
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ::close(ends[0]);
  ::close(ends[1]);
  EXPECT_NE(theirs, Ulid::next(Timestamp{}).text());
}

TEST(Ulid, hashes_differ_with_the_ids) {
  std::unordered_set<Ulid> set;
  for (const auto& id : ids_made(1000, wall_clock())) set.insert(id);
  EXPECT_EQ(set.size(), 1000u);
}

TEST(Partition, an_id_moved_into_a_partition_lies_in_it_and_keeps_its_time) {
  for (unsigned partitions : {1u, 2u, 3u, 16u, 1000u, 1024u}) {
    for (std::uint16_t bits : {0, 1, 0x7fff, 0xfffe, 0xffff}) {
      const Ulid id = parsed(known).with_low16(bits);
      const auto moved = in_partition(id, partitions - 1, partitions);
      EXPECT_EQ(partition_of(moved, partitions), partitions - 1);
      EXPECT_EQ(moved.with_low16(0), id.with_low16(0));
    }
  }
}

}  // namespace
}  // namespace souk
