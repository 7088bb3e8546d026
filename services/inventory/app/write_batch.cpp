#include "inventory/app/batch_plan.hpp"
#include "inventory/app/product_writer.hpp"

namespace souk::inventory {
namespace {

std::vector<Candidates> candidates_of(const std::vector<BatchItem>& items, const ProductMatches& matches) {
  std::vector<Candidates> all(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].sku) all[i].by_sku = matches.by_sku(items[i].sku->value());
    if (items[i].name) all[i].by_name = matches.by_name(items[i].name->value());
  }
  return all;
}

std::vector<Ulid> products_in(const std::vector<BatchItem>& items, const std::vector<Candidates>& candidates) {
  std::vector<Ulid> ids;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].id) ids.push_back(*items[i].id);
    ids.insert(ids.end(), candidates[i].by_sku.begin(), candidates[i].by_sku.end());
    ids.insert(ids.end(), candidates[i].by_name.begin(), candidates[i].by_name.end());
  }
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  return ids;
}

std::vector<Write> writes_of(const std::vector<Step>& steps) {
  std::vector<Write> writes;
  for (const auto& step : steps) {
    if (const auto* write = std::get_if<Write>(&step.todo)) writes.push_back(*write);
  }
  return writes;
}

}  // namespace

awaitable<Outcome<BatchResults>> ProductWriter::write_batch(std::vector<BatchItem> items,
                                                            std::vector<NeededGroup> needed, Mode mode, Cause cause) {
  const auto matches = co_await search_.matches();
  if (!matches) co_return std::unexpected(matches.error());
  const auto candidates = candidates_of(items, **matches);
  const auto known = co_await products_.identities(products_in(items, candidates));
  auto steps = plan_batch(items, candidates, known);
  auto variants = co_await rules(groups_of(steps, known), std::move(needed), mode);
  if (!variants) co_return std::unexpected(std::move(variants.error()));
  check_variants(steps, known, *variants);
  auto written = co_await products_.write(writes_of(steps), mode, std::move(cause));

  BatchResults answer;
  auto next = written.begin();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (auto* decided = std::get_if<BatchResult>(&steps[i].todo)) {
      decided->key = std::move(steps[i].key);
      answer.results.push_back(std::move(*decided));
    } else {
      answer.results.push_back(result_of(items[i], steps[i], std::move(*next++)));
    }
  }
  if (mode == Mode::write) changed(answer);
  co_return answer;
}

}  // namespace souk::inventory
