#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "rest/router.hpp"
#include "unit/rest/ask.hpp"

namespace souk::rest::testing {
namespace {

constexpr Code unauthorized{"unauthorized", 401, "Unauthorized"};
constexpr Code too_many_requests{"too_many_requests", 429, "Too many requests"};
constexpr Code tea_not_found{"tea_not_found", 404, "Tea not found"};
constexpr Code key_reused{"key_reused", 422, "Key reused"};

using boost::json::object;
using boost::json::value;
using ::testing::UnorderedElementsAre;

struct Tea {
  describe::Text<1, 10> name;
  Money price;
  std::optional<describe::Text<1, 10>> origin;
};
BOOST_DESCRIBE_STRUCT(Tea, (), (name, price, origin))

struct NewTea {
  describe::Text<1, 10> name;
};
BOOST_DESCRIBE_STRUCT(NewTea, (), (name))

struct Gone {
  describe::Text<1, 10> name;
};
BOOST_DESCRIBE_STRUCT(Gone, (), (name))

struct Page {
  std::optional<std::string> kind;
  std::optional<describe::Integer<1, 100>> limit;
};
BOOST_DESCRIBE_STRUCT(Page, (), (kind, limit))

awaitable<Response> nothing(const Request&) {
  co_return no_content();
}

class OpenApi : public ::testing::Test {
 protected:
  OpenApi() {
    router.add(Method::get, "/teas", "List teas", nothing)
        .says("All of *them*.")
        .takes_query<Page>()
        .among("kind", {"green", "black"})
        .answers_many<Tea>();
    router.add(Method::post, "/teas", "Add a tea", nothing)
        .takes<NewTea>()
        .takes_header("Idempotency-Key", "Makes a repeat harmless", "^[a-z]+$")
        .answers<Tea>(201, "Added")
        .sends({"Location"})
        .refuses({key_reused, unavailable})
        .guarded();
    router.add(Method::get, "/teas/{id}", "Show a tea!", nothing).answers<Tea>().refuses({tea_not_found});
    router.add(Method::delete_, "/teas/{id}/cups/{cup}", "Show a tea", nothing).answers_nothing().guarded();
    router.add(Method::get, "/me", "Who am I", nothing).answers<Tea>().needs_session("sugar");
    router.add(Method::get, "/metrics", "Metrics", nothing).answers_text("text/plain", "In Prometheus' format");
    router.add(Method::get, "/teas/events", "Watch teas", nothing)
        .answers_events<Tea>("tea", "A tea that has changed")
        .answers_events<Gone>("gone", "A tea that is sold out");
    router.add_docs();
    document = router.openapi();
  }
  const value& at(std::string_view pointer) { return document.at_pointer(pointer); }
  const value& resolved(const value& response) {
    const auto* reference = response.as_object().if_contains("$ref");
    return reference == nullptr ? response : at(std::string_view(reference->as_string()).substr(1));
  }
  template <class Visit>
  void operations(Visit visit) {
    for (const auto& [path, methods] : at("/paths").as_object()) {
      for (const auto& [method, operation] : methods.as_object()) visit(path, operation.as_object());
    }
  }

  Router router{{.title = "Teas",
                 .version = "1.0",
                 .description = "About tea",
                 .guard = {.check = {},
                           .refusals = {unauthorized, too_many_requests},
                           .schemes = {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}},
                                       {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "sesame"}}}},
                           .optional = false},
                 .cors_origins = {}}};
  value document;
};

void references(const value& where, std::set<std::string>& found) {
  if (const auto* members = where.if_object()) {
    for (const auto& [name, member] : *members) {
      if (name == "$ref") found.insert(std::string(member.as_string()));
      references(member, found);
    }
  } else if (const auto* items = where.if_array()) {
    for (const auto& item : *items) references(item, found);
  }
}

TEST_F(OpenApi, an_answer_has_all_its_members_and_null_for_unknown_values) {
  const auto& tea = at("/components/schemas/Tea").as_object();
  EXPECT_EQ(tea.at("required").as_array(), (boost::json::array{"name", "price", "origin"}));
  EXPECT_EQ(boost::json::serialize(tea.at("properties").at("origin")).find("null") != std::string::npos, true);
  EXPECT_FALSE(tea.contains("additionalProperties"));
  EXPECT_EQ(at("/components/schemas/NewTea/additionalProperties"), value(false));
}

