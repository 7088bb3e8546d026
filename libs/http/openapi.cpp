#include <boost/json/array.hpp>
#include <map>
#include <set>

#include "http/ascii.hpp"
#include "http/router.hpp"
#include "http/wire.hpp"

namespace souk::http {

namespace {

namespace json = boost::json;
using json::array;
using json::object;

object reference(std::string_view kind, std::string_view name) {
  return {{"$ref", std::string("#/components/").append(kind).append("/").append(name)}};
}

object text_schema() {
  return {{"type", "string"}};
}

object schema_of(const RouteFacts::Shape& shape) {
  auto one = reference("schemas", shape.name);
  if (!shape.many) return one;
  return {{"type", "array"}, {"items", std::move(one)}};
}

object content(std::string_view type, object schema) {
  return {{type, object{{"schema", std::move(schema)}}}};
}

object parameter(std::string_view name, std::string_view where, bool required, object schema) {
  return {{"name", name}, {"in", where}, {"required", required}, {"schema", std::move(schema)}};
}

array parameters_of(const RouteFacts& facts) {
  array all;
  for (auto begin = facts.pattern.find('{'); begin != std::string::npos; begin = facts.pattern.find('{', begin + 1)) {
    const auto name = facts.pattern.substr(begin + 1, facts.pattern.find('}', begin) - begin - 1);
    all.push_back(parameter(name, "path", true, text_schema()));
  }
  for (const auto& member : facts.query) {
    all.push_back(parameter(member.name, "query", member.required, member.schema));
  }
  for (const auto& header : facts.headers) {
    auto one = parameter(header.name, "header", header.required, text_schema());
    one["description"] = header.description;
    all.push_back(std::move(one));
  }
  return all;
}

object headers_of(unsigned status) {
  object headers = {{"X-Request-Id", reference("headers", "X-Request-Id")}};
  if (status == 401) headers["WWW-Authenticate"] = reference("headers", "WWW-Authenticate");
  if (status == 429 || status == 503) headers["Retry-After"] = reference("headers", "Retry-After");
  return headers;
}

object answer_of(const RouteFacts::Answer& answer) {
  const std::string_view description = answer.description.empty() ? reason(answer.status) : answer.description;
  object one = {{"description", description}, {"headers", headers_of(answer.status)}};
  if (answer.shape) {
    one["content"] = content(answer.content_type, schema_of(*answer.shape));
  } else if (!answer.content_type.empty()) {
    one["content"] = content(answer.content_type, text_schema());
  }
  return one;
}

// A stream, described as the array of the events that come.
object stream_of(const std::vector<RouteFacts::Event>& events) {
  array kinds;
  for (const auto& event : events) {
    kinds.push_back(object{
        {"type", "object"},
        {"description", event.description},
        {"properties",
         object{{"event", object{{"const", event.name}}}, {"data", schema_of(event.data)}, {"id", text_schema()}}},
        {"required", array{"event", "data"}}});
  }
  return {
      {"description", "Server-sent events, until the client leaves"},
      {"headers", headers_of(200)},
      {"content", content("text/event-stream", {{"type", "array"}, {"items", object{{"oneOf", std::move(kinds)}}}})}};
}

// What a route says that it refuses, and what the router and the reader of bodies refuse for it.
std::map<unsigned, std::set<Code>> refusals_of(const RouteFacts& facts) {
  std::map<unsigned, std::set<Code>> by_status;
  const auto add = [&](Code code) { by_status[status_of(code)].insert(code); };
  for (const Code code : facts.refusals) add(code);
  if (facts.body || !facts.query.empty()) add(Code::validation_failed);
  if (facts.body) add(Code::unsupported_media_type);
  if (facts.admin) {
    add(Code::unauthorized);
    add(Code::too_many_requests);
  }
  add(Code::unavailable);  // to any route, when there are too many connections or a part is away
  return by_status;
}

object refusal_of(unsigned status, const std::set<Code>& codes) {
  std::string description;
  for (const Code code : codes) {
    description.append(description.empty() ? "`" : "; `").append(word(code)).append("`: ").append(title_of(code));
  }
  return {{"description", description},
          {"headers", headers_of(status)},
          {"content", content("application/problem+json", reference("schemas", "Problem"))}};
}

object responses_of(const RouteFacts& facts) {
  object responses;
  for (const auto& answer : facts.answers) responses[std::to_string(answer.status)] = answer_of(answer);
  if (!facts.events.empty()) responses["200"] = stream_of(facts.events);
  for (const auto& [status, codes] : refusals_of(facts)) {
    responses[std::to_string(status)] = refusal_of(status, codes);
  }
  return responses;
}

// "Place an order" -> "place_an_order"; told apart from one that is taken by its number.
std::string operation_id(std::string_view summary, std::set<std::string>& taken) {
  std::string id;
  for (const char c : summary) {
    if (is_letter(c) || is_digit(c)) {
      id += lower(c);
    } else if (!id.empty() && id.back() != '_') {
      id += '_';
    }
  }
  while (id.ends_with('_')) id.pop_back();
  if (id.empty()) id = "operation";
  std::string unique = id;
  for (int number = 2; !taken.insert(unique).second; ++number) unique = id + "_" + std::to_string(number);
  return unique;
}

// "/products/{id}" -> "products"
std::string first_word(std::string_view pattern) {
  pattern.remove_prefix(std::min<std::size_t>(1, pattern.size()));
  return std::string(pattern.substr(0, pattern.find('/')));
}

object operation_of(const RouteFacts& facts, bool has_token, std::set<std::string>& taken) {
  object operation = {{"summary", facts.summary}, {"operationId", operation_id(facts.summary, taken)}};
  if (!facts.description.empty()) operation["description"] = facts.description;
  operation["tags"] = array{facts.tag.empty() ? first_word(facts.pattern) : facts.tag};
  if (auto parameters = parameters_of(facts); !parameters.empty()) operation["parameters"] = std::move(parameters);
  if (facts.body) {
    operation["requestBody"] =
        object{{"required", true}, {"content", content("application/json", schema_of(*facts.body))}};
  }
  operation["responses"] = responses_of(facts);
  if (facts.admin) {
    array security = {object{{"bearer", array{}}}, object{{"session", array{}}}};
    if (!has_token) security.push_back(object{});  // or nothing: this server was started without a token
    operation["security"] = std::move(security);
  }
  return operation;
}

object problem_schema() {
  array codes;
  for (auto code = Code::bad_request; code <= Code::unavailable; code = static_cast<Code>(static_cast<int>(code) + 1)) {
    codes.push_back(json::value(word(code)));
  }
  const object step = {{"anyOf", array{text_schema(), object{{"type", "integer"}, {"minimum", 0}}}}};
  const object fault = {
      {"type", "object"},
      {"properties", object{{"loc", object{{"type", "array"}, {"items", step}, {"description", "Where it is wrong"}}},
                            {"type", text_schema()},
                            {"msg", text_schema()}}},
      {"required", array{"loc", "type", "msg"}}};
  return {{"type", "object"},
          {"description", "Why a request was refused (RFC 9457)"},
          {"properties", object{{"type", object{{"type", "string"}, {"format", "uri"}}},
                                {"title", text_schema()},
                                {"status", object{{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}},
                                {"detail", text_schema()},
                                {"code", object{{"type", "string"}, {"enum", std::move(codes)}}},
                                {"request_id", text_schema()},
                                {"errors", object{{"type", "array"}, {"items", fault}}}}},
          {"required", array{"type", "title", "status", "detail", "code", "request_id"}}};
}

object header(std::string_view description, object schema) {
  return {{"description", description}, {"schema", std::move(schema)}};
}

object headers() {
  return {{"X-Request-Id", header("Names this request in the logs: the client's own, or a new ULID", text_schema())},
          {"WWW-Authenticate", header("How to prove who asks", text_schema())},
          {"Retry-After", header("Seconds to wait before trying again", object{{"type", "integer"}, {"minimum", 0}})}};
}

}  // namespace

object Router::openapi() const {
  object paths;
  object schemas = {{"Problem", problem_schema()}};
  std::set<std::string> taken;
  bool guarded = false;
  const auto declare = [&](const RouteFacts::Shape& shape) { schemas.emplace(shape.name, shape.schema); };
  for (const auto& route : routes_) {
    const auto& facts = route.facts();
    if (facts.hidden) continue;
    std::string method(name(facts.method));
    for (char& c : method) c = lower(c);
    auto& path = paths.emplace(facts.pattern, object{}).first->value().as_object();
    path[method] = operation_of(facts, options_.admin_token.has_value(), taken);
    guarded |= facts.admin;
    if (facts.body) declare(*facts.body);
    for (const auto& answer : facts.answers) {
      if (answer.shape) declare(*answer.shape);
    }
    for (const auto& event : facts.events) declare(event.data);
  }
  object components = {{"schemas", std::move(schemas)}, {"headers", headers()}};
  if (guarded) {
    components["securitySchemes"] =
        object{{"bearer", object{{"type", "http"}, {"scheme", "bearer"}}},
               {"session", object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "souk_admin"}}}};
  }
  object info = {{"title", options_.title}, {"version", options_.version}};
  if (!options_.description.empty()) info["description"] = options_.description;
  // Relative to this document, so that it is right behind a gateway's prefix too.
  return {{"openapi", "3.1.0"},
          {"info", std::move(info)},
          {"servers", array{object{{"url", "."}}}},
          {"paths", std::move(paths)},
          {"components", std::move(components)}};
}

}  // namespace souk::http
