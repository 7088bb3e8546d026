#pragma once

#include <map>
#include <string>
#include <vector>

#include "events/dead_letters.hpp"
#include "events/streams.hpp"
#include "http/router.hpp"
#include "runtime/request_figures.hpp"

namespace souk::runtime {

// What an admin sees of a service, its requests and its streams, and does about them: GET /operations, dead letters.
class StreamOperations {
 public:
  // The sources are those of the service's consumer, so that a retry does what the consumer would. `delays`: by name,
  // the streams whose entries are applied only so much later.
  StreamOperations(redis::Client&, const RequestFigures&, events::StreamNames, std::vector<events::Source>,
                   std::map<std::string, Milliseconds> delays = {});

  void add_routes(http::Router&);

 private:
  http::awaitable<http::Response> show(const http::Request&);
  http::awaitable<http::Response> list_letters(const http::Request&);
  http::awaitable<http::Response> retry_letters(const http::Request&);
  const events::Source* source_of(std::string_view stream) const;
  Refusal unknown_stream(std::string where) const;

  redis::Client& redis_;
  const RequestFigures& requests_;
  events::StreamNames names_;
  std::vector<events::Source> sources_;
  std::map<std::string, Milliseconds> delays_;
};

}  // namespace souk::runtime