TEST_F(OpenApi, has_the_description_of_a_route) {
  EXPECT_EQ(at("/paths/~1teas/get/description"), "All of *them*.");
  EXPECT_FALSE(at("/paths/~1teas/post").as_object().contains("description"));
}

TEST_F(OpenApi, describes_a_stream_as_an_array_of_its_events) {
  const auto& answer = at("/paths/~1teas~1events/get/responses/200/content/text~1event-stream/schema");
  EXPECT_EQ(answer.at("type"), "array");
  const auto& kinds = answer.at_pointer("/items/oneOf").as_array();
  ASSERT_EQ(kinds.size(), 2);
  EXPECT_EQ(kinds[0].at_pointer("/properties/event/const"), "tea");
  EXPECT_EQ(kinds[0].at_pointer("/properties/data/$ref"), "#/components/schemas/Tea");
  EXPECT_EQ(kinds[1].at_pointer("/properties/event/const"), "gone");
  EXPECT_TRUE(document.at_pointer("/components/schemas").as_object().contains("Gone"));
}

TEST_F(OpenApi, is_version_3_1) {
  EXPECT_EQ(at("/openapi"), "3.1.0");
  EXPECT_EQ(at("/info/title"), "Teas");
  EXPECT_EQ(at("/info/version"), "1.0");
}

TEST_F(OpenApi, has_no_broken_reference) {
  std::set<std::string> found;
  references(document, found);
  EXPECT_GE(found.size(), 4);
  for (const auto& reference : found) {
    ASSERT_TRUE(reference.starts_with("#/"));
    boost::system::error_code missing;
    EXPECT_NE(document.find_pointer(reference.substr(1), missing), nullptr) << reference;
  }
}

TEST_F(OpenApi, declares_every_parameter_of_a_path) {
  operations([](std::string_view path, const object& operation) {
    std::set<std::string> declared;
    if (const auto* parameters = operation.if_contains("parameters")) {
      for (const auto& parameter : parameters->as_array()) {
        if (parameter.at("in") != "path") continue;
        EXPECT_EQ(parameter.at("required"), true);
        declared.insert("{" + std::string(parameter.at("name").as_string()) + "}");
      }
    }
    for (const auto& name : declared) EXPECT_NE(path.find(name), std::string_view::npos);
    EXPECT_EQ(declared.size(), static_cast<std::size_t>(std::ranges::count(path, '{'))) << path;
  });
}

TEST_F(OpenApi, gives_every_operation_an_id_and_a_response_with_a_description) {
  std::set<std::string> ids;
  operations([&](std::string_view path, const object& operation) {
    EXPECT_TRUE(ids.insert(std::string(operation.at("operationId").as_string())).second);
    ASSERT_FALSE(operation.at("responses").as_object().empty()) << path;
    for (const auto& [status, response] : operation.at("responses").as_object()) {
      const auto& answer = resolved(response);
      EXPECT_FALSE(answer.at("description").as_string().empty()) << path << " " << status;
      EXPECT_TRUE(answer.as_object().contains("headers"));
    }
  });
  EXPECT_TRUE(ids.contains("add_a_tea"));
  EXPECT_TRUE(ids.contains("show_a_tea_2"));
}

TEST_F(OpenApi, prints_bodies_answers_and_parameters) {
  EXPECT_EQ(at("/paths/~1teas/post/requestBody/content/application~1json/schema/$ref"), "#/components/schemas/NewTea");
  EXPECT_EQ(at("/paths/~1teas/post/responses/201/content/application~1json/schema/$ref"), "#/components/schemas/Tea");
  EXPECT_EQ(at("/paths/~1teas/get/responses/200/content/application~1json/schema/items/$ref"),
            "#/components/schemas/Tea");
  EXPECT_EQ(at("/paths/~1teas/get/parameters/1/name"), "limit");
  EXPECT_EQ(at("/paths/~1teas/get/parameters/1/in"), "query");
  EXPECT_EQ(at("/paths/~1teas/get/parameters/1/required"), false);
  EXPECT_EQ(at("/paths/~1teas/post/parameters/0/in"), "header");
  EXPECT_EQ(at("/components/schemas/Tea/type"), "object");
  EXPECT_TRUE(at("/components/schemas/Tea/properties").as_object().contains("price"));
  EXPECT_EQ(at("/paths/~1metrics/get/responses/200/content/text~1plain/schema/type"), "string");
  EXPECT_FALSE(at("/paths/~1teas~1{id}~1cups~1{cup}/delete/responses/204").as_object().contains("content"));
}

