#include "payment/store/customer_index.hpp"

#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

#include "contracts/events.hpp"
#include "payment/store/change.hpp"
#include "redis/keys.hpp"
#include "text/fold.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t secret_size = 32;
constexpr std::size_t most_words = 8;       // of a name
constexpr std::size_t most_matches = 1000;  // of one word of a name

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) (text += digits[byte >> 4]) += digits[byte & 15];
  return text;
}

std::string new_secret() {
  std::array<unsigned char, secret_size> bytes{};
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) throw std::runtime_error("no random bytes");
  return hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string folded(std::string_view text) {
  std::string out;
  for (const auto point : text::search_fold(text)) text::append_utf8(point, out);
  return out;
}

// The words of a name, folded, each once.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  for (const auto point : text::search_fold(name) + U' ') {
    const bool separates = point <= U' ' || std::u32string_view(U".,'-\u00a0\u3000").contains(point);
    if (!separates) {
      text::append_utf8(point, word);
      continue;
    }
    const bool is_new = !word.empty() && std::ranges::find(words, word) == words.end();
    if (is_new && words.size() < most_words) words.push_back(word);
    word.clear();
  }
  return words;
}

std::string term_of(const OrderNumber& number) {
  return "number:" + number.text;
}
std::string term_of(const Email& email) {
  return "email:" + folded(email.value);
}
std::string term_of_name(std::string_view word) {
  return "name:" + std::string(word);
}

}  // namespace

awaitable<std::vector<TermDigest>> CustomerIndex::digests_of(Ulid pk, const Customer& customer) {
  std::vector<TermDigest> digests;
  digests.push_back(co_await digest_of(term_of(number_of(pk))));
  digests.push_back(co_await digest_of(term_of(customer.email)));
  for (const auto& word : words_of(customer.name.value())) {
    digests.push_back(co_await digest_of(term_of_name(word)));
  }
  co_return digests;
}

awaitable<std::vector<Ulid>> CustomerIndex::with_number(const OrderNumber& number, std::size_t limit) {
  return find(term_of(number), limit);
}

awaitable<std::vector<Ulid>> CustomerIndex::with_email(const Email& email, std::size_t limit) {
  return find(term_of(email), limit);
}

// The orders that have all words.
awaitable<std::vector<Ulid>> CustomerIndex::with_name(std::string_view name, std::size_t limit) {
  std::vector<Ulid> found;
  bool first = true;
  for (const auto& word : words_of(name)) {
    const auto with_word = co_await find(term_of_name(word), most_matches);
    if (std::exchange(first, false)) {
      found = with_word;
    } else {
      std::erase_if(found, [&](const Ulid& pk) { return !std::ranges::binary_search(with_word, pk, std::greater{}); });
    }
  }
  if (found.size() > limit) found.resize(limit);
  co_return found;
}

awaitable<std::vector<Ulid>> CustomerIndex::pks_of(CustomerId buyer, std::size_t limit) {
  return find(digest_of(buyer), limit);
}

awaitable<std::vector<Ulid>> CustomerIndex::find(std::string term, std::size_t limit) {
  co_return co_await find(co_await digest_of(std::string_view(term)), limit);
}

awaitable<std::vector<Ulid>> CustomerIndex::find(TermDigest digest, std::size_t limit) {
  const auto key = redis::key(contracts::payment, partition_of(digest, partitions_), "customers", digest.value());
  const auto reply = co_await redis_.call(redis::Command("ZREVRANGE", key, 0, static_cast<std::int64_t>(limit) - 1));
  std::vector<Ulid> pks;
  for (const auto& pk : reply.array()) pks.push_back(Ulid::parse(pk.text()).value());
  co_return pks;
}

// The first 128 bits of HMAC-SHA-256.
awaitable<TermDigest> CustomerIndex::digest_of(std::string_view term) {
  if (secret_.empty()) co_await load_secret();
  std::array<unsigned char, EVP_MAX_MD_SIZE> whole{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
       reinterpret_cast<const unsigned char*>(term.data()), term.size(), whole.data(), &size);
  co_return TermDigest(hex({reinterpret_cast<const char*>(whole.data()), 16}));
}

awaitable<void> CustomerIndex::load_secret() {
  const auto at = redis::key(contracts::payment, Partition{0}, "customers:secret");
  auto replies = co_await redis_.pipeline({change("SET", at, new_secret(), "NX"), redis::Command("GET", at)});
  const auto known = redis::raise_if_error(std::move(replies[1]));
  if (known.is_nil()) redis::raise_if_error(std::move(replies[0]));  // it could not be written
  secret_ = known.text();
}

}  // namespace souk::payment
