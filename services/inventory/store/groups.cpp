#include "inventory/store/groups.hpp"

#include <stdexcept>

#include "contracts/events.hpp"
#include "inventory/domain/refusals.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

constexpr std::size_t kept_groups = 10'000;  // groups, some kB each

// As the hash of a group has them, in one field.
struct StoredOptions {
  GroupOptions options;
};
BOOST_DESCRIBE_STRUCT(StoredOptions, (), (options))

// The other fields.
struct StoredGroup {
  GroupId id;
  ProductName name;
  Description description;
  std::string options;
  Version version;
  Timestamp created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(StoredGroup, (), (id, name, description, options, version, created_at, updated_at))

// Redis holds what our own function wrote, so an unreadable hash is our bug.
Group group_of(const redis::Reply& hash) {
  const auto damaged = [](const std::vector<Fault>& faults) {
    return std::logic_error("a group's hash is damaged: " + faults.front().msg);
  };
  auto stored = describe::from_fields<StoredGroup>(hash.pairs(), "group");
  if (!stored) throw damaged(stored.error());
  auto options = describe::from_json<StoredOptions>(stored->options);
  if (!options) throw damaged(options.error());
  return {stored->id,      stored->name,       stored->description, std::move(options->options),
          stored->version, stored->created_at, stored->updated_at};
}

std::shared_ptr<const Group> rendered_group(redis::Reply hash) {
  return hash.array().empty() ? nullptr : std::make_shared<const Group>(group_of(hash));
}

std::unexpected<Refusal> has_changed(const GroupId& id) {
  return refuse(version_mismatch, "The group " + id.text() + " has changed since it was read: read it again.");
}

std::string expected_group(const ExpectedGroup& expected) {
  if (expected.absent) return "0";
  if (expected.exists) return "*";
  if (!expected.versions) return "";
  std::string text = ",";
  for (const auto& version : *expected.versions) text += std::to_string(version.value()) + ',';
  return text;
}

}  // namespace

Groups::Groups(redis::Client& client, boost::asio::any_io_executor executor, redis::Options options,
               unsigned partitions)
    : redis_(client),
      partitions_(partitions),
      cache_(std::move(executor), std::move(options), kept_groups, rendered_group) {}

std::unexpected<Refusal> Groups::not_found(std::string_view id) {
  return refuse(group_not_found, "There is no group \"" + std::string(id) + "\".");
}

std::string Groups::key(const GroupId& id) const {
  return redis::key(contracts::inventory, partition_of(id, partitions_), "group", id.text());
}

awaitable<std::shared_ptr<const Group>> Groups::copy(GroupId id) {
  auto its_key = key(id);
  std::shared_ptr<const Group> group;
  if (!cache_.peek(its_key, group)) group = co_await cache_.get(std::move(its_key));
  co_return group;
}

void Groups::forget(const GroupId& id) {
  cache_.forget(key(id));
}

awaitable<std::map<GroupId, Group>> Groups::read(std::vector<GroupId> ids) {
  std::map<GroupId, Group> found;
  if (ids.empty()) co_return found;
  std::vector<redis::Command> reads;
  for (const auto& id : ids) reads.push_back(redis::Command("HGETALL", key(id)));
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto reply = redis::raise_if_error(std::move(replies[i]));
    if (!reply.array().empty()) found.emplace(ids[i], group_of(reply));
  }
  co_return found;
}

awaitable<Outcome<WrittenGroup>> Groups::write(GroupId id, NewGroup wanted, ExpectedGroup expected,
                                               std::vector<Ulid> products) {
  redis::Call call("write_group");
  call.key(key(id));
  call.key(redis::key(contracts::inventory, partition_of(id, partitions_), contracts::ProductChanged::stream));
  call.arg(id.text()).arg(wanted.name.value()).arg(wanted.description.value_or(Description()).value());
  call.arg(describe::to_json(StoredOptions{std::move(wanted.options)})).arg(expected_group(expected));
  for (const auto& product : products) call.arg(product.text());
  const auto reply = co_await redis_.call(call);
  forget(id);
  const auto& word = reply.array().at(0).text();
  if (word == "version_mismatch") co_return has_changed(id);
  co_return WrittenGroup{group_of(reply.array().at(1)), word == "created"};
}

awaitable<Outcome<void>> Groups::remove(GroupId id, ExpectedGroup expected) {
  redis::Call call("delete_group");
  call.key(key(id)).key(redis::key(contracts::inventory, partition_of(id, partitions_), "bought", id.text()));
  call.arg(expected_group(expected));
  const auto reply = co_await redis_.call(call);
  forget(id);
  if (reply.text() == "version_mismatch") co_return has_changed(id);
  if (reply.text() == "group_not_found") co_return not_found(id.text());
  co_return Outcome<void>();
}

}  // namespace souk::inventory
