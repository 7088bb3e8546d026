#include "runtime/redis_demands.hpp"

#include <algorithm>

#include "redis/keys.hpp"

namespace souk::runtime {
namespace {

using redis::Command;
using redis::Reply;
using Refused = std::optional<std::string>;

// With any other value a kill, a power cut, a rewrite or a full memory loses acknowledged writes (docs/decisions/0006).
Refused keeps_writes(const Reply& reply) {
  constexpr std::pair<std::string_view, std::string_view> demanded[] = {{"appendonly", "yes"},
                                                                        {"appendfsync", "always"},
                                                                        {"no-appendfsync-on-rewrite", "no"},
                                                                        {"maxmemory-policy", "noeviction"}};
  const std::string advice = "; change it, or set SOUK_DURABILITY=relaxed if orders may be lost";
  if (reply.is_error()) {
    return "Redis does not report whether it is durable (CONFIG GET: " + reply.text() + ")" + advice;
  }
  std::string wrong;
  const auto settings = reply.pairs();
  for (const auto& [name, value] : demanded) {
    const auto setting = std::ranges::find(settings, name, &std::pair<std::string, std::string>::first);
    const auto actual = setting == settings.end() ? std::string("not reported") : setting->second;
    if (actual == value) continue;
    if (!wrong.empty()) wrong += ", ";
    wrong.append(name).append(" is ").append(actual).append(" and must be ").append(value);
  }
  if (wrong.empty()) return std::nullopt;
  return "this Redis could lose acknowledged orders: " + wrong + advice;
}

// A cluster is expected to lose machines, so SOUK_REPLICAS must be set explicitly.
redis::Demand replicas_are_chosen(const Settings& settings) {
  return {
      .question = Command("CONFIG", "GET", "cluster-enabled"),
      .if_nil = {},
      .refusal = [is_set = settings.replicas.has_value()](const Reply& reply) -> Refused {
        if (is_set || reply.is_error() || reply.array().size() != 2 || reply.array()[1].text() != "yes") return {};
        return "this Redis runs in cluster mode and SOUK_REPLICAS is not set: set it to the number of replicas of each "
               "primary, or to 0 if acknowledged orders may be lost with a machine";
      }};
}

// Both keys belong to one partition, so that they share a slot. Data of a version before clusters has them without it.
struct Keys {
  std::string partitions, currency;
};
Keys keys_of(std::string_view service) {
  return {redis::key(service, 0, "partitions"), redis::key(service, 0, "currency")};
}
Keys former_keys_of(std::string_view service) {
  const std::string owner(service);
  return {owner + ":partitions", owner + ":currency"};
}

Refused expect_partitions(const std::string& written, unsigned partitions) {
  if (written == std::to_string(partitions)) return std::nullopt;
  return "the data in this Redis was written with SOUK_PARTITIONS=" + written + " and cannot be read with " +
         std::to_string(partitions);
}

Refused expect_currency(const std::string& written, const Currency& currency) {
  if (written == currency.code) return std::nullopt;
  return "prices in this Redis are in " + written + ", and SOUK_CURRENCY is " + std::string(currency.code) +
         ": a shop in another currency needs a Redis of its own";
}

// The partition of an id depends on their number. Data without a currency is older than SOUK_CURRENCY, and in USD. A
// cluster refuses to read the former keys together, so it has none.
redis::Demand same_data(const Settings& settings, const Keys& keys) {
  return {.question = Command("MGET", keys.partitions, keys.currency),
          .if_nil = {},
          .refusal = [partitions = settings.partitions, currency = settings.currency](const Reply& reply) -> Refused {
            if (reply.is_error()) return reply.text().starts_with("CROSSSLOT") ? Refused() : reply.text();
            const auto& known = reply.array();
            if (known.at(0).is_nil()) return std::nullopt;  // no data yet
            const auto written = known.at(1).is_nil() ? std::string(us_dollar.code) : known.at(1).text();
            const auto other = expect_partitions(known[0].text(), partitions);
            return other ? other : expect_currency(written, currency);
          }};
}

// The first writer sets both together.
redis::Demand first_writer(const Settings& settings, const Keys& keys) {
  return {.question = Command("GET", keys.partitions),
          .if_nil = Command("MSETNX", keys.partitions, settings.partitions, keys.currency, settings.currency.code),
          .refusal = [](const Reply& reply) { return reply.is_error() ? Refused(reply.text()) : std::nullopt; }};
}

}  // namespace

std::vector<redis::Demand> demands_of_owner(const Settings& settings, std::string_view service) {
  std::vector<redis::Demand> demands(1, replicas_are_chosen(settings));
  if (settings.require_durable) {
    demands.push_back({.question = Command("CONFIG", "GET", "appendonly", "appendfsync", "no-appendfsync-on-rewrite",
                                           "maxmemory-policy"),
                       .if_nil = {},
                       .refusal = keeps_writes});
  }
  demands.push_back(same_data(settings, former_keys_of(service)));
  demands.push_back(first_writer(settings, keys_of(service)));
  demands.push_back(same_data(settings, keys_of(service)));
  return demands;
}

std::vector<redis::Demand> demands_of_reader(const Settings& settings, std::string_view service) {
  return {replicas_are_chosen(settings), same_data(settings, former_keys_of(service)),
          same_data(settings, keys_of(service))};
}

}  // namespace souk::runtime
