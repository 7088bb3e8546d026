#include "inventory/store/products.hpp"

#include <algorithm>
#include <stdexcept>

#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

constexpr auto service = contracts::inventory;

// What a function said instead of a product.
std::unexpected<Refusal> refused(const redis::Reply& word, const Ulid& id) {
  if (word.text() == "product_not_found") return Products::not_found(id);
  if (word.text() == "version_mismatch") {
    return refuse(Code::version_mismatch, "Product " + id.text() + " has changed since it was read; read it again.");
  }
  return refuse(Code::stock_reserved,
                "The quantity of product " + id.text() + " cannot be less than what orders under way have reserved.");
}

// As the functions take them: "" or ",3,7,".
std::string expected_versions(const Expected& expected) {
  if (!expected.versions) return "";
  std::string text = ",";
  for (const auto& version : *expected.versions) text += std::to_string(version.value()) + ',';
  return text;
}

// "*" or ",3-90,7-88,".
std::string excluded_states(const Expected& expected) {
  if (expected.absent) return "*";
  std::string text = ",";
  for (const auto& [version, available] : expected.excluded) {
    text += std::to_string(version.value()) + '-' + std::to_string(available.value()) + ',';
  }
  return text;
}

}  // namespace

// What Redis holds was written by our own function, so a hash that does not read is a fault of ours.
Product Products::read(const redis::Reply& hash) {
  auto product = describe::from_fields<Product>(hash.pairs(), "product");
  if (product) return std::move(*product);
  throw std::logic_error("a product's hash is damaged: " + product.error().front().msg);
}

std::unexpected<Refusal> Products::not_found(const Ulid& id) {
  return refuse(Code::product_not_found, "There is no product " + id.text() + ".");
}

Products::Products(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

std::string Products::key(Partition p, std::string_view kind) const {
  return redis::key(service, p, kind);
}

std::string Products::key(const Ulid& id) const {
  return redis::key(service, partition(id), "product", id.text());
}

redis::Command Products::creation(const Ulid& id, const NewProduct& wanted) const {
  redis::Call call("create_product");
  call.key(key(id)).key(key(partition(id), "products")).key(key(partition(id), "product_changed"));
  call.arg("id").arg(id.text());
  for (const auto& [name, value] : describe::to_fields(wanted)) call.arg(name).arg(value);
  call.arg("available").arg(wanted.quantity.value());
  if (!wanted.description) call.arg("description").arg("");
  if (!wanted.image) call.arg("image").arg("");
  return call;
}

awaitable<Product> Products::create(NewProduct wanted) {
  co_return read(co_await redis_.call(creation(Ulid::next(), wanted)));
}

redis::Command Products::edition(const Ulid& id, const ProductChanges& changes, const Expected& expected) const {
  redis::Call call("edit_product");
  call.key(key(id)).key(key(partition(id), "product_changed"));
  call.arg(id.text()).arg(expected_versions(expected)).arg(excluded_states(expected));
  for (const auto& [name, value] : describe::to_fields(changes)) call.arg(name).arg(value);
  return call;
}

awaitable<Outcome<Product>> Products::edit(Ulid id, ProductChanges changes, Expected expected) {
  const auto reply = co_await redis_.call(edition(id, changes, expected));
  if (reply.kind() == redis::Reply::Kind::status) co_return refused(reply, id);
  co_return read(reply.array().at(1));
}

awaitable<std::vector<BatchResult>> Products::write(std::vector<BatchItem> items) {
  std::vector<redis::Command> writes;
  for (const auto& item : items) {
    writes.push_back(item.id ? edition(*item.id, item.as_changes(), {}) : creation(Ulid::next(), item.as_new()));
  }
  auto replies = co_await redis_.pipeline(std::move(writes));
  std::vector<BatchResult> results;
  for (std::size_t i = 0; i < items.size(); ++i) results.push_back(result(items[i], std::move(replies[i])));
  co_return results;
}

// An item that Redis could not serve (it is full, or about to stop) failed alone: the others may have been served.
BatchResult Products::result(const BatchItem& item, redis::Reply&& reply) const {
  const auto failed = [](const Refusal& why) {
    return BatchResult{BatchOutcome::failed, {}, std::string(word(why.code)), why.detail};
  };
  try {
    reply = redis::raise_if_error(std::move(reply));
  } catch (const Unavailable&) {
    return failed({Code::unavailable, "The database could not take this one: try it again in a moment."});
  }
  if (!item.id) return {BatchOutcome::created, read(reply), {}, {}};
  if (reply.kind() == redis::Reply::Kind::status) return failed(refused(reply, *item.id).error());
  const bool changed = reply.array().at(0).integer() > 0;
  return {changed ? BatchOutcome::updated : BatchOutcome::unchanged, read(reply.array().at(1)), {}, {}};
}

awaitable<std::vector<Product>> Products::find_all(std::vector<Ulid> ids) {
  std::vector<Product> products;
  if (ids.empty()) co_return products;
  std::vector<redis::Command> reads;
  for (const auto& id : ids) reads.push_back(redis::Command("HGETALL", key(id)));
  for (auto& reply : co_await redis_.pipeline(std::move(reads))) {
    const auto found = redis::raise_if_error(std::move(reply));
    if (!found.array().empty()) products.push_back(read(found));
  }
  co_return products;
}

awaitable<Outcome<void>> Products::remove(Ulid id, Expected expected) {
  redis::Call call("delete_product");
  call.key(key(id))
      .key(redis::key(service, partition(id), "reservations", id.text()))
      .key(key(partition(id), "products"))
      .key(key(partition(id), "product_changed"));
  call.arg(id.text()).arg(expected_versions(expected)).arg(excluded_states(expected));
  auto reply = co_await redis_.call(call);
  if (reply.text() != "deleted") co_return refused(reply, id);
  co_return Outcome<void>();
}

// Each partition's newest, merged: ULIDs sort by time.
awaitable<Page> Products::list(std::size_t limit, std::optional<Ulid> before) {
  const auto from = before ? "(" + before->text() : std::string("+");
  std::vector<redis::Command> looks;
  for (Partition p = 0; p < partitions_; ++p) {
    looks.push_back(redis::Command("ZREVRANGEBYLEX", key(p, "products"), from, "-", "LIMIT", 0, limit + 1));
  }
  for (Partition p = 0; p < partitions_; ++p) looks.push_back(redis::Command("ZCARD", key(p, "products")));
  Page page;
  std::vector<Ulid> ids;
  for (auto& reply : co_await redis_.pipeline(std::move(looks))) {
    const auto found = redis::raise_if_error(std::move(reply));
    if (found.kind() == redis::Reply::Kind::integer) {
      page.total += static_cast<std::size_t>(found.integer());
    } else {
      for (const auto& id : found.array()) ids.push_back(Ulid::parse(id.text()).value());
    }
  }
  std::ranges::sort(ids, std::greater());
  if (ids.size() > limit) {
    ids.resize(limit);
    page.next = ids.back();
  }
  page.products = co_await find_all(std::move(ids));  // without those that were deleted meanwhile
  co_return page;
}

}  // namespace souk::inventory
