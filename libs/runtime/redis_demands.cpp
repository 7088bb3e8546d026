#include "runtime/redis_demands.hpp"

#include <algorithm>

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

redis::Demand no_cluster(const Settings& settings) {
  return {
      .question = Command("CONFIG", "GET", "cluster-enabled"),
      .if_nil = {},
      .refusal = [is_set = settings.replicas.has_value()](const Reply& reply) -> Refused {
        if (reply.is_error() || reply.array().size() != 2 || reply.array()[1].text() != "yes") return std::nullopt;
        if (!is_set) {
          return "this Redis runs in cluster mode and SOUK_REPLICAS is not set: set it to the number of replicas of "
                 "each "
                 "primary, or to 0 if acknowledged orders may be lost with a machine";
        }
        return "this Redis runs in cluster mode, which Souk does not use yet: one primary with replicas and Sentinels "
               "survives the loss of a machine (docs/scaling.md)";
      }};
}

Command partitions_of(std::string_view service) {
  return Command("GET", std::string(service) + ":partitions");
}

// The first writer sets both together. So data with a number of partitions but without a currency is older than
// SOUK_CURRENCY, and its currency is USD.
Command first_writer(const Settings& settings, std::string_view service) {
  const std::string owner(service);
  return Command("MSETNX", owner + ":partitions", settings.partitions, owner + ":currency", settings.currency.code);
}

// The first writer fixes the number, because the partition of an id depends on it.
auto same_partitions(unsigned partitions) {
  return [partitions](const Reply& known) -> Refused {
    if (known.is_error()) return known.text();
    if (known.is_nil() || known.text() == std::to_string(partitions)) return std::nullopt;
    return "the data in this Redis was written with SOUK_PARTITIONS=" + known.text() + " and cannot be read with " +
           std::to_string(partitions);
  };
}

redis::Demand same_currency(std::string_view service, const Currency& currency) {
  const std::string owner(service);
  return {.question = Command("MGET", owner + ":partitions", owner + ":currency"),
          .if_nil = {},
          .refusal = [code = currency.code](const Reply& reply) -> Refused {
            if (reply.is_error()) return reply.text();
            const auto& known = reply.array();
            if (known.at(0).is_nil()) return std::nullopt;  // no data yet
            const auto written = known.at(1).is_nil() ? std::string(us_dollar.code) : known.at(1).text();
            if (written == code) return std::nullopt;
            return "prices in this Redis are in " + written + ", and SOUK_CURRENCY is " + std::string(code) +
                   ": a shop in another currency needs a Redis of its own";
          }};
}

}  // namespace

std::vector<redis::Demand> demands_of_owner(const Settings& settings, std::string_view service) {
  std::vector<redis::Demand> demands(1, no_cluster(settings));
  if (settings.require_durable) {
    demands.push_back({.question = Command("CONFIG", "GET", "appendonly", "appendfsync", "no-appendfsync-on-rewrite",
                                           "maxmemory-policy"),
                       .if_nil = {},
                       .refusal = keeps_writes});
  }
  demands.push_back({.question = partitions_of(service),
                     .if_nil = first_writer(settings, service),
                     .refusal = same_partitions(settings.partitions)});
  demands.push_back(same_currency(service, settings.currency));
  return demands;
}

std::vector<redis::Demand> demands_of_reader(const Settings& settings, std::string_view service) {
  std::vector<redis::Demand> demands(1, no_cluster(settings));
  demands.push_back(
      {.question = partitions_of(service), .if_nil = {}, .refusal = same_partitions(settings.partitions)});
  demands.push_back(same_currency(service, settings.currency));
  return demands;
}

}  // namespace souk::runtime
