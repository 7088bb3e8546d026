#include "events/dead_letters.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "redis/keys.hpp"

namespace souk::events {
namespace {

using redis::Command;

constexpr std::size_t batch = 128;  // letters in one call

// "12-1763804959042-0" as a number and an entry's id.
std::optional<std::pair<std::size_t, std::string>> split(std::string_view text) {
  std::size_t number = 0, milliseconds = 0, sequence = 0;
  const auto* end = text.data() + text.size();
  const auto read = [end](const char* from, std::size_t& value) {
    const auto [rest, error] = std::from_chars(from, end, value);
    return error == std::errc{} ? rest : nullptr;
  };
  const auto* dash = read(text.data(), number);
  if (dash == nullptr || dash == end || *dash != '-') return std::nullopt;
  const auto* second = read(dash + 1, milliseconds);
  if (second == nullptr || second == end || *second != '-') return std::nullopt;
  if (read(second + 1, sequence) != end) return std::nullopt;
  return std::pair(number, std::string(dash + 1, end));
}

std::string field(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Fields::value_type::first);
  return found == fields.end() ? "" : found->second;
}

// One stream of one partition; the lists of all are merged by time, then by place.
struct LetterStream {
  std::size_t place;
  Partition partition;
  std::string stream;
  std::vector<Entry> letters = {};
};

std::vector<LetterStream> letter_streams(const StreamNames& names, const std::optional<std::string>& stream) {
  std::vector<LetterStream> streams;
  for (std::size_t i = 0; i < names.read.size(); ++i) {
    if (stream && *stream != names.read[i]) continue;
    for (Partition p = 0; p < names.partitions; ++p) streams.push_back({i * names.partitions + p, p, names.read[i]});
  }
  return streams;
}

boost::asio::awaitable<void> fill(redis::Client& redis, std::string_view service, std::vector<LetterStream>& streams,
                                  std::size_t most, const std::optional<LetterCursor>& after) {
  std::vector<Command> looks;
  for (const auto& stream : streams) {
    std::string from = "+";
    if (after) from = (stream.place < after->place ? "" : "(") + after->id;
    looks.push_back(
        Command("XREVRANGE", redis::key(service, stream.partition, stream.stream + ":dead"), from, "-", "COUNT", most));
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  for (std::size_t i = 0; i < streams.size(); ++i) {
    streams[i].letters = parse_entries(redis::raise_if_error(std::move(replies[i])));
  }
}

// How often retries of each failed, and why the last one did.
boost::asio::awaitable<void> add_retries(redis::Client& redis, std::string_view service,
                                         std::vector<DeadLetter>& letters) {
  if (letters.empty()) co_return;
  std::vector<Command> looks;
  for (const auto& letter : letters) {
    looks.push_back(Command("HMGET", redis::key(service, letter.id.partition, letter.stream + ":retries"),
                            letter.id.id + ":attempts", letter.id.id + ":reason"));
  }
  auto replies = co_await redis.pipeline(std::move(looks));
  for (std::size_t i = 0; i < letters.size(); ++i) {
    auto known = redis::raise_if_error(std::move(replies[i]));
    if (known.array().at(0).is_nil()) continue;
    letters[i].attempts += known.array().at(0).integer();
    letters[i].reason = std::move(known.array().at(1).text());
  }
}

// Each of them as it is read now. A letter is never changed, so what is read stays true until it is gone.
boost::asio::awaitable<std::vector<Letter>> read(redis::Client& redis, std::string key, std::vector<std::string> ids) {
  std::vector<Command> reads;
  for (const auto& id : ids) reads.push_back(Command("XRANGE", key, id, id));
  std::vector<Letter> letters;
  for (auto& reply : co_await redis.pipeline(std::move(reads))) {
    for (const auto& entry : parse_entries(redis::raise_if_error(std::move(reply)))) {
      letters.push_back({entry.id, read_payload(field(entry.fields, "payload"))});
    }
  }
  co_return letters;
}

// Relays a letter again; it is removed after it has had its effect.
boost::asio::awaitable<void> relay(redis::Client& redis, std::string_view service, const Source& source, Partition p,
                                   const Letter& letter, RetryCount& count) {
  std::string reason;
  auto to = letter.fields ? source.destination(*letter.fields) : std::unexpected(letter.fields.error());
  if (to) {
    std::vector<Undecodable> dead;
    auto reply = co_await redis.call(make_relayed(source, service, *to, {{letter.id, *letter.fields}}, dead));
    if (!dead.empty()) reason = dead.front().reason;
    if (!reply.array().empty()) reason = reply.array().at(1).text();
  } else {
    reason = to.error();
  }
  redis::Call note(std::string(service) + "_note_retry");
  note.key(redis::key(service, p, source.stream + ":dead")).key(redis::key(service, p, source.stream + ":retries"));
  const auto was_there = co_await redis.call(note.arg(letter.id).arg(reason));
  (reason.empty() ? count.retried : count.failed) += was_there.integer();
}

boost::asio::awaitable<void> retry(redis::Client& redis, std::string_view service, const Source& source, Partition p,
                                   std::vector<Letter> letters, RetryCount& count) {
  if (source.is_relayed()) {
    for (const auto& letter : letters) co_await relay(redis, service, source, p, letter, count);
    co_return;
  }
  if (letters.empty()) co_return;
  const auto reply = co_await redis.call(make_retry(source, service, p, letters));
  count.retried += reply.array().at(0).integer();
  count.failed += reply.array().at(1).integer();
}

}  // namespace

std::optional<LetterId> LetterId::parse(std::string_view text) {
  auto parts = split(text);
  if (!parts || parts->first > 9999) return std::nullopt;
  return LetterId{static_cast<Partition>(parts->first), std::move(parts->second)};
}

std::optional<LetterCursor> LetterCursor::parse(std::string_view text) {
  auto parts = split(text);
  if (!parts) return std::nullopt;
  return LetterCursor{std::move(parts->second), parts->first};
}

boost::asio::awaitable<LetterPage> list_dead_letters(redis::Client& redis, StreamNames names,
                                                     std::optional<std::string> stream, std::size_t limit,
                                                     std::optional<LetterCursor> after) {
  auto sources = letter_streams(names, stream);
  co_await fill(redis, names.service, sources, limit + 1, after);
  struct Found {
    const LetterStream* source;
    const Entry* letter;
  };
  std::vector<Found> found;
  for (const auto& source : sources) {
    for (const auto& letter : source.letters) found.push_back({&source, &letter});
  }
  std::ranges::sort(found, std::ranges::greater{},
                    [](const Found& f) { return std::pair(order_of(f.letter->id), f.source->place); });
  LetterPage page;
  const bool more = found.size() > limit;
  if (more) found.resize(limit);
  for (const auto& [source, letter] : found) {
    page.letters.push_back({{source->partition, letter->id},
                            source->stream,
                            field(letter->fields, "entry"),
                            field(letter->fields, "reason"),
                            field(letter->fields, "payload"),
                            1});
  }
  if (more) page.next = LetterCursor{found.back().letter->id, found.back().source->place};
  co_await add_retries(redis, names.service, page.letters);
  co_return page;
}

boost::asio::awaitable<RetryCount> retry_dead_letters(redis::Client& redis, std::string service, Source source,
                                                      std::vector<LetterId> wanted) {
  std::map<Partition, std::set<std::string>> by_partition;
  for (auto& letter : wanted) by_partition[letter.partition].insert(std::move(letter.id));
  RetryCount count;
  for (const auto& [p, ids] : by_partition) {
    const auto key = redis::key(service, p, source.stream + ":dead");
    for (auto from = ids.begin(); from != ids.end();) {
      std::vector<std::string> some;
      while (from != ids.end() && some.size() < batch) some.push_back(*from++);
      co_await retry(redis, service, source, p, co_await read(redis, key, std::move(some)), count);
    }
  }
  co_return count;
}

boost::asio::awaitable<RetryCount> retry_all_dead_letters(redis::Client& redis, std::string service,
                                                          unsigned partitions, Source source) {
  RetryCount count;
  for (Partition p = 0; p < partitions; ++p) {
    const auto key = redis::key(service, p, source.stream + ":dead");
    const auto newest = parse_entries(co_await redis.call(Command("XREVRANGE", key, "+", "-", "COUNT", 1)));
    if (newest.empty()) continue;
    for (std::string from = "-";;) {
      const auto some =
          parse_entries(co_await redis.call(Command("XRANGE", key, from, newest.front().id, "COUNT", batch)));
      std::vector<Letter> letters;
      for (const auto& entry : some) letters.push_back({entry.id, read_payload(field(entry.fields, "payload"))});
      co_await retry(redis, service, source, p, std::move(letters), count);
      if (some.size() < batch) break;
      from = "(" + some.back().id;
    }
  }
  co_return count;
}

}  // namespace souk::events