TEST_F(OpenApi, prints_refusals_as_problems_and_names_their_codes) {
  const auto& responses = at("/paths/~1teas/post/responses").as_object();
  for (const char* status : {"400", "401", "408", "413", "414", "415", "422", "429", "431", "500", "503"}) {
    EXPECT_EQ(resolved(responses.at(status)).at_pointer("/content/application~1problem+json/schema/$ref"),
              "#/components/schemas/Problem");
  }
  EXPECT_EQ(responses.at("422").at("description"), "`key_reused`: Key reused; `validation_failed`: Validation failed");
  EXPECT_TRUE(at("/paths/~1teas/get/responses").as_object().contains("422"));
  EXPECT_FALSE(at("/paths/~1teas/get/responses").as_object().contains("415"));
}

TEST_F(OpenApi, requires_the_token_where_it_is_needed) {
  EXPECT_EQ(at("/components/securitySchemes/bearer/scheme"), "bearer");
  EXPECT_EQ(at("/paths/~1teas/post/security"), boost::json::parse(R"([{"bearer":[]},{"session":[]}])"));
  EXPECT_EQ(at("/components/securitySchemes/sugar"),
            boost::json::parse(R"({"type":"apiKey","in":"cookie","name":"sugar"})"));
  EXPECT_EQ(at("/paths/~1me/get/security"), boost::json::parse(R"([{"sugar":[]}])"));
  EXPECT_EQ(at("/paths/~1teas/get/security"), value(boost::json::array{}));
}

TEST_F(OpenApi, declares_the_headers_of_each_answer) {
  const auto headers = [&](std::string_view operation, std::string_view status) {
    std::set<std::string> names;
    const auto& response = resolved(at("/paths/" + std::string(operation) + "/responses").at(status));
    for (const auto& [name, header] : response.at("headers").as_object()) names.insert(name);
    return names;
  };
  EXPECT_THAT(headers("~1teas/post", "201"), UnorderedElementsAre("X-Request-Id", "Location"));
  EXPECT_THAT(headers("~1teas/get", "200"), UnorderedElementsAre("X-Request-Id"));
  EXPECT_THAT(headers("~1teas/get", "503"), UnorderedElementsAre("X-Request-Id", "Retry-After"));
  EXPECT_THAT(headers("~1teas/post", "401"), UnorderedElementsAre("X-Request-Id", "WWW-Authenticate", "Set-Cookie"));
  EXPECT_THAT(headers("~1teas/post", "415"), UnorderedElementsAre("X-Request-Id", "Accept-Encoding"));
}

TEST_F(OpenApi, has_the_allowed_values_of_parameters_and_headers) {
  EXPECT_EQ(at("/paths/~1teas/get/parameters/0/schema/enum"), boost::json::parse(R"(["green","black"])"));
  EXPECT_EQ(at("/paths/~1teas/post/parameters/0/schema/pattern"), "^[a-z]+$");
}

TEST_F(OpenApi, has_the_root_or_the_gateways_prefix_as_its_server) {
  const auto server = [&](std::string_view prefix) {
    const Request request{.path = "/openapi.json", .headers = {{"X-Forwarded-Prefix", prefix}}};
    return boost::json::parse(ask(router, request).response.body).at_pointer("/servers/0/url");
  };
  EXPECT_EQ(at("/servers/0/url"), "/");
  EXPECT_EQ(server("/api/teas"), "/api/teas");
  for (const auto* odd : {"", "/", "api", "//evil.example", "/a b", "/a?b", "/\"", "http://x"})
    EXPECT_EQ(server(odd), "/") << odd;
}

TEST_F(OpenApi, leaves_out_hidden_routes) {
  EXPECT_FALSE(at("/paths").as_object().contains("/docs"));
}

TEST_F(OpenApi, is_served) {
  const auto response = ask(router, {.path = "/openapi.json"}).response;
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(boost::json::parse(response.body), document);
}

TEST_F(OpenApi, lists_array_items_and_pairs_correctly) {  // braces of Boost.JSON can make an array of a pair
  EXPECT_TRUE(at("/servers/0/url").is_string());
  EXPECT_TRUE(at("/components/schemas/Problem/properties/errors/items/required/2").is_string());
  EXPECT_EQ(at("/components/schemas/Problem/properties/errors/items/properties/loc/items/anyOf/1/type"), "integer");
}

}  // namespace
}  // namespace souk::rest::testing
