#include "inventory/store/products.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "inventory/domain/refusals.hpp"
#include "inventory/store/product_calls.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {

std::unexpected<Refusal> refused(std::string_view word, const Ulid& id) {
  if (word == "product_not_found") return Products::not_found(id);
  if (word == "ends_too_early") return std::unexpected(not_valid(end_fault()));
  if (word == "limit_is_apart") return std::unexpected(not_valid(limit_fault()));
  if (word == "version_mismatch") {
    return refuse(version_mismatch, "Product " + id.text() + " has changed since it was read: read it again.");
  }
  return refuse(stock_reserved, "The quantity of product " + id.text() +
                                    " cannot be less than the units that open orders have reserved.");
}

namespace {

constexpr auto service = contracts::inventory;

ProductField field(const redis::Reply& name) {
  return describe::Scalar<ProductField>::from_text(name.text()).value();
}

std::string text_in(const redis::Reply& field) {
  return field.is_nil() ? std::string() : field.text();
}

template <class T>
T read_field(const redis::Reply& field) {
  return describe::Scalar<T>::from_text(text_in(field)).value();
}

// Reads the reply of edit_product.
Written written(const redis::Reply& reply, const Ulid& id) {
  const auto& parts = reply.array();
  Written result;
  if (const auto& word = parts.at(0).text(); !word.empty()) result.refusal = refused(word, id).error();
  for (const auto& name : parts.at(1).array()) result.changed.push_back(field(name));
  if (!parts.at(2).array().empty()) result.product = Products::read(parts.at(2));
  return result;
}

// If Redis could not serve one write (it is full, or stopping), only this one failed: others may have been served.
Written written(const Write& write, redis::Reply&& reply) {
  try {
    reply = redis::raise_if_error(std::move(reply));
  } catch (const Unavailable&) {
    return {.refusal = Refusal{unavailable, "The database could not write this item: try it again in a moment."}};
  }
  if (const auto* edit = std::get_if<Edit>(&write)) return written(reply, edit->id);
  return {.product = Products::read(reply)};
}

}  // namespace

std::string expected_versions(const Expected& expected) {
  if (!expected.versions) return "";
  std::string text = ",";
  for (const auto& version : *expected.versions) text += std::to_string(version.value()) + ',';
  return text;
}

std::string excluded_states(const Expected& expected) {
  if (expected.absent) return "*";
  std::string text = ",";
  for (const auto& [version, available] : expected.excluded) {
    text += std::to_string(version.value()) + '-' + std::to_string(available.value()) + ',';
  }
  return text;
}

// Redis holds what our own function wrote, so an unreadable hash is our bug.
Product Products::read(const redis::Reply& hash) {
  // What a hash need not have, before what it has: of two fields with the same name the last one counts.
  describe::Fields fields = {{"sku", ""},          {"state", "active"},     {"sale_starts_at", ""},
                             {"sale_ends_at", ""}, {"limit_per_order", ""}, {"limit_per_customer", ""},
                             {"images", ""},       {"group", ""},           {"options", ""}};
  std::ranges::move(hash.pairs(), std::back_inserter(fields));
  auto product = describe::from_fields<Product>(fields, "product");
  if (product) return std::move(*product);
  throw std::logic_error("a product's hash is damaged: " + product.error().front().msg);
}

std::unexpected<Refusal> Products::not_found(const Ulid& id) {
  return refuse(product_not_found, "There is no product " + id.text() + ".");
}

