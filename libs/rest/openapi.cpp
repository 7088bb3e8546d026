#include <array>
#include <boost/json/array.hpp>
#include <map>
#include <set>

#include "http/ascii.hpp"
#include "rest/refusals.hpp"
#include "rest/router.hpp"

namespace souk::rest {

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
    auto schema = text_schema();
    if (!header.pattern.empty()) schema["pattern"] = header.pattern;
    auto one = parameter(header.name, "header", header.required, std::move(schema));
    one["description"] = header.description;
    all.push_back(std::move(one));
  }
  return all;
}

// The headers of answers, with their descriptions.
struct KnownHeader {
  std::string_view name, description;
  bool is_number = false;
};
constexpr auto known_headers = std::to_array<KnownHeader>({
    {"X-Request-Id", "The id of this request in the logs: the client's own, or a new ULID"},
    {"ETag", "The tag of this state, for If-None-Match and If-Match"},
    {"Location", "The path of the new resource"},
    {"Link", "The next page, as rel=\"next\"; absent from the last one"},
    {"X-Total-Count", "The number of items on all pages", true},
    {"Idempotent-Replayed", "\"true\": this request changed nothing, an earlier one with the same Idempotency-Key did"},
    {"Set-Cookie", "Starts or ends the session"},
    {"Cache-Control", "Whether the answer may be cached"},
    {"X-Accel-Buffering", "\"no\": a proxy must send each event at once"},
    {"WWW-Authenticate", "How to authenticate"},
    {"Accept-Encoding", "The content codings that a body may have"},
    {"Retry-After", "Seconds to wait before trying again", true},
});

object headers_named(const std::vector<std::string>& names) {
  object headers = {{"X-Request-Id", reference("headers", "X-Request-Id")}};
  for (const auto& name : names) headers[name] = reference("headers", name);
  return headers;
}

object headers_of_refusal(unsigned status) {
  if (status == 401) return headers_named({"WWW-Authenticate", "Set-Cookie"});
  if (status == 415) return headers_named({"Accept-Encoding"});
  if (status == 429 || status == 503) return headers_named({"Retry-After"});
  return headers_named({});
}

object answer_of(const RouteFacts::Answer& answer) {
  const std::string_view description = answer.description.empty() ? http::reason(answer.status) : answer.description;
  object one = {{"description", description}, {"headers", headers_named(answer.headers)}};
  if (answer.shape) {
    one["content"] = content(answer.content_type, schema_of(*answer.shape));
  } else if (!answer.content_type.empty()) {
    one["content"] = content(answer.content_type, text_schema());
  }
  return one;
}

// A stream, described as an array of its events.
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
      {"headers", headers_named({"Cache-Control", "X-Accel-Buffering"})},
      {"content", content("text/event-stream", {{"type", "array"}, {"items", object{{"oneOf", std::move(kinds)}}}})}};
}

struct ByWord {
  bool operator()(const Code& one, const Code& other) const { return one.word < other.word; }
};
using Codes = std::set<Code, ByWord>;

// What any operation may refuse before its handler runs, and what is refused where no operation matches.
constexpr auto of_any_operation = {http::bad_request,  http::request_timeout,  http::body_too_large,
                                   http::uri_too_long, http::header_too_large, internal_error,
                                   unavailable};
constexpr auto without_operation = {not_found, method_not_allowed, http::not_implemented};

Codes refusals_of(const RouteFacts& facts, const Guard& guard) {
  Codes codes(of_any_operation);
  codes.insert(facts.refusals.begin(), facts.refusals.end());
  if (facts.body || !facts.query.empty()) codes.insert(validation_failed);
  if (facts.body || !facts.file.empty()) codes.insert(unsupported_media_type);
  if (facts.guarded) codes.insert(guard.refusals.begin(), guard.refusals.end());
  return codes;
}

object refusal_of(unsigned status, const Codes& codes) {
  std::string description;
  for (const auto& code : codes) {
    description.append(description.empty() ? "`" : "; `").append(code.word).append("`: ").append(code.title);
  }
  return {{"description", description},
          {"headers", headers_of_refusal(status)},
          {"content", content("application/problem+json", reference("schemas", "Problem"))}};
}

// A status with a single code refers to a shared response. `shared` collects these codes.
object responses_of(const RouteFacts& facts, const Guard& guard, Codes& shared) {
  object responses;
  for (const auto& answer : facts.answers) responses[std::to_string(answer.status)] = answer_of(answer);
  if (!facts.events.empty()) responses["200"] = stream_of(facts.events);
  std::map<unsigned, Codes> by_status;
  for (const auto& code : refusals_of(facts, guard)) by_status[code.status].insert(code);
  for (const auto& [status, codes] : by_status) {
    const auto only = *codes.begin();
    if (codes.size() == 1) shared.insert(only);
    responses[std::to_string(status)] =
        codes.size() == 1 ? reference("responses", only.word) : refusal_of(status, codes);
  }
  return responses;
}

