// An order of three lines on a real Redis. The test brings the messages, in any order and as often as it likes.
#pragma once

#include <algorithm>
#include <map>

#include "payment/domain/order_id.hpp"
#include "payment/stored_orders.hpp"

namespace souk::payment {

struct Carts : StoredOrders {
  static constexpr Partition home = 3;
  // The third is in the partition of the first.
  const std::vector<Ulid> products = {in_partition(Ulid::next(), 1, partitions),
                                      in_partition(Ulid::next(), 2, partitions),
                                      in_partition(Ulid::next(), 1, partitions)};
  const Customer ada = {.email = {"ada@example.com"},
                        .name = PersonName("Ada Lovelace"),
                        .address = {.line1 = AddressLine("Weg 1"),
                                    .line2 = {},
                                    .postal_code = describe::Text<0, 20>("1010"),
                                    .city = describe::Text<1, 100>("Wien"),
                                    .country = {"AT"}}};
  Ulid pk = new_cart();
  std::map<std::string, std::string> seen = {};  // key of a stream -> the last entry that news() has returned

  static Ulid new_cart() { return cart_pk(in_partition(Ulid::next(), home, partitions), partitions); }
  OrderRecord cart(std::size_t lines = 3) const {
    OrderRecord order{.pk = pk, .lines = {}};
    for (std::size_t i = 0; i < lines; ++i) order.lines.push_back(lamps(products.at(i), static_cast<int>(i) + 1));
    return order;
  }

  static std::string home_key(std::string_view kind) { return redis::key("payment", home, kind); }
  const Ulid& product_of(unsigned line) const { return products.at(line - 1); }
  Partition partition(unsigned line) const { return partition_of(product_of(line), partitions); }
  Ulid pk_of(unsigned line) const { return line_pk(pk, line, partition(line), partitions); }
  std::string key_of(unsigned line) const {
    return redis::key("payment", partition(line), "order", pk_of(line).text());
  }

  // Returns why the entry was refused, or nothing.
  awaitable<std::string> relay(std::string stream, Partition to, events::Fields fields) {
    std::vector<events::Undecodable> dead;
    std::vector<events::Entry> entries;
    entries.push_back({"0", std::move(fields)});
    const auto reply = co_await client.call(events::make_relayed(source(stream), "payment", to, entries, dead));
    EXPECT_TRUE(dead.empty());
    co_return reply.array().empty() ? "" : reply.array().at(1).text();
  }
  // line_placed, line_cancelled or line_completed comes to the line.
  awaitable<void> send(std::string stream, unsigned line) {
    events::Fields fields{{"pk", pk.text()},
                          {"line", std::to_string(line)},
                          {"product_id", product_of(line).text()},
                          {"quantity", std::to_string(line)}};
    EXPECT_EQ(co_await relay(std::move(stream), partition(line), std::move(fields)), "");
  }
  // An event of inventory about a line.
  awaitable<void> from_inventory(std::string position, unsigned line, std::string reason = "") {
    events::Fields fields{{"pk", pk_of(line).text()}};
    if (!reason.empty()) fields.emplace_back("reason", reason);
    std::vector<events::Fields> entries;
    entries.push_back(std::move(fields));
    co_await apply(partition(line), std::move(position), std::move(entries));
  }
  // line_decided comes to the order.
  awaitable<std::string> decided(unsigned line, std::string status, std::string reason = "") {
    events::Fields fields{{"pk", pk.text()}, {"line", std::to_string(line)}, {"status", status}};
    if (!reason.empty()) fields.emplace_back("reason", reason);
    return relay("line_decided", home, std::move(fields));
  }
  awaitable<void> all_reserved(unsigned lines = 3) {
    for (unsigned line = 1; line <= lines; ++line) EXPECT_EQ(co_await decided(line, "reserved"), "");
  }
  // The delay has passed since all were reserved.
  awaitable<void> settle() {
    std::vector<events::Fields> entries;
    entries.push_back({{"pk", pk.text()}});
    co_await apply(home, "order_reserved", std::move(entries));
  }

  // "absent" before it is placed or cancelled.
  awaitable<std::string> status_of(unsigned line) {
    const auto status = co_await client.call(redis::Command("HGET", key_of(line), "status"));
    co_return status.is_nil() ? "absent" : status.text();
  }
  awaitable<Order> read() { co_return (co_await orders.find(pk)).value(); }

  // "line_decided 2 rejected sold_out": every entry written since the last call, with the number of its line.
  awaitable<std::vector<std::string>> news() {
    std::vector<std::string> names, streams, all;
    redis::Command read("XREAD", "STREAMS");
    for (const auto& outgoing : outgoing()) {
      for (Partition p = 0; p < partitions; ++p) {
        names.push_back(outgoing.stream);
        read.arg(streams.emplace_back(redis::key("payment", p, outgoing.stream)));
      }
    }
    for (const auto& stream : streams) read.arg(seen.contains(stream) ? seen.at(stream) : "0");
    auto reply = co_await client.call(std::move(read));
    if (reply.is_nil()) co_return all;
    for (auto& read_of : reply.array()) {
      const auto stream = read_of.array().at(0).text();
      const auto& name = names.at(std::ranges::find(streams, stream) - streams.begin());
      for (const auto& entry : events::parse_entries(std::move(read_of.array().at(1)))) {
        seen[stream] = entry.id;
        all.push_back(name + text_of(entry.fields));
      }
    }
    co_return all;
  }

  awaitable<std::string> counts() {
    std::string text;
    for (const auto& [status, count] : co_await orders.count_by_status()) {
      if (count == 0) continue;
      text += (text.empty() ? "" : " ") + std::to_string(count) + " " + describe::Scalar<Status>::text(status);
    }
    co_return text;
  }

 private:
  std::string text_of(const events::Fields& fields) const {
    std::string text;
    for (const auto& [name, value] : fields) {
      if (name == "line" || name == "status" || name == "reason") text += " " + value;
      if (name != "pk") continue;
      for (unsigned line = 1; line <= 3; ++line) {
        if (value == pk_of(line).text()) text += " " + std::to_string(line);
      }
    }
    return text;
  }
};

}  // namespace souk::payment
