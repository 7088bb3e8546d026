#include "rest/router.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <cassert>

#include "base/log.hpp"
#include "base/unavailable.hpp"
#include "http/client_address.hpp"
#include "http/target.hpp"
#include "rest/refusals.hpp"

namespace souk::rest {

namespace {

using http::percent_decode;

bool same_segment(std::string_view sent, std::string_view literal) {
  return sent == literal || (sent.contains('%') && percent_decode(sent) == literal);
}

std::string methods_of(const std::vector<const Route*>& routes) {
  std::string list;
  const auto add = [&](std::string_view method) { list.append(list.empty() ? "" : ", ").append(method); };
  for (const auto* route : routes) {
    add(name(route->facts().method));
    if (route->facts().method == Method::get) add("HEAD");
  }
  add("OPTIONS");
  return list;
}

const Route* with_method(const std::vector<const Route*>& routes, Method method) {
  const auto found = std::ranges::find(routes, method, [](const Route* route) { return route->facts().method; });
  return found == routes.end() ? nullptr : *found;
}

// For clients: shows neither an address nor a library's message.
std::string_view unavailable_detail(const Unavailable& away) {
  if (dynamic_cast<const Busy*>(&away) != nullptr) return "The server is too busy: try again in a moment";
  return away.dependency == Dependency::database
             ? "The database is unavailable: try again in a moment"
             : "A service that this one needs is unavailable: try again in a moment";
}

Response away(const Unavailable& error, std::string_view route, std::string_view id) {
  log::warn("request_unavailable",
            {{"request_id", std::string(id)}, {"route", std::string(route)}, {"error", error.what()}});
  return problem({unavailable, std::string(unavailable_detail(error))}, id);
}

Response broken(std::string_view error, std::string_view route, std::string_view id) {
  log::error("request_failed",
             {{"request_id", std::string(id)}, {"route", std::string(route)}, {"error", std::string(error)}});
  return problem({internal_error, "An internal error happened; it is logged with this request id"}, id);
}

}  // namespace

Router::Router(RouterOptions options) : options_(std::move(options)), gate_(options_.costly) {}

Route& Router::add(Method method, std::string pattern, std::string summary, Handler handler) {
  assert(pattern.starts_with('/') && (pattern == "/" || !pattern.ends_with('/')) && handler);
  const Route& route = routes_.emplace_back(method, std::move(pattern), std::move(summary), std::move(handler));
  auto& routes = pattern_of(route).routes;
  assert(!with_method(routes, method));
  routes.push_back(&route);
  return routes_.back();
}

Router::Segments Router::split(std::string_view path) {
  Segments segments;
  while (path.starts_with('/')) {
    const auto end = std::min(path.find('/', 1), path.size());
    segments.push_back(path.substr(1, end - 1));
    path.remove_prefix(end);
  }
  return segments;
}

Router::Pattern& Router::pattern_of(const Route& route) {
  const auto& text = route.facts().pattern;
  const auto known = std::ranges::find(patterns_, text, [](const Pattern& p) { return p.routes[0]->facts().pattern; });
  if (known != patterns_.end()) return *known;
  Pattern pattern;
  for (auto segment : split(text)) {
    const bool parameter = segment.starts_with('{') && segment.ends_with('}');
    pattern.segments.push_back({parameter ? segment.substr(1, segment.size() - 2) : segment, parameter});
  }
  const auto place = std::ranges::find_if(patterns_, [&](const Pattern& other) {
    return std::ranges::lexicographical_compare(pattern.segments, other.segments, {}, &Segment::parameter,
                                                &Segment::parameter);
  });
  return *patterns_.insert(place, std::move(pattern));
}

const Router::Pattern* Router::match(const Segments& segments) const {
  const auto found = std::ranges::find_if(patterns_, [&](const Pattern& pattern) {
    return std::ranges::equal(segments, pattern.segments, [](std::string_view sent, const Segment& wanted) {
      return wanted.parameter ? !sent.empty() : same_segment(sent, wanted.text);
    });
  });
  return found == patterns_.end() ? nullptr : &*found;
}

std::string Router::nothing_here() const {
  return std::string("There is nothing at this path") + (has_docs_ ? "; see the docs of this API" : "");
}

// The route of a request whose path is raw; nothing: choose() will refuse it.
const Route* Router::route_of(const Request& request) const {
  auto path = std::string_view(request.path);
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const auto* pattern = match(split(path));
  return pattern ? with_method(pattern->routes, request.method) : nullptr;
}

boost::asio::awaitable<Outcome<std::size_t>> Router::body_limit(const Request& request, std::size_t usual) {
  const auto* route = route_of(request);
  if (!route || route->facts().max_body == 0) co_return usual;
  if (!route->facts().guarded || !options_.guard.check) co_return route->facts().max_body;
  try {
    if (!co_await options_.guard.check(request)) co_return route->facts().max_body;
  } catch (const Unavailable& away) {
    co_return souk::refuse(unavailable, std::string(unavailable_detail(away)));
  }
  co_return souk::refuse(options_.guard.refusals.front(), "Only the admin may send a body this large");
}

std::expected<const Route*, Response> Router::choose(Request& request, std::string_view& route) {
  route = "unmatched";
  if (request.method == Method::other) {
    return std::unexpected(problem({http::not_implemented, "This server does not support this method"}, request.id));
  }
  if (request.method == Method::options && request.path == "*") return std::unexpected(no_content());
  if (request.path.size() > 1 && request.path.ends_with('/') && !request.path.ends_with("//")) request.path.pop_back();
  auto decoded = percent_decode(request.path);
  const auto segments = split(request.path);
  const Pattern* pattern = decoded ? match(segments) : nullptr;
  if (!pattern) return std::unexpected(problem({not_found, nothing_here()}, request.id));
  route = pattern->routes[0]->facts().pattern;
  auto chosen = choose_method(request, *pattern);
  if (!chosen) return chosen;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto& segment = pattern->segments[i];
    if (segment.parameter) request.parameters.emplace_back(segment.text, percent_decode(segments[i]).value());
  }
  request.path = std::move(*decoded);
  return chosen;
}