Products::Products(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

std::string Products::key(Partition p, std::string_view kind) const {
  return redis::key(service, p, kind);
}

std::string Products::key(const Ulid& id) const {
  return redis::key(service, partition(id), "product", id.text());
}

std::string Products::ledger_key(const Ulid& id) const {
  return redis::key(service, partition(id), "ledger", id.text());
}

// The variants of a group lie in one partition, so that a limit can count over all of them in one step.
Ulid Products::new_id(const NewProduct& wanted) const {
  const auto id = Ulid::next();
  if (!wanted.group || !wanted.group->value) return id;
  return in_partition(id, partition_of(*wanted.group->value, partitions_), partitions_);
}

// Whether the group that an edit sets has its own variants in another partition.
std::string Products::apart(const Ulid& id, const ProductChanges& changes) const {
  if (!changes.group) return "";
  const auto& group = changes.group->value;
  return group && partition_of(*group, partitions_) != partition(id) ? "1" : "0";
}

redis::Command Products::create_command(const Ulid& id, const NewProduct& wanted, LedgerKind kind,
                                        const Cause& cause) const {
  redis::Call call("create_product");
  call.key(key(id)).key(key(partition(id), "products")).key(key(partition(id), "drafts"));
  call.key(key(partition(id), "product_changed")).key(ledger_key(id));
  call.arg(describe::Scalar<LedgerKind>::text(kind)).arg(cause.reason).arg(cause.who).arg(id.text());
  for (const auto& [name, value] : describe::to_fields(wanted)) call.arg(name).arg(value);
  call.arg("available").arg(wanted.quantity.value());
  if (!wanted.description) call.arg("description").arg("");
  if (!wanted.image) call.arg("image").arg("");
  if (!wanted.sku) call.arg("sku").arg("");
  return call;
}

awaitable<Product> Products::create(NewProduct wanted, Cause cause) {
  co_return read(co_await redis_.call(create_command(new_id(wanted), wanted, LedgerKind::created, cause)));
}

redis::Command Products::edit_command(const Ulid& id, const ProductChanges& changes, const Expected& expected,
                                      Mode mode, LedgerKind kind, const Cause& cause) const {
  redis::Call call("edit_product");
  call.key(key(id)).key(key(partition(id), "products")).key(key(partition(id), "drafts"));
  call.key(key(partition(id), "product_changed")).key(ledger_key(id));
  call.arg(id.text()).arg(mode == Mode::write ? "write" : "preview");
  call.arg(expected_versions(expected)).arg(excluded_states(expected));
  call.arg(expected.quantity ? std::to_string(expected.quantity->value()) : "");
  call.arg(describe::Scalar<LedgerKind>::text(kind)).arg(cause.reason).arg(cause.who).arg(apart(id, changes));
  for (const auto& [name, value] : describe::to_fields(changes)) call.arg(name).arg(value);
  return call;
}

awaitable<Outcome<Product>> Products::edit(Ulid id, ProductChanges changes, Expected expected, Cause cause) {
  const auto command = edit_command(id, changes, expected, Mode::write, LedgerKind::edited, cause);
  auto edited = written(co_await redis_.call(command), id);
  if (edited.refusal) co_return std::unexpected(std::move(*edited.refusal));
  co_return std::move(*edited.product);
}

// Nothing for the preview of a new product, which needs no call.
std::optional<redis::Command> Products::command(const Write& write, Mode mode, const Cause& cause) const {
  if (const auto* wanted = std::get_if<NewProduct>(&write)) {
    if (mode == Mode::preview) return std::nullopt;
    return create_command(new_id(*wanted), *wanted, LedgerKind::imported, cause);
  }
  const auto& [id, changes, seen] = std::get<Edit>(write);
  if (!seen) return edit_command(id, changes, {}, mode, LedgerKind::imported, cause);
  const std::vector versions{Version(seen->version.value())};
  const Expected expected{.versions = versions, .quantity = seen->quantity};
  return edit_command(id, changes, expected, mode, LedgerKind::imported, cause);
}

awaitable<std::vector<Written>> Products::write(std::vector<Write> writes, Mode mode, Cause cause) {
  std::vector<Written> results(writes.size());
  std::vector<redis::Command> commands;
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (auto one = command(writes[i], mode, cause)) {
      commands.push_back(std::move(*one));
      asked.push_back(i);
    }
  }
  if (commands.empty()) co_return results;
  auto replies = co_await redis_.pipeline(std::move(commands));
  for (std::size_t i = 0; i < asked.size(); ++i) results[asked[i]] = written(writes[asked[i]], std::move(replies[i]));
  co_return results;
}

awaitable<std::unordered_map<Ulid, Identity>> Products::identities(std::vector<Ulid> ids) {
  std::unordered_map<Ulid, Identity> found;
  if (ids.empty()) co_return found;
  std::vector<redis::Command> reads;
  for (const auto& id : ids) reads.push_back(redis::Command("HMGET", key(id), "sku", "name", "group", "options"));
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto reply = redis::raise_if_error(std::move(replies[i]));
    auto& fields = reply.array();
    if (fields.at(1).is_nil()) continue;
    found.emplace(ids[i], Identity{text_in(fields[0]), std::move(fields[1].text()), read_field<OfGroup>(fields[2]),
                                   read_field<ProductOptions>(fields[3])});
  }
  co_return found;
}

awaitable<std::vector<Product>> Products::find_all(std::vector<Ulid> ids) {
  std::vector<Product> products;
  if (ids.empty()) co_return products;
  std::vector<redis::Command> reads;
  for (const auto& id : ids) reads.push_back(redis::Command("HGETALL", key(id)));
  for (auto& reply : redis::only_available(co_await redis_.pipeline(std::move(reads)))) {
    const auto found = redis::raise_if_error(std::move(reply));
    if (!found.array().empty()) products.push_back(read(found));
  }
  co_return products;
}

awaitable<Outcome<void>> Products::remove(Ulid id, Expected expected) {
  redis::Call call("delete_product");
  call.key(key(id))
      .key(redis::key(service, partition(id), "reservations", id.text()))
      .key(redis::key(service, partition(id), "bought", id.text()))
      .key(ledger_key(id))
      .key(redis::key(service, partition(id), "adjusted", id.text()))
      .key(key(partition(id), "products"))
      .key(key(partition(id), "drafts"))
      .key(key(partition(id), "product_changed"));
  call.arg(id.text()).arg(expected_versions(expected)).arg(excluded_states(expected));
  auto reply = co_await redis_.call(call);
  if (reply.text() != "deleted") co_return refused(reply.text(), id);
  co_return Outcome<void>();
}

// Merges the newest products of each partition: ULIDs sort by time. While a primary of several is away, the shop shows
// what the others have.
awaitable<Page> Products::list(std::size_t limit, std::optional<Ulid> before, Drafts drafts) {
  const auto from = before ? "(" + before->text() : std::string("+");
  std::vector<redis::Command> looks;
  for (const auto* kind : {"products", "drafts"}) {
    if (kind == std::string_view("drafts") && drafts == Drafts::hidden) continue;
    for (Partition p = 0; p < partitions_; ++p) {
      looks.push_back(redis::Command("ZREVRANGEBYLEX", key(p, kind), from, "-", "LIMIT", 0, limit + 1));
      looks.push_back(redis::Command("ZCARD", key(p, kind)));
    }
  }
  Page page;
  std::vector<Ulid> ids;
  for (auto& reply : redis::only_available(co_await redis_.pipeline(std::move(looks)))) {
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
  page.products = co_await find_all(std::move(ids));  // without those deleted in the meantime
  co_return page;
}

}  // namespace souk::inventory
