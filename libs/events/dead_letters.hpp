// The entries that a service could not apply, to be listed, and retried when the cause has gone.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/batch.hpp"
#include "events/streams.hpp"
#include "redis/client.hpp"

namespace souk::events {

// The id of a letter among all of a stream: "3-1763804959042-0".
struct LetterId {
  Partition partition;
  std::string id;  // in its partition's stream of dead letters

  std::string text() const { return std::to_string(partition) + "-" + id; }
  static std::optional<LetterId> parse(std::string_view text);  // does not check that the partition exists
};

struct DeadLetter {
  LetterId id;
  std::string stream;     // where the entry was
  std::string entry;      // its id there
  std::string reason;     // why it was not applied the last time
  std::string payload;    // its fields as JSON
  std::int64_t attempts;  // to apply it
};

// Where a page ends: the next begins with what is older. The place distinguishes letters of one id.
struct LetterCursor {
  std::string id;
  std::size_t place;

  std::string text() const { return std::to_string(place) + "-" + id; }
  static std::optional<LetterCursor> parse(std::string_view text);
};

struct LetterPage {
  std::vector<DeadLetter> letters;
  std::optional<LetterCursor> next;  // nothing: this is the last page
};

// Newest first; of all streams that the service reads, or of one. Throws Unavailable.
boost::asio::awaitable<LetterPage> list_dead_letters(redis::Client&, StreamNames, std::optional<std::string> stream,
                                                     std::size_t limit, std::optional<LetterCursor> after);

struct RetryCount {
  std::int64_t retried = 0, failed = 0;
};

// Applies letters of the source's stream by the function that applies its entries. Each is applied once, also when two
// retries run at the same time; a relayed one at least once. Those that are gone count as neither. Throws Unavailable;
// what was done until then stays done.
boost::asio::awaitable<RetryCount> retry_dead_letters(redis::Client&, std::string service, Source,
                                                      std::vector<LetterId>);
// All letters that are there when it begins.
boost::asio::awaitable<RetryCount> retry_all_dead_letters(redis::Client&, std::string service, unsigned partitions,
                                                          Source);

}  // namespace souk::events
