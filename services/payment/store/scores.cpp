#include "payment/store/scores.hpp"

#include <charconv>
#include <cstdint>

namespace souk::payment {

Timestamp time_of_score(std::string_view score) {
  std::int64_t time = 0;
  std::from_chars(score.data(), score.data() + score.size(), time);
  return Timestamp(Milliseconds(time));
}

redis::Command first_entry(std::string_view key) {
  return redis::Command("ZRANGE", key, 0, 0, "WITHSCORES");
}

std::optional<Timestamp> first_time(const redis::Reply& entry) {
  if (entry.array().size() < 2) return std::nullopt;
  return time_of_score(entry.array()[1].text());
}

}  // namespace souk::payment
