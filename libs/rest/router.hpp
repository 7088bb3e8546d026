// Routes are one table. It dispatches requests and OpenAPI is printed from it, so the two cannot differ.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/container/small_vector.hpp>
#include <boost/json/object.hpp>
#include <deque>
#include <expected>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/application.hpp"
#include "rest/gate.hpp"
#include "rest/guard.hpp"
#include "rest/message.hpp"

namespace souk::rest {

using boost::asio::awaitable;
// The request exists until the handler's coroutine has returned. Work that continues after it (a spawned task,
// Response::events) needs copies of its own.
using Handler = std::function<awaitable<Response>(const Request&)>;

// Facts about a route, for dispatch and for OpenAPI.
struct RouteFacts {
  struct Shape {
    std::string name;
    boost::json::object schema;
    bool many = false;  // an array of it
  };
  struct Answer {
    unsigned status;
    std::string description;
    std::string content_type = {};  // empty: no body
    std::optional<Shape> shape = {};
    std::vector<std::string> headers = {};  // in addition to those of every answer
  };
  struct Header {  // of a request
    std::string name;
    std::string description;
    bool required;
    std::string pattern;  // of its value; empty: any value
  };
  struct Event {
    std::string name;
    std::string description;
    Shape data;
  };

  Method method;
  std::string pattern;
  std::string summary;
  std::string description = {};
  std::optional<Shape> body = {};
  std::string file = {};     // the media type of a body that is a file; empty: it is not
  std::size_t max_body = 0;  // bytes; 0: as of any request
  std::vector<describe::Member> query = {};
  std::vector<Header> headers = {};
  std::vector<Answer> answers = {};
  std::vector<Event> events = {};  // of the stream that is its answer
  std::vector<Code> refusals = {};
  std::string tag = {};     // its group in the docs
  std::string cookie = {};  // of the session that it needs; empty: none
  bool body_optional = false;
  bool guarded = false;
  bool costly = false;
  bool hidden = false;
};

// One row of the table. The chained calls describe it for OpenAPI; guarded() and costly() also change how it is served.
class Route {
 public:
  Route(Method, std::string pattern, std::string summary, Handler);

  Route& says(std::string description);  // adds to the summary; Markdown
  template <class T>
  Route& takes() {  // a JSON body
    facts_.body = shape_of<T>(describe::Direction::body);
    return *this;
  }
  template <class T>
  Route& may_take() {  // a JSON body, or none
    facts_.body_optional = true;
    return takes<T>();
  }
  Route& takes_file(std::string media_type, std::size_t max_body);  // the body is a file: "image/*"
  template <class T>
  Route& takes_query() {  // query parameters
    facts_.query = describe::members<T>();
    return *this;
  }
  template <class T>
  Route& answers(unsigned status = 200, std::string description = "") {
    facts_.answers.push_back(
        {status, std::move(description), "application/json", shape_of<T>(describe::Direction::answer)});
    return *this;
  }
  template <class T>
  Route& answers_many(unsigned status = 200, std::string description = "") {  // a JSON array of T
    answers<T>(status, std::move(description));
    facts_.answers.back().shape->many = true;
    return *this;
  }
  template <class T>
  Route& answers_events(std::string name, std::string description) {  // a stream; one call for each kind of event
    facts_.events.push_back({std::move(name), std::move(description), shape_of<T>(describe::Direction::answer)});
    return *this;
  }
  Route& answers_nothing(unsigned status = 204);
  Route& answers_text(std::string content_type, std::string description);  // for /metrics, /docs
  // Idempotency-Key, If-Match. `pattern`: a regular expression for the value.
  Route& takes_header(std::string name, std::string description, std::string pattern = "");
  Route& needs_header(std::string name, std::string description, std::string pattern = "");  // refused without it
  Route& sends(std::initializer_list<std::string_view> headers);  // headers of the last `answers...`
  // A query parameter or a field of the body that has one of these values, known only when the server starts.
  Route& among(std::string_view name, const std::vector<std::string>& choices);
  Route& refuses(std::initializer_list<Code>);
  Route& guarded();                          // only for requests that the guard accepts
  Route& needs_session(std::string cookie);  // the handler refuses a request without this cookie
  Route& costly();                           // limited in number, so that lists leave room for other requests; else 503
  Route& hidden();                           // not in OpenAPI
  Route& tag(std::string name);              // default: the first word of the pattern

