#include "payment/domain/turnover.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <ranges>
#include <stdexcept>

namespace souk::payment {
namespace {

constexpr std::chrono::days most_days{366}, default_days{30};
constexpr std::size_t most_products = 100;

std::unexpected<Refusal> wrong_day(std::string name, std::string type, std::string msg) {
  return std::unexpected(not_valid({Fault{{std::move(name)}, std::move(type), std::move(msg)}}));
}

// Takes a number and the space after it.
std::int64_t take_counter(std::string_view& counters) {
  std::int64_t value = 0;
  const auto [rest, error] = std::from_chars(counters.data(), counters.data() + counters.size(), value);
  if (error != std::errc()) throw std::logic_error("a counter of the turnover is damaged");
  counters.remove_prefix(static_cast<std::size_t>(rest - counters.data()));
  if (counters.starts_with(' ')) counters.remove_prefix(1);
  return value;
}

template <class Shown>
void show(Shown& shown, const Takings& takings) {
  shown.captured = {takings.captured};
  shown.refunded = {takings.refunded};
  shown.net = {takings.net()};
}

void add(Refusals& sum, const Refusals& more) {
  for (const auto& [reason, count] : more) sum[reason] += count;
}

}  // namespace

Outcome<Days> Days::of(std::optional<describe::Date> from, std::optional<describe::Date> to, Day today) {
  const auto last = to ? to->day : today;
  const auto first = from ? from->day : last - (default_days - std::chrono::days(1));
  if (first > last) return wrong_day("from", "less_than_equal", "Input should not be after `to`");
  if (last - first >= most_days) return wrong_day("from", "too_long", "Input should be at most 365 days before `to`");
  return Days{first, last};
}

Takings& Takings::operator+=(const Takings& other) {
  captured = captured + other.captured;
  refunded = refunded + other.refunded;
  return *this;
}

void add_refusals(std::string_view counters, Refusals& refusals) {
  while (!counters.empty()) {
    const auto space = counters.find(' ');
    if (space == counters.npos) throw std::logic_error("a counter of refusals is damaged");
    auto& count = refusals[std::string(counters.substr(0, space))];
    counters.remove_prefix(space + 1);
    count += take_counter(counters);
  }
}

std::vector<RefusalCount> shown(const Refusals& refusals) {
  std::vector<RefusalCount> counts;
  for (const auto& [reason, count] : refusals) counts.push_back({reason, count});
  std::ranges::sort(counts, {}, [](const auto& one) { return std::pair(-one.count, one.reason); });
  return counts;
}

std::optional<std::int64_t> sell_through(std::int64_t sold, std::int64_t left) {
  if (sold + left == 0) return std::nullopt;
  return sold * 100 / (sold + left);
}

ProductTurnover turnover_of(Ulid product_id, Days days, const ProductTakings& product) {
  ProductTurnover turnover{.product_id = product_id,
                           .from = {days.first},
                           .to = {days.last},
                           .units = product.units,
                           .captured = {},
                           .refunded = {},
                           .net = {},
                           .refusals = shown(product.refusals)};
  show(turnover, product.takings);
  return turnover;
}

ProductTakings read_product(std::string_view counters) {
  ProductTakings product;
  product.units = take_counter(counters);
  product.takings.captured = Money::minor(take_counter(counters));
  product.takings.refunded = Money::minor(take_counter(counters));
  product.name = counters;
  return product;
}

Turnover turnover_of(Days days, const std::vector<DayTakings>& by_day, ByProduct by_product, std::optional<Day> since) {
  Turnover turnover;
  turnover.from = {days.first};
  turnover.to = {days.last};
  if (since) turnover.since = describe::Date{*since};
  Takings all;
  Refusals refusals;
  for (std::size_t i = 0; i < by_day.size(); ++i) {
    TurnoverDay day{.day = {days.first + std::chrono::days(i)},
                    .captured = {},
                    .refunded = {},
                    .net = {},
                    .orders = by_day[i].orders,
                    .refusals = shown(by_day[i].refusals)};
    show(day, by_day[i].takings);
    turnover.days.push_back(day);
    turnover.orders += by_day[i].orders;
    all += by_day[i].takings;
    add(refusals, by_day[i].refusals);
  }
  show(turnover, all);
  turnover.refusals = shown(refusals);

  std::vector<std::pair<Ulid, ProductTakings>> ranked(by_product.products.begin(), by_product.products.end());
  std::ranges::sort(ranked, std::greater(),
                    [](const auto& product) { return std::pair(product.second.takings.net(), product.first); });
  Takings others;
  for (auto& [id, product] : ranked) {
    if (turnover.products.size() < most_products) {
      TurnoverProduct shown{.product_id = id,
                            .name = std::move(product.name),
                            .units = product.units,
                            .captured = {},
                            .refunded = {},
                            .net = {},
                            .refusals = souk::payment::shown(product.refusals)};
      show(shown, product.takings);
      turnover.products.push_back(std::move(shown));
    } else {
      ++turnover.other_products.products;
      turnover.other_products.units += product.units;
      others += product.takings;
    }
  }
  show(turnover.other_products, others);
  turnover.unassigned_refunds = {by_product.unassigned.refunded};
  return turnover;
}

}  // namespace souk::payment
