#include "payment/api/visitors.hpp"

namespace souk::payment {
namespace {

using http::Request;
using http::Response;
using rest::problem;

constexpr const char* about_visitors =
    "Of the newest 50000 orders that were placed in the time of `SOUK_VISITOR_LOG`: at most 100 addresses of clients, "
    "or "
    "buyers who had signed in (`by=customer`, whose `value` is their id). Those with the most open orders come first.";
constexpr const char* about_cancelling_visitor =
    "Cancels every open order of an address or of a buyer, as `POST /orders/{pk}/cancel` does with "
    "`cancelled_by_store`, at most 500: repeat it while some are `left`. An order that is paid stays. `cancelled` "
    "counts "
    "also those for which the provider has still to say that nobody can pay them any more.";

struct VisitorQuery {
  VisitorKind by;
};
BOOST_DESCRIBE_STRUCT(VisitorQuery, (), (by))

struct CancelVisitor {
  VisitorKind by;
  describe::Text<1, 64> value;
};
BOOST_DESCRIBE_STRUCT(CancelVisitor, (), (by, value))

}  // namespace

void VisitorsApi::add_routes(rest::Router& router) {
  using enum http::Method;
  router.add(get, "/visitors", "List who places orders", this, &VisitorsApi::list)
      .says(about_visitors)
      .guarded()
      .costly()
      .takes_query<VisitorQuery>()
      .answers_many<VisitorOrders>();
  router.add(post, "/visitors/cancel", "Cancel the open orders of a visitor", this, &VisitorsApi::cancel)
      .says(about_cancelling_visitor)
      .guarded()
      .costly()
      .takes<CancelVisitor>()
      .answers<CancelledOrders>();
}

awaitable<Response> VisitorsApi::list(const Request& request) {
  const auto query = rest::read_query<VisitorQuery>(request);
  if (!query) co_return problem(query.error(), request.id);
  co_return rest::json(co_await visitors_.list(query->by));
}

awaitable<Response> VisitorsApi::cancel(const Request& request) {
  const auto wanted = rest::read_body<CancelVisitor>(request);
  if (!wanted) co_return problem(wanted.error(), request.id);
  co_return rest::json(co_await visitors_.cancel(wanted->by, wanted->value.value()));
}

}  // namespace souk::payment