  const RouteFacts& facts() const { return facts_; }
  const Handler& handler() const { return handler_; }

 private:
  template <class T>
  static RouteFacts::Shape shape_of(describe::Direction direction) {
    return {describe::name_of<T>(), describe::schema<T>(direction)};
  }

  RouteFacts facts_;
  Handler handler_;
};

struct RouterOptions {
  std::string title;  // of the API, in OpenAPI: "Souk inventory"
  std::string version;
  std::string description;
  Guard guard = {};
  std::vector<std::string> cors_origins = {};
  Gate::Limits costly = {.places = 16, .waiting = 1000, .patience = Milliseconds{2000}};
};

class Router final : public http::Application {
 public:
  explicit Router(RouterOptions);
  Router(const Router&) = delete;

  // `pattern` is "/products/{id}". A trailing slash in a request is the same resource. A literal segment has priority
  // over a {parameter}, independent of the order of the calls.
  Route& add(Method, std::string pattern, std::string summary, Handler);
  template <class T>
  Route& add(Method method, std::string pattern, std::string summary, T* object,
             awaitable<Response> (T::*handler)(const Request&)) {
    return add(method, std::move(pattern), std::move(summary),
               [object, handler](const Request& request) { return (object->*handler)(request); });
  }

  // Adds GET /openapi.json, /docs and the files of Swagger UI (swagger-ui-dist, built into the program).
  void add_docs();

  // Never throws. An unknown path is 404, a wrong method 405 with Allow, an unknown method 501, a preflight 204,
  // Unavailable 503 with Retry-After, any other exception 500 (logged with the request id). A HEAD is answered like a
  // GET; the server leaves out the body. Sets the request's path, parameters and CORS headers, and `route` to the
  // matched pattern, for metrics ("unmatched" without one).
  awaitable<Response> handle(Request&, std::string_view& route) override;

  // A route that takes a file may have a larger body; if it is guarded, only of callers that the guard accepts.
  boost::asio::awaitable<Outcome<std::size_t>> body_limit(const Request&, std::size_t usual) override;

  // A refusal as problem details. When the Origin is unknown, because the request was not read, any origin may read it.
  Response refuse(const Request&, const Refusal&) const override;

  // `prefix`: the path under which a gateway serves this API; "/": the root.
  boost::json::object openapi(std::string_view prefix = "/") const;

 private:
  using Segments = boost::container::small_vector<std::string_view, 8>;  // of a path
  struct Segment {
    std::string_view text;  // of the first route's pattern; for a parameter without its braces
    bool parameter;
  };
  struct Pattern {
    std::vector<Segment> segments;
    std::vector<const Route*> routes;  // one for each method
  };

  static Segments split(std::string_view path);
  Pattern& pattern_of(const Route&);
  const Pattern* match(const Segments&) const;
  const Route* route_of(const Request&) const;
  std::expected<const Route*, Response> choose(Request&, std::string_view& route);
  std::expected<const Route*, Response> choose_method(const Request&, const Pattern&);
  std::string nothing_here() const;
  bool allows_origin(std::string_view origin) const;
  void add_cors(const Request&, Response&) const;  // allows pages of the configured origins to read the answer
  Response options_of(const Request&, const Pattern&) const;
  awaitable<Response> serve(const Route&, const Request&);  // one that is guarded or costly

  RouterOptions options_;
  Gate gate_;  // for the costly routes
  bool has_docs_ = false;
  std::deque<Route> routes_;
  std::vector<Pattern> patterns_;  // most specific first
};

}  // namespace souk::rest
