#include "inventory/api/groups.hpp"

#include "base/stable_hash.hpp"
#include "inventory/api/product_tag.hpp"
#include "inventory/domain/refusals.hpp"
#include "rest/conditional.hpp"

namespace souk::inventory {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_writing_a_group =
    "Creates the group or replaces what it says. Its products are made or edited afterwards, with `group` and "
    "`options`. An option or a value that a product of the group has cannot be removed. A group without a product is "
    "shown nowhere. The same content makes no new version.";

Outcome<GroupId> group_parameter(const Request& request) {
  if (auto id = GroupId::parse(request.parameter("group"))) return std::move(*id);
  return Groups::not_found(request.parameter("group"));
}

// A cached variant is JSON already.
std::string json_of(const ShownGroup& shown) {
  auto json = describe::to_json(*shown.group);
  json.back() = ',';
  json += "\"variants\":[";
  for (const auto& variant : shown.variants) (json += variant == shown.variants.front() ? "" : ",") += variant->json;
  return json += "]}";
}

std::optional<Version> group_version_in(std::string_view tag) {
  const auto version = describe::Scalar<Version>::from_text(version_of(tag));
  return version ? std::optional(*version) : std::nullopt;
}

ExpectedGroup expected_group_of(const Request& request) {
  const auto [if_match, if_none_match] = rest::conditions_of(request);
  return {
      .exists = if_match.any, .absent = if_none_match.any, .versions = rest::accepted_by(if_match, group_version_in)};
}

}  // namespace

void GroupsApi::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/groups/{group}", "Get a group with its variants", this, &GroupsApi::get_group)
      .says(
          "In the order of its options. Only the admin sees drafts; for others a group of drafts does not exist. The "
          "variants are products: `GET /products/events` watches them.")
      .takes_header("If-None-Match", "The ETag of a read: 304 while group and variants are unchanged")
      .takes_header("If-Match", "The ETag of a read: 412 when the group has changed since")
      .answers<GroupWithVariants>()
      .sends({"ETag"})
      .answers_nothing(304)
      .sends({"ETag"})
      .refuses({group_not_found, version_mismatch, unavailable});
  router.add(put, "/groups/{group}", "Write a group", this, &GroupsApi::write_group)
      .says(about_writing_a_group)
      .guarded()
      .takes_header("If-Match", "The ETag of a read: 412 when the group has changed since")
      .takes_header("If-None-Match", "`*`: 412 when there is a group with this id")
      .takes<NewGroup>()
      .answers<Group>(200, "It existed")
      .sends({"ETag"})
      .answers<Group>(201, "It is new")
      .sends({"ETag", "Location"})
      .refuses({group_not_found, version_mismatch, unavailable});
  router.add(delete_, "/groups/{group}", "Delete a group", this, &GroupsApi::delete_group)
      .says("Of a group that has no products, not even drafts.")
      .guarded()
      .takes_header("If-Match", "The ETag of a read: 412 when the group has changed since")
      .answers_nothing()
      .refuses({group_not_found, group_in_use, version_mismatch, unavailable});
}

awaitable<Response> GroupsApi::get_group(const Request& request) {
  auto id = group_parameter(request);
  if (!id) co_return problem(id.error(), request.id);
  if (rest::wants_fresh(request)) reader_.forget(*id);
  const bool is_admin = co_await rest::passes(check_admin_, request);
  const auto shown = co_await reader_.find(*id, is_admin ? Drafts::shown : Drafts::hidden);
  if (!shown) co_return problem(shown.error(), request.id);
  Response response{.body = json_of(*shown)};
  const auto tag = std::to_string(shown->group->version.value()) + '-' + std::to_string(stable_hash(response.body));
  co_return rest::conditional(request, std::move(response), tag, version_of);
}

awaitable<Response> GroupsApi::write_group(const Request& request) {
  auto id = group_parameter(request);
  if (!id) co_return problem(id.error(), request.id);
  auto wanted = rest::read_body<NewGroup>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  const auto written = co_await writer_.write(*id, std::move(*wanted), expected_group_of(request));
  if (!written) co_return problem(rest::within("body", written.error()), request.id);
  auto response = rest::json(written->group, written->created ? 201 : 200);
  if (written->created) response.headers.emplace_back("Location", "/groups/" + id->text());
  co_return std::move(response).with("ETag", '"' + std::to_string(written->group.version.value()) + '"');
}

awaitable<Response> GroupsApi::delete_group(const Request& request) {
  auto id = group_parameter(request);
  if (!id) co_return problem(id.error(), request.id);
  const auto deleted = co_await writer_.remove(std::move(*id), expected_group_of(request));
  if (!deleted) co_return problem(deleted.error(), request.id);
  co_return rest::no_content();
}

}  // namespace souk::inventory
