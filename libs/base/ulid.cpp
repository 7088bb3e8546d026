#include "base/ulid.hpp"

#include <pthread.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace souk {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::uint64_t latest_time = (std::uint64_t{1} << 48) - 1;  // the year 10889

// Two characters for each ten bits.
consteval auto all_pairs() {
  std::array<std::array<char, 2>, 1024> pairs;
  for (std::size_t bits = 0; bits < pairs.size(); ++bits) pairs[bits] = {alphabet[bits >> 5], alphabet[bits & 31]};
  return pairs;
}

consteval auto values_of_characters() {
  std::array<std::int8_t, 256> values;
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    const auto upper = static_cast<unsigned char>(alphabet[i]);
    values[upper] = static_cast<std::int8_t>(i);
    if (upper >= 'A') values[upper + ('a' - 'A')] = static_cast<std::int8_t>(i);
  }
  return values;
}

// Random bits from the kernel, fetched a kilobyte at a time: one system call for each id would cost more than all the
// rest.
class Entropy {
 public:
  std::uint64_t next() {
    if (used_ == bits_.size()) refill();
    return bits_[used_++];
  }
  void forget() { used_ = bits_.size(); }

 private:
  void refill() {
    auto at = reinterpret_cast<char*>(bits_.data());
    for (auto left = sizeof bits_; left > 0;) {
      const auto got = ::getrandom(at, left, 0);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw std::system_error(errno, std::generic_category(), "getrandom");
      at += got;
      left -= static_cast<std::size_t>(got);
    }
    used_ = 0;
  }

  std::array<std::uint64_t, 128> bits_{};
  std::size_t used_ = bits_.size();
};

// The last id made. A child of fork() must not repeat its parent's ids, so it drops the random bits that it inherited.
struct Source {
  Entropy entropy;
  std::uint64_t millisecond = 0;
  std::uint64_t upper = 0;  // the upper 64 of the 80 random bits

  Source() {
    ::pthread_atfork(nullptr, nullptr, [] { source().forget(); });
  }
  void forget() {
    entropy.forget();
    upper = entropy.next();
    ++millisecond;
  }
  static Source& source() {
    static Source only;
    return only;
  }
};

}  // namespace

Ulid Ulid::next(Timestamp now) {
  static_assert(sizeof(Ulid) == 16);
  auto& source = Source::source();
  const auto wanted =
      static_cast<std::uint64_t>(std::clamp<std::int64_t>(now.time_since_epoch().count(), 0, latest_time));
  const auto random = source.entropy.next();
  if (wanted > source.millisecond) {
    source.millisecond = wanted;
    source.upper = source.entropy.next();
  } else {
    // A random step, so that nobody can guess the next id from this one. When the 64 bits overflow, the next
    // millisecond begins early.
    const auto before = source.upper;
    source.upper += (random >> 32) + 1;
    if (source.upper < before) ++source.millisecond;
  }
  const auto low = (source.upper << 16) | (random & 0xffff);
  return Ulid((source.millisecond << 16) | (source.upper >> 48), low);
}

std::optional<Ulid> Ulid::parse(std::string_view text) {
  static constexpr auto values = values_of_characters();
  if (text.size() != length || text.front() > '7') return {};
  std::uint64_t high = 0, low = 0;
  for (char character : text) {
    const auto value = values[static_cast<unsigned char>(character)];
    if (value < 0) return {};
    high = (high << 5) | (low >> 59);
    low = (low << 5) | static_cast<std::uint64_t>(value);
  }
  return Ulid(high, low);
}

std::string Ulid::text() const {
  std::string out;
  append_to(out);
  return out;
}

void Ulid::append_to(std::string& out) const {
  static constexpr auto pairs = all_pairs();
  char characters[length];
  auto high = high_, low = low_;
  for (auto i = length; i > 0; i -= 2) {
    std::ranges::copy(pairs[low & 1023], characters + i - 2);
    low = (low >> 10) | (high << 54);
    high >>= 10;
  }
  out.append(characters, length);
}

Timestamp Ulid::time() const {
  return Timestamp{Milliseconds{static_cast<std::int64_t>(high_ >> 16)}};
}

}  // namespace souk
