#include "inventory/search/product_search.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"
#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

using boost::asio::as_tuple;
using boost::asio::use_awaitable;

// Products read and indexed in one turn of the event loop: a few milliseconds at most.
constexpr std::size_t chunk = 50;
constexpr Milliseconds after_failure{500};

std::vector<std::string> streams(unsigned partitions) {
  std::vector<std::string> keys;
  for (Partition p = 0; p < partitions; ++p) {
    keys.push_back(redis::key("inventory", p, contracts::ProductChanged::stream));
  }
  return keys;
}

redis::Command read_what_is_searched(const Ulid& id, unsigned partitions) {
  return redis::Command("HMGET", redis::key("inventory", partition_of(id, partitions), "product", id.text()), "name",
                        "description", "price", "available", "sku", "state", "group", "options", "images");
}

std::string text_in(const redis::Reply& field) {
  return field.is_nil() ? std::string() : field.text();
}

// Of the fields that were read of a product; "": it belongs to none.
std::string group_in(const std::vector<redis::Reply>& fields) {
  return text_in(fields[6]);
}

}  // namespace

ProductSearch::ProductSearch(boost::asio::any_io_executor executor, redis::Client& redis,
                             redis::TrackingClient& changes, unsigned partitions)
    : redis_(redis),
      changes_(changes),
      partitions_(partitions),
      tail_(changes, executor, streams(partitions),
            {.entry =
                 [this](const events::Fields& fields) {
                   if (auto event = events::read_event<contracts::ProductChanged>(fields)) changed(event->id);
                 },
             .following = [this](bool complete) { following(complete); }}),
      work_(executor, SteadyClock::time_point::max()),
      progress_(executor, SteadyClock::time_point::max()) {}

void ProductSearch::stop() {
  stopping_ = true;
  tail_.stop();
  work_.cancel();
  progressed();
}

void ProductSearch::changed(const Ulid& id) {
  changed_.insert(id);
  ++reported_;
  work_.cancel();
}

// A new follower missed earlier changes, so rebuild everything. Changes during the rebuild arrive as events.
void ProductSearch::following(bool complete) {
  following_ = complete;
  complete_ = false;
  ++times_followed_;
  work_.cancel();
  progressed();
}

void ProductSearch::progressed() {
  progress_.cancel();
}

awaitable<void> ProductSearch::wait_for_work(SteadyClock::time_point until) {
  work_.expires_at(until);
  co_await work_.async_wait(as_tuple(use_awaitable));
}

awaitable<void> ProductSearch::run() {
  while (!stopping_) {
    bool failed = false;
    try {
      co_await work();
    } catch (const std::exception& failure) {
      // Redis is down or holds invalid data. The rest of the API keeps running.
      log::warn("search interrupted", {{"why", failure.what()}});
      failed = true;
    }
    if (!failed) continue;
    complete_ = false;  // some products were not read
    progressed();
    if (!stopping_) co_await wait_for_work(SteadyClock::now() + after_failure);
  }
}

awaitable<void> ProductSearch::work() {
  if (following_ && !complete_) {
    co_await rebuild();
  } else if (complete_ && !changed_.empty()) {
    co_await catch_up();
  } else {
    co_await wait_for_work(SteadyClock::time_point::max());
  }
}

// First reads the known products again, which removes deleted ones, then those that Redis lists and the index lacks.
awaitable<void> ProductSearch::rebuild() {
  const auto started = SteadyClock::now();
  const auto time = times_followed_;
  const auto reported = reported_;
  changed_.clear();
  index_.reserve(co_await count_listed());
  co_await refresh_all(index_.ids());
  for (Partition p = 0; p < partitions_; ++p) {
    for (const std::string kind : {"products", "drafts"}) {
      for (std::string from = "-";;) {
        auto ids = co_await listed(redis::key("inventory", p, kind), from);
        if (ids.empty()) break;
        from = "(" + ids.back().text();
        std::erase_if(ids, [this](const Ulid& id) { return index_.contains(id); });
        if (!ids.empty()) co_await refresh(std::move(ids));
        if (stopping_ || time != times_followed_) co_return;
      }
    }
  }
  if (stopping_ || time != times_followed_) co_return;
  complete_ = was_complete_ = true;
  applied_ = reported;
  const auto took = std::chrono::duration_cast<Milliseconds>(SteadyClock::now() - started);
  log::info("search complete", {{"products", std::to_string(size())}, {"took_ms", std::to_string(took.count())}});
}

awaitable<void> ProductSearch::catch_up() {
  const auto reported = reported_;
  const auto ids = std::exchange(changed_, {});
  co_await refresh_all({ids.begin(), ids.end()});
  applied_ = reported;
  progressed();
}

awaitable<std::size_t> ProductSearch::count_listed() {
  std::vector<redis::Command> counts;
  for (Partition p = 0; p < partitions_; ++p) {
    for (const auto* kind : {"products", "drafts"}) {
      counts.push_back(redis::Command("ZCARD", redis::key("inventory", p, kind)));
    }
  }
  std::int64_t total = 0;
  for (auto& reply : co_await redis_.pipeline(std::move(counts))) {
    total += redis::raise_if_error(std::move(reply)).integer();
  }
  co_return static_cast<std::size_t>(total);
}

