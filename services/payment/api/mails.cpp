// The mails that buyers get, for the store.
#include "payment/api/api.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/mail/mail_words.hpp"
#include "rest/message.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr std::size_t default_mails = 50;

struct MailQuery {
  std::optional<describe::Integer<1, 100>> limit;
  std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(MailQuery, (), (limit, cursor))

// `to` is masked, and null once the customer was erased.
struct Mail {
  std::string id;
  Ulid pk;
  OrderNumber number;
  std::string step, subject;
  std::optional<std::string> to;
  Timestamp at;
  MailState state;
  describe::Integer<0, 1'000'000> tries;
};
BOOST_DESCRIBE_STRUCT(Mail, (), (id, pk, number, step, subject, to, at, state, tries))

Mail shown(const ListedMail& mail) {
  const auto& id = mail.record.id;
  return {.id = id.text(),
          .pk = id.pk,
          .number = number_of(id.pk),
          .step = id.step,
          .subject = subject_of(id),
          .to = mail.customer ? std::optional(masked(*mail.customer).email) : std::nullopt,
          .at = mail.record.at,
          .state = mail.record.state,
          .tries = describe::Integer<0, 1'000'000>(mail.record.tries)};
}

constexpr const char* about_mails =
    "Each step of an order of which its buyer gets a mail. `sent`: the mail server has it. `file`: it is a file of the "
    "shop, which has no mail server. `refused`: the mail server does not take it. `erased`: the customer was erased "
    "before it was sent, or the refund had failed by then.";

// A page without scripts and pictures, shown only inside the shop's own pages.
constexpr const char* policy_of_mail = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";

std::string next_page(MailQuery query, std::size_t limit, Cursor cursor) {
  query.limit = describe::Integer<1, 100>(static_cast<std::int64_t>(limit));
  query.cursor = std::move(cursor);
  return rest::link_to_next("/mails", describe::to_fields(query));
}

Response text(std::string body, std::string_view content_type) {
  return Response{.body = std::move(body), .content_type = content_type, .headers = {{"Cache-Control", "no-store"}}};
}

}  // namespace

void Api::add_mails(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/mails", "List mails to buyers, newest first", this, &Api::list_mails)
      .says(about_mails)
      .guarded()
      .costly()
      .takes_query<MailQuery>()
      .answers_many<Mail>()
      .sends({"Link"});
  router.add(get, "/mails/{id}", "Get a mail as a message", this, &Api::get_mail)
      .says("Made from what is stored, as it was sent. Its `id` is `<pk>.<step>`.")
      .guarded()
      .answers_text("message/rfc822", "The message")
      .refuses({mail_not_found});
  router.add(get, "/mails/{id}/html", "Get the HTML of a mail", this, &Api::get_mail_html)
      .guarded()
      .answers_text("text/html", "The page")
      .refuses({mail_not_found});
  router.add(get, "/mails/{id}/text", "Get the text of a mail", this, &Api::get_mail_text)
      .guarded()
      .answers_text("text/plain", "The text")
      .refuses({mail_not_found});
}

awaitable<Response> Api::list_mails(const Request& request) {
  auto query = rest::read_query<MailQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  if (query->cursor && query->cursor->ends.size() != parts_.mails.lists()) {
    co_return problem(
        not_valid(
            {{{"query", "cursor"}, "cursor_parsing", "Input should be a cursor from a Link header of this list"}}),
        request.id);
  }
  const auto limit = query->limit ? static_cast<std::size_t>(query->limit->value()) : default_mails;
  auto page = co_await parts_.mails.page(limit, query->cursor);
  std::vector<Mail> mails;
  for (const auto& mail : page.mails) mails.push_back(shown(mail));
  auto response = rest::json(mails);
  if (page.next) response.headers.emplace_back("Link", next_page(std::move(*query), limit, std::move(*page.next)));
  co_return response;
}

awaitable<Outcome<mail::Letter>> Api::letter(const Request& request) {
  const auto id = MailId::parse(request.parameter("id"));
  auto content = id ? co_await parts_.mails.read(*id) : std::nullopt;
  if (!content) co_return refuse(mail_not_found, "There is no such mail, or its customer was erased.");
  co_return render(*content, parts_.mail_shop);
}

awaitable<Response> Api::get_mail(const Request& request) {
  const auto found = co_await letter(request);
  if (!found) co_return problem(found.error(), request.id);
  co_return text(compose(*found), "message/rfc822").with("Content-Disposition", "attachment; filename=\"mail.eml\"");
}

awaitable<Response> Api::get_mail_html(const Request& request) {
  auto found = co_await letter(request);
  if (!found) co_return problem(found.error(), request.id);
  co_return text(std::move(found->html), "text/html; charset=utf-8").with("Content-Security-Policy", policy_of_mail);
}

awaitable<Response> Api::get_mail_text(const Request& request) {
  auto found = co_await letter(request);
  if (!found) co_return problem(found.error(), request.id);
  co_return text(std::move(found->text), "text/plain; charset=utf-8");
}

}  // namespace souk::payment