std::expected<const Route*, Response> Router::choose_method(const Request& request, const Pattern& pattern) {
  const Route* found = with_method(pattern.routes, request.method);
  if (!found && request.method == Method::head) found = with_method(pattern.routes, Method::get);
  if (!found && request.method == Method::options) return std::unexpected(options_of(request, pattern));
  if (!found) {
    return std::unexpected(problem({method_not_allowed, "This path does not have this method: see Allow"}, request.id)
                               .with("Allow", methods_of(pattern.routes)));
  }
  return found;
}

bool Router::allows_origin(std::string_view origin) const {
  return !origin.empty() && std::ranges::count(options_.cors_origins, origin) > 0;
}

Response Router::options_of(const Request& request, const Pattern& pattern) const {
  auto methods = methods_of(pattern.routes);
  auto response = no_content();
  const bool preflight = !request.header("Access-Control-Request-Method").empty();
  if (preflight && allows_origin(request.header("Origin"))) {
    response.headers = {
        {"Access-Control-Allow-Methods", methods},
        {"Access-Control-Allow-Headers",
         "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, Last-Event-ID, "
         "Challenge-Solution"},
        {"Access-Control-Max-Age", "600"},
    };
  }
  return std::move(response).with("Allow", std::move(methods));
}

void Router::add_cors(const Request& request, Response& response) const {
  if (!options_.cors_origins.empty()) response.headers.emplace_back("Vary", "Origin");
  const auto origin = request.header("Origin");
  if (!allows_origin(origin)) return;
  response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  response.headers.emplace_back("Access-Control-Expose-Headers",
                                "X-Request-Id, X-Total-Count, Link, ETag, Location, Retry-After, Idempotent-Replayed");
}

Response Router::refuse(const Request& request, const Refusal& refusal) const {
  auto response = problem(refusal, request.id);
  add_cors(request, response);
  if (request.header("Origin").empty()) response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

awaitable<Response> Router::serve(const Route& route, const Request& request) {
  if (route.facts().guarded && options_.guard.check) {
    if (auto refused = co_await options_.guard.check(request)) co_return std::move(*refused);
  }
  Gate::Turn turn;
  if (route.facts().costly) {
    turn = co_await gate_.enter(http::client_address(request));
    if (!turn) throw Busy(Dependency::database, "too many requests wait for a list");
  }
  co_return co_await route.handler()(request);
}

awaitable<Response> Router::handle(Request& request, std::string_view& route) {
  const auto cancellation = co_await boost::asio::this_coro::cancellation_state;
  Response response;
  if (auto chosen = choose(request, route); !chosen) {
    response = std::move(chosen.error());
  } else {
    try {
      const auto& facts = (*chosen)->facts();
      const bool plain = !facts.guarded && !facts.costly;
      response = co_await (plain ? (*chosen)->handler()(request) : serve(**chosen, request));
    } catch (const Unavailable& error) {
      response = away(error, route, request.id);
    } catch (const std::exception& error) {
      response = cancellation.cancelled() == boost::asio::cancellation_type::none
                     ? broken(error.what(), route, request.id)
                     : problem({unavailable, "The server is about to stop"}, request.id);
    } catch (...) {
      response = broken("not an exception", route, request.id);
    }
  }
  add_cors(request, response);
  co_return response;
}

}  // namespace souk::rest