awaitable<std::vector<Ulid>> ProductSearch::listed(std::string key, std::string from) {
  const auto reply = co_await redis_.call(redis::Command("ZRANGEBYLEX", key, from, "+", "LIMIT", 0, chunk));
  std::vector<Ulid> ids;
  for (const auto& id : reply.array()) ids.push_back(Ulid::parse(id.text()).value());
  co_return ids;
}

awaitable<void> ProductSearch::refresh_all(std::vector<Ulid> ids) {
  for (std::size_t from = 0; from < ids.size() && !stopping_; from += chunk) {
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(from);
    co_await refresh({begin, begin + static_cast<std::ptrdiff_t>(std::min(chunk, ids.size() - from))});
  }
}

// Replies have the order of their reads, so the last of several reads of one product is the newest.
awaitable<void> ProductSearch::refresh(std::vector<Ulid> ids) {
  std::vector<redis::Command> reads;
  for (const auto& id : ids) reads.push_back(read_what_is_searched(id, partitions_));
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (auto& reply : replies) reply = redis::raise_if_error(std::move(reply));
  auto texts = co_await texts_of_groups(replies);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto& fields = replies[i].array();
    if (fields[0].is_nil()) {
      index_.remove(ids[i]);
      matches_.remove(ids[i]);
    } else {
      put(ids[i], fields, texts[group_in(fields)]);
    }
  }
}

awaitable<std::unordered_map<std::string, std::string>> ProductSearch::texts_of_groups(
    const std::vector<redis::Reply>& products) {
  std::unordered_map<std::string, std::string> texts;
  for (const auto& product : products) {
    if (const auto group = group_in(product.array()); !group.empty()) texts[group];
  }
  if (texts.empty()) co_return texts;
  std::vector<redis::Command> reads;
  for (const auto& [group, ignored] : texts) {
    const auto p = partition_of(GroupId::parse(group).value(), partitions_);
    reads.push_back(redis::Command("HMGET", redis::key("inventory", p, "group", group), "name", "description"));
  }
  auto replies = co_await redis_.pipeline(std::move(reads));
  auto next = replies.begin();
  for (auto& [group, text] : texts) {
    const auto reply = redis::raise_if_error(std::move(*next++));
    text = text_in(reply.array()[0]) + '\n' + text_in(reply.array()[1]);
  }
  co_return texts;
}

// The sku and what the group says are searched together with the description.
void ProductSearch::put(const Ulid& id, const std::vector<redis::Reply>& fields, const std::string& text_of_group) {
  const auto& name = fields[0].text();
  const auto sku = text_in(fields[4]), group = group_in(fields), options = text_in(fields[7]);
  auto text = sku.empty() ? fields[1].text() : sku + '\n' + fields[1].text();
  if (!text_of_group.empty()) text += '\n' + text_of_group;
  index_.put({.id = id,
              .name = name,
              .description = text,
              .price = fields[2].integer(),
              .in_stock = fields[3].integer() > 0,
              .is_draft = text_in(fields[5]) == "draft",
              .group = group,
              .options = options,
              .is_pictured = !text_in(fields[8]).empty()});
  matches_.put(id, sku, name);
}

// Waits until the index has every change from before this call, not later ones.
awaitable<Outcome<void>> ProductSearch::caught_up() {
  const auto reported = reported_;
  while (complete_ && applied_ < reported && !stopping_) co_await progress_.async_wait(as_tuple(use_awaitable));
  if (!complete_) co_return refuse(unavailable, "The search index is not complete yet: try again in a moment.");
  co_return Outcome<void>();
}

// As caught_up(), but while a primary of several is away, what the index had is better than nothing.
awaitable<Outcome<void>> ProductSearch::usable() {
  auto ready = co_await caught_up();
  if (shows_what_it_had()) co_return Outcome<void>();
  co_return ready;
}

bool ProductSearch::shows_what_it_had() const {
  const bool is_away = !redis_.connected() || !changes_.connected();  // as soon as one client has noticed
  return !complete_ && was_complete_ && is_away && redis_.nodes().size() > 1 && redis_.connected_to_any();
}

awaitable<Outcome<SearchHits>> ProductSearch::search(SearchQuery query, std::size_t limit,
                                                     std::optional<SearchPlace> after) {
  if (auto ready = co_await usable(); !ready) co_return std::unexpected(std::move(ready.error()));
  co_return index_.search(query, limit, after);
}

awaitable<Outcome<std::vector<std::string>>> ProductSearch::suggestions(std::string text) {
  if (auto ready = co_await usable(); !ready) co_return std::unexpected(std::move(ready.error()));
  co_return index_.suggestions(text);
}

awaitable<Outcome<const ProductMatches*>> ProductSearch::matches() {
  if (auto ready = co_await caught_up(); !ready) co_return std::unexpected(std::move(ready.error()));
  co_return &matches_;
}

awaitable<Outcome<std::vector<Variant>>> ProductSearch::variants(GroupId group) {
  if (auto ready = co_await usable(); !ready) co_return std::unexpected(std::move(ready.error()));
  std::vector<Variant> variants;
  for (const auto& member : index_.variants().of(group.text())) {
    variants.push_back({member.product, describe::Scalar<ProductOptions>::from_text(member.options).value()});
  }
  co_return variants;
}

std::vector<std::string> ProductSearch::problems() const {
  if (complete_ || shows_what_it_had()) return {};
  return {"the search index is not complete: " + std::to_string(size()) + " products so far"};
}

}  // namespace souk::inventory
