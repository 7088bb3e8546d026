// Prints what the search costs, for docs/decisions/0007. Only a release build on an idle machine gives useful figures:
// SOUK_SEARCH_PRODUCTS=100000 build/release/bin/integration_inventory --gtest_filter='SearchFigures*'
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>

#include "inventory/searching_process.hpp"
#include "open_partitions.hpp"
#include "text/fold.hpp"

namespace souk::inventory {
namespace {

int count() {
  const char* asked = std::getenv("SOUK_SEARCH_PRODUCTS");
  return asked ? std::max(100, std::atoi(asked) / 100 * 100) : 2'000;
}
constexpr unsigned partitions = 16;

double cpu_ms() {
  return static_cast<double>(std::clock()) * 1e3 / CLOCKS_PER_SEC;
}

double resident_mb() {
  std::ifstream statm("/proc/self/statm");
  double all = 0, resident = 0;
  statm >> all >> resident;
  return resident * 4096 / 1e6;
}

// Words with the frequencies of a language: the n-th most frequent one has a frequency of 1/n.
class Words {
 public:
  explicit Words(bool in_han) : gap_(in_han ? "" : " ") {
    std::vector<double> weights;
    for (int n = 1; n <= 20'000; ++n) {
      words.push_back(in_han ? han_word() : latin_word());
      weights.push_back(1.0 / n);
    }
    pick_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  }
  std::string text(int length) {
    std::string text;
    for (int i = 0; i < length; ++i) (text += i ? gap_ : "") += words[pick_(random_)];
    return text;
  }
  std::int64_t number(std::int64_t below) { return static_cast<std::int64_t>(random_()) % below; }

  std::vector<std::string> words;  // the most frequent first

 private:
  std::string latin_word() {
    const std::string_view sounds[] = {"aeiou", "bcdfghklmnprst"};
    std::string word;
    const auto length = 3 + random_() % 7;
    for (std::size_t i = 0; i < length; ++i) word += sounds[(i + 1) % 2][random_() % sounds[(i + 1) % 2].size()];
    return word;
  }
  std::string han_word() {
    std::string word;
    for (auto length = 1 + random_() % 3; length > 0; --length) text::append_utf8(0x4e00 + random_() % 3000, word);
    return word;
  }

  std::string gap_;
  std::mt19937 random_{1};
  std::discrete_distribution<std::size_t> pick_;
};

struct Catalogue {
  bool in_han;
  int words_of_a_name, words_of_a_description;
};

struct SearchFigures : ::testing::Test {
  testing::RedisServer server{"appendonly no"};
  boost::asio::io_context io{1};

