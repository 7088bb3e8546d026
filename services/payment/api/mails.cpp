// The mails that buyers get, for the store.
#include "payment/api/api.hpp"
#include "payment/app/find_mail.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/mail/mail_words.hpp"
#include "rest/page.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

struct MailQuery {
  std::optional<rest::PageLimit> limit;
  std::optional<rest::PageCursor<Cursor>> cursor;
};
BOOST_DESCRIBE_STRUCT(MailQuery, (), (limit, cursor))

// Reading a cursor checks its own limits, but not whether it belongs to this list.
Outcome<MailQuery> read_mail_query(const Request& request, const Mails& mails) {
  auto query = rest::read_query<MailQuery>(request);
  if (!query || !query->cursor || query->cursor->place.ends.size() == mails.lists()) return query;
  return std::unexpected(rest::wrong_cursor());
}

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

std::vector<Mail> shown(const std::vector<ListedMail>& mails) {
  std::vector<Mail> all;
  for (const auto& mail : mails) all.push_back(shown(mail));
  return all;
}

constexpr const char* about_mails =
    "Each step of an order of which its buyer gets a mail. `sent`: the mail server has it. `file`: it is a file of the "
    "shop, which has no mail server. `refused`: the mail server does not take it. `erased`: the customer was erased "
    "before it was sent, or the refund had failed by then.";

// A page without scripts and pictures, shown only inside the shop's own pages.
constexpr const char* policy_of_mail = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";

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
  auto query = read_mail_query(request, parts_.mails);
  if (!query) co_return problem(query.error(), request.id);
  auto page = co_await parts_.mails.page(rest::page_size(query->limit), rest::place_of(query->cursor));
  co_return rest::paged(shown(page.mails), "/mails", std::move(*query), std::move(page.next));
}

awaitable<Outcome<mail::Letter>> Api::letter(const Request& request) {
  const auto content = co_await find_mail(parts_.mails, std::string(request.parameter("id")));
  if (!content) co_return std::unexpected(content.error());
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
