#include "redis/detail/topology.hpp"

#include <algorithm>
#include <charconv>

namespace souk::redis::detail {
namespace {

using Text = std::string_view;

Slot parse_slot(const Reply& reply) {
  const auto slot = reply.integer();
  if (slot < 0 || slot >= slots) throw Unexpected("CLUSTER SLOTS: no slot: " + std::to_string(slot));
  return static_cast<Slot>(slot);
}

// [host, port, id, metadata]. "?": a host without a name, where names are preferred; then the metadata has its address.
Url::Address parse_node(const Reply& node, const Url::Address& asked) {
  const auto& facts = node.array();
  const auto port = facts.at(1).integer();
  if (port < 1 || port > 65535) throw Unexpected("CLUSTER SLOTS: no port: " + std::to_string(port));
  auto host = facts.at(0).is_nil() ? "" : facts.at(0).text();
  if (host == "?" && facts.size() > 3) {
    for (const auto& [name, value] : facts[3].pairs()) {
      if (name == "ip") host = value;
    }
  }
  return {host.empty() || host == "?" ? asked.host : host, static_cast<unsigned short>(port)};
}

template <class Number>
std::optional<Number> digits(Text text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Topology::Topology(const Reply& cluster_slots, const Url::Address& asked) : Topology() {
  for (const auto& range : cluster_slots.array()) {
    const auto& facts = range.array();
    if (facts.size() < 3) throw Unexpected("CLUSTER SLOTS: a range without a primary");
    const auto first = parse_slot(facts[0]), last = parse_slot(facts[1]);
    if (last < first) throw Unexpected("CLUSTER SLOTS: a range that ends before it begins");
    std::fill(owners_.begin() + first, owners_.begin() + last + 1, index_of(parse_node(facts[2], asked)));
  }
}

const Url::Address* Topology::owner(Slot slot) const {
  const auto index = owners_[slot];
  return index == nobody ? nullptr : &primaries_[index];
}

bool Topology::is_whole() const {
  return std::ranges::find(owners_, nobody) == owners_.end();
}

// A primary that loses its last slot here is still in the list. The next CLUSTER SLOTS leaves it out.
void Topology::move(Slot slot, const Url::Address& to) {
  owners_[slot] = index_of(to);
}

Topology::Index Topology::index_of(const Url::Address& address) {
  const auto known = std::ranges::find(primaries_, address);
  if (known == primaries_.end()) {
    primaries_.push_back(address);
    return static_cast<Index>(primaries_.size() - 1);
  }
  return static_cast<Index>(known - primaries_.begin());
}

std::optional<Redirection> Redirection::parse(const Reply& error, const Url::Address& asked) {
  if (!error.is_error()) return std::nullopt;
  Text words = error.text();
  const bool ask = words.starts_with("ASK ");
  if (!ask && !words.starts_with("MOVED ")) return std::nullopt;
  words.remove_prefix(words.find(' ') + 1);
  const auto space = words.find(' '), colon = words.rfind(':');
  if (space == Text::npos || colon == Text::npos || colon < space) return std::nullopt;
  const auto slot = digits<Slot>(words.substr(0, space));
  const auto port = digits<unsigned short>(words.substr(colon + 1));
  const std::string host(words.substr(space + 1, colon - space - 1));
  if (!slot || *slot >= slots || !port || *port == 0 || host == "?") return std::nullopt;  // CLUSTER SLOTS knows more
  return Redirection{ask, *slot, {host.empty() ? asked.host : host, *port}};
}

}  // namespace souk::redis::detail