  static awaitable<void> create_100(Products& products, Words& words, const Catalogue& catalogue) {
    std::vector<Write> lamps;
    for (int i = 0; i < 100; ++i) {
      lamps.push_back(NewProduct{ProductName(words.text(catalogue.words_of_a_name)),
                                 Price(Money::minor(words.number(100'000))),
                                 Stock(words.number(5)),
                                 Description(words.text(catalogue.words_of_a_description)),
                                 {}});
    }
    co_await products.write(std::move(lamps));
  }

  // The most costly page of a query: the first, one in the middle, or the last.
  awaitable<double> cost(ProductSearch& search, SearchQuery query, std::size_t& total) {
    double most = 0;
    std::optional<SearchPlace> place;
    for (int page = 0; page < 3; ++page) {
      const auto before = cpu_ms();
      const auto hits = (co_await search.search(query, 100, place)).value();
      most = std::max(most, cpu_ms() - before);
      total = hits.total;
      if (!hits.next) break;
      place = hits.next;
    }
    co_return most;
  }

  static std::vector<std::string> questions(const Words& words) {
    const auto& common = words.words.front();
    std::string letters, consonants, many;
    for (char c = 'a'; c <= 'z'; ++c) letters += std::string(letters.empty() ? "" : " ") + c;
    for (const char c : std::string_view("bcdfghklmnprst"))
      consonants += std::string(consonants.empty() ? "" : " ") + c;
    for (std::size_t i = 0; i < 30; ++i) many += words.words[i] + (i % 2 ? " " : "");
    return {common,
            common.substr(0, 1),
            common.substr(0, 2),
            "b c",
            "b c d f",
            letters,
            consonants,
            common + " " + words.words[1],
            common + words.words[1],
            many,
            words.words[5000],
            words.words[5000] + words.words[5001],
            "zzz",
            "*"};
  }

  awaitable<void> print_costs(ProductSearch& search, const Words& words) {
    for (const auto& text : questions(words)) {
      std::printf("  q=%-20.20s", text.c_str());
      std::size_t total = 0;
      for (int order = 0; order < 6; ++order) {
        std::printf(" %6.2f", co_await cost(search, {text, {}, static_cast<SearchOrder>(order)}, total));
      }
      std::printf("   of %zu\n", total);
    }
    std::printf("  all %-17s", "");
    std::size_t total = 0;
    for (int order = 1; order < 6; ++order) {
      std::printf(" %6.2f", co_await cost(search, {{}, true, static_cast<SearchOrder>(order)}, total));
    }
    std::printf("   of %zu in stock\n", total);
    const auto before = cpu_ms();
    const auto other = co_await search.suggestions("x" + words.words[0] + "x " + words.words[5000] + "xx");
    std::printf("%zu suggestions in %.2f ms\n", other->size(), cpu_ms() - before);
  }

  void print(const Catalogue& catalogue);
};

void SearchFigures::print(const Catalogue& catalogue) {
  redis::Client client(io.get_executor(), [&] {
    auto options = redis::options_for(server);
    options.library = library();
    options.demands = testing::opening("inventory", partitions);
    return options;
  }());
  Products products(client, partitions);
  Words words(catalogue.in_han);
  for (int made = 0; made < count(); made += 100)
    redis::run(io, [&] { return create_100(products, words, catalogue); });

  const auto memory = resident_mb(), started = cpu_ms();
  const auto clock = SteadyClock::now();
  AProcess process(io, server, partitions);
  std::vector<double> turns;
  const auto patience = clock + std::chrono::minutes(10);
  while (!process.search.complete() && SteadyClock::now() < patience) {
    const auto before = cpu_ms();
    io.run_one_until(patience);
    turns.push_back(cpu_ms() - before);
  }
  EXPECT_EQ(process.search.size(), static_cast<std::size_t>(count()));
  std::ranges::sort(turns, std::greater());
  std::printf("%d products: complete in %.0f ms (%.0f ms of CPU), %.0f MB\n", count(),
              std::chrono::duration<double, std::milli>(SteadyClock::now() - clock).count(), cpu_ms() - started,
              resident_mb() - memory);
  std::printf("turns of the loop in CPU ms: %zu, the longest %.1f, the tenth %.1f, the hundredth %.1f\n", turns.size(),
              turns.at(0), turns.at(std::min<std::size_t>(9, turns.size() - 1)),
              turns.at(std::min<std::size_t>(99, turns.size() - 1)));
  std::printf("CPU ms of the most costly page of 100, by relevance, newest, price, -price, name, -name\n");
  redis::run(io, [&] { return print_costs(process.search, words); });
  redis::run(io, [&] { return process.end(); });
}

TEST_F(SearchFigures, of_a_large_shop) {
  print({.in_han = false, .words_of_a_name = 4, .words_of_a_description = 25});
}

TEST_F(SearchFigures, of_a_shop_with_long_texts) {
  print({.in_han = false, .words_of_a_name = 4, .words_of_a_description = 300});
}

TEST_F(SearchFigures, of_a_shop_in_a_script_without_spaces) {
  print({.in_han = true, .words_of_a_name = 5, .words_of_a_description = 60});
}

}  // namespace
}  // namespace souk::inventory
