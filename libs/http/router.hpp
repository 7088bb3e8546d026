// Routes are one table: requests are dispatched by it and OpenAPI is printed from it, so the two cannot differ.
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

#include "http/admission.hpp"
#include "http/gate.hpp"
#include "http/message.hpp"

namespace souk::http {

using boost::asio::awaitable;
// The request is there until the handler's coroutine has returned: what goes on behind it (a spawned task,
// Response::events) takes what it needs with it.
using Handler = std::function<awaitable<Response>(const Request&)>;

// What is known of a route: what the router goes by and what OpenAPI prints.
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
    std::vector<std::string> headers = {};  // beside those of every answer
  };
  struct Header {  // of a request
    std::string name;
    std::string description;
    bool required;
    std::string pattern;  // of its value; empty: any
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
  std::vector<describe::Member> query = {};
  std::vector<Header> headers = {};
  std::vector<Answer> answers = {};
  std::vector<Event> events = {};  // of the stream that is its answer
  std::vector<Code> refusals = {};
  std::string tag = {};  // the group that the docs show it in
  bool admin = false;
  bool costly = false;
  bool hidden = false;
};

// One row. The chained calls say what OpenAPI should know; admin() also guards the route.
class Route {
 public:
  Route(Method, std::string pattern, std::string summary, Handler);

  Route& says(std::string description);  // more than the summary; Markdown
  template <class T>
  Route& takes() {  // the JSON body
    facts_.body = shape_of<T>(describe::Direction::body);
    return *this;
  }
  template <class T>
  Route& takes_query() {  // the query parameters
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
  Route& answers_events(std::string name, std::string description) {  // a stream; once for each kind of event
    facts_.events.push_back({std::move(name), std::move(description), shape_of<T>(describe::Direction::answer)});
    return *this;
  }
  Route& answers_nothing(unsigned status = 204);
  Route& answers_text(std::string content_type, std::string description);  // for /metrics, /docs
  // Idempotency-Key, If-Match. `pattern`: a regular expression of what its value may be.
  Route& takes_header(std::string name, std::string description, std::string pattern = "");
  Route& needs_header(std::string name, std::string description, std::string pattern = "");  // else refused
  Route& sends(std::initializer_list<std::string_view> headers);  // with the last of `answers...`
  // A parameter of the query, or a field of the body, is one of these, which are known only when the server starts.
  Route& among(std::string_view name, const std::vector<std::string>& choices);
  Route& refuses(std::initializer_list<Code>);
  Route& admin();   // for the admin only, when the router has a token; else 401, or 429 after too many wrong ones
  Route& costly();  // a list: few of these are under way at once, so that they leave room for all else; else 503
  Route& hidden();  // not in OpenAPI
  Route& tag(std::string name);  // else the first word of the pattern

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
  std::optional<std::string> admin_token;
  std::vector<std::string> cors_origins;
  Gate::Limits costly = {.places = 16, .waiting = 1000, .patience = Milliseconds{2000}};
};

class Router {
 public:
  explicit Router(RouterOptions);
  Router(const Router&) = delete;

  // `pattern` is "/products/{id}"; a trailing slash in a request is the same resource. A literal segment goes before a
  // {parameter}, whatever the order of the calls.
  Route& add(Method, std::string pattern, std::string summary, Handler);
  template <class T>
  Route& add(Method method, std::string pattern, std::string summary, T* object,
             awaitable<Response> (T::*handler)(const Request&)) {
    return add(method, std::move(pattern), std::move(summary),
               [object, handler](const Request& request) { return (object->*handler)(request); });
  }

  // Adds GET, POST and DELETE /session: signing in, by a cookie that every router with the same token accepts.
  void add_session();

  // Adds GET /openapi.json, /docs and the files of Swagger UI (swagger-ui-dist, built into the program).
  void add_docs();

  // Never throws: an unknown path is 404, a wrong method 405 with Allow, an unknown one 501, a preflight 204,
  // Unavailable 503 with Retry-After, any other exception 500 (logged with the request id). HEAD is answered as GET is;
  // its sender leaves out the body. Adds CORS headers. Decodes the request's path and sets its parameters. `route` is
  // set to the matched pattern, for metrics ("unmatched" when there is none).
  awaitable<Response> handle(Request&, std::string_view& route);

  // Lets a page of an allowed origin read the answer. For answers that did not come from handle().
  void add_cors(const Request&, Response&) const;
  // To a refusal by the connection: without an Origin, which may not have been read, every page may read it.
  void add_cors_to_refusal(const Request&, Response&) const;

  // `prefix`: where a gateway has this API; "/": it is at its own root.
  boost::json::object openapi(std::string_view prefix = "/") const;

 private:
  using Segments = boost::container::small_vector<std::string_view, 8>;  // of a path
  struct Segment {
    std::string_view text;  // of the first route's pattern; a parameter's without its braces
    bool parameter;
  };
  struct Pattern {
    std::vector<Segment> segments;
    std::vector<const Route*> routes;  // one for each method
  };

  static Segments split(std::string_view path);
  Pattern& pattern_of(const Route&);
  const Pattern* match(const Segments&) const;
  std::expected<const Route*, Response> choose(Request&, std::string_view& route);
  std::expected<const Route*, Response> choose_method(const Request&, const Pattern&);
  std::string nothing_here() const;
  bool allows_origin(std::string_view origin) const;
  Response options_of(const Request&, const Pattern&) const;

  RouterOptions options_;
  Admission admission_;
  Gate gate_;  // of the costly routes
  bool has_docs_ = false;
  std::deque<Route> routes_;
  std::vector<Pattern> patterns_;  // the most specific first
};

}  // namespace souk::http