// "Place an order" -> "place_an_order". A number is appended when the id is taken.
std::string operation_id(std::string_view summary, std::set<std::string>& taken) {
  std::string id;
  for (const char c : summary) {
    if (http::is_letter(c) || http::is_digit(c)) {
      id += http::lower(c);
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

array security_of(const RouteFacts& facts, const Guard& guard) {
  if (!facts.cookie.empty()) return {object{{facts.cookie, array{}}}};
  if (!facts.guarded) return {};
  array security;
  for (const auto& [name, scheme] : guard.schemes) security.push_back(object{{name, array{}}});
  if (guard.optional) security.push_back(object{});
  return security;
}

object file_body(const RouteFacts& facts) {
  return {{"required", true},
          {"description", "The file itself, at most " + std::to_string(facts.max_body) + " bytes"},
          {"content", content(facts.file, {{"type", "string"}, {"format", "binary"}})}};
}

object operation_of(const RouteFacts& facts, std::string id) {
  object operation = {{"summary", facts.summary}, {"operationId", std::move(id)}};
  if (!facts.description.empty()) operation["description"] = facts.description;
  operation["tags"] = array{facts.tag.empty() ? first_word(facts.pattern) : facts.tag};
  if (auto parameters = parameters_of(facts); !parameters.empty()) operation["parameters"] = std::move(parameters);
  if (facts.body) {
    operation["requestBody"] =
        object{{"required", !facts.body_optional}, {"content", content("application/json", schema_of(*facts.body))}};
  }
  if (!facts.file.empty()) operation["requestBody"] = file_body(facts);
  return operation;
}

object problem_schema(const Codes& all) {
  array codes;
  for (const auto& code : all) codes.push_back(json::value(code.word));
  const object step = {{"anyOf", array{text_schema(), object{{"type", "integer"}, {"minimum", 0}}}}};
  const object fault = {
      {"type", "object"},
      {"properties",
       object{{"loc", object{{"type", "array"}, {"items", step}, {"description", "The position of the fault"}}},
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

object header_components() {
  object headers;
  for (const auto& [name, description, is_number] : known_headers) {
    auto schema = is_number ? object{{"type", "integer"}, {"minimum", 0}} : text_schema();
    headers[name] = object{{"description", description}, {"schema", std::move(schema)}};
  }
  return headers;
}

object response_components(const Codes& codes) {
  object responses;
  for (const auto& code : codes) responses[code.word] = refusal_of(code.status, {code});
  return responses;
}

void declare_shapes(const RouteFacts& facts, object& schemas) {
  const auto declare = [&](const RouteFacts::Shape& shape) { schemas.emplace(shape.name, shape.schema); };
  if (facts.body) declare(*facts.body);
  for (const auto& answer : facts.answers) {
    if (answer.shape) declare(*answer.shape);
  }
  for (const auto& event : facts.events) declare(event.data);
}

}  // namespace

object Router::openapi(std::string_view prefix) const {
  object paths;
  object schemas;
  std::set<std::string> taken;
  Codes shared, all(without_operation);
  object schemes;
  for (const auto& route : routes_) {
    const auto& facts = route.facts();
    if (facts.hidden) continue;
    std::string method(name(facts.method));
    for (char& c : method) c = http::lower(c);
    auto operation = operation_of(facts, operation_id(facts.summary, taken));
    operation["responses"] = responses_of(facts, options_.guard, shared);
    operation["security"] = security_of(facts, options_.guard);
    paths.emplace(facts.pattern, object{}).first->value().as_object()[method] = std::move(operation);
    all.merge(refusals_of(facts, options_.guard));
    if (facts.guarded) schemes.insert(options_.guard.schemes.begin(), options_.guard.schemes.end());
    if (!facts.cookie.empty())
      schemes[facts.cookie] = object{{"type", "apiKey"}, {"in", "cookie"}, {"name", facts.cookie}};
    declare_shapes(facts, schemas);
  }
  schemas["Problem"] = problem_schema(all);
  object components = {
      {"schemas", std::move(schemas)}, {"responses", response_components(shared)}, {"headers", header_components()}};
  if (!schemes.empty()) components["securitySchemes"] = std::move(schemes);
  object info = {{"title", options_.title}, {"version", options_.version}};
  if (!options_.description.empty()) info["description"] = options_.description;
  return {{"openapi", "3.1.0"},
          {"info", std::move(info)},
          {"servers", array{object{{"url", prefix}}}},
          {"paths", std::move(paths)},
          {"components", std::move(components)}};
}

}  // namespace souk::rest
