#pragma once

#include <map>
#include <string>
#include <vector>

#include "events/dead_letters.hpp"
#include "events/streams.hpp"
#include "rest/router.hpp"
#include "runtime/request_figures.hpp"

namespace souk::runtime {

// The admin's view of a service, its requests and its streams (GET /operations), and of its dead letters.
class StreamOperations {
 public:
  // The sources are those of the service's consumer, so that a retry applies an entry as the consumer would. `delays`:
  // streams, by name, whose entries are applied only after this time.
  StreamOperations(redis::Client&, const RequestFigures&, events::StreamNames, std::vector<events::Source>,
                   std::map<std::string, Milliseconds> delays = {});

  void add_routes(rest::Router&);

 private:
  rest::awaitable<http::Response> show(const http::Request&);
  rest::awaitable<std::vector<std::string>> consumers(const std::vector<events::Lease>&);
  rest::awaitable<http::Response> list_letters(const http::Request&);
  rest::awaitable<http::Response> retry_letters(const http::Request&);
  // Those with these ids; without ids all of the stream.
  rest::awaitable<events::RetryCount> retry(const events::Source&, std::optional<std::vector<events::LetterId>> ids);
  const events::Source* source_of(std::string_view stream) const;
  Refusal unknown_stream(std::string where) const;

  redis::Client& redis_;
  const RequestFigures& requests_;
  events::StreamNames names_;
  std::vector<events::Source> sources_;
  std::map<std::string, Milliseconds> delays_;
};

}  // namespace souk::runtime
