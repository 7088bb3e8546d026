#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

#include "events/tail.hpp"
#include "http/client.hpp"
#include "payment/api/api.hpp"
#include "payment/api/buyers.hpp"
#include "payment/api/guess_limit.hpp"
#include "payment/api/visitors.hpp"
#include "payment/catalogue/catalogue.hpp"
#include "payment/consumers/sources.hpp"
#include "payment/domain/line_events.hpp"
#include "payment/provider/stripe.hpp"
#include "payment/provider/stripe_notifications.hpp"
#include "payment/store/buyers.hpp"
#include "payment/store/door_records.hpp"
#include "payment/store/ledgers.hpp"
#include "payment/store/live_orders.hpp"
#include "payment/store/mails.hpp"
#include "payment/store/orders.hpp"
#include "payment/store/refusal_counter.hpp"
#include "payment/store/turnovers.hpp"
#include "payment/store/visitor_log.hpp"
#include "payment/store/visits.hpp"
#include "payment/worker/mailer.hpp"
#include "payment/worker/postbox.hpp"
#include "payment/worker/reconciler.hpp"
#include "payment/worker/worker.hpp"
#include "redis/keys.hpp"
#include "runtime/operations.hpp"
#include "runtime/partition_opener.hpp"
#include "runtime/process.hpp"
#include "runtime/redis_clock.hpp"
#include "runtime/run_consumer.hpp"
#include "runtime/stored_staff_sessions.hpp"
#include "runtime/stream_operations.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds call_deadline{15000};  // shorter than an order is in hand (sale.lua)

events::StreamNames streams(const runtime::Settings& settings) {
  return events::stream_names(contracts::payment, settings.partitions,
                              sources(settings.partitions, settings.settle_delay), outgoing());
}

// Notifies the catalogue of every change of a product.
events::Tail follow_products(runtime::Process& process, redis::TrackingClient& streams, Catalogue& catalogue) {
  std::vector<std::string> keys;
  for (Partition p = 0; p < process.settings().partitions; ++p) {
    keys.push_back(redis::key(contracts::inventory, p, contracts::ProductChanged::stream));
  }
  return {streams,
          process.executor(),
          std::move(keys),
          {.entry =
               [&catalogue](const events::Fields& fields) {
                 if (auto event = events::read_event<contracts::ProductChanged>(fields)) catalogue.changed(event->id);
               },
           .following = [&catalogue](bool complete) { catalogue.following(complete); }}};
}

awaitable<void> collect_orders(runtime::Process& process, Orders& orders) {
  for (const auto& [status, count] : co_await orders.count_by_status()) {
    process.metrics()
        .gauge("souk_orders", "Orders by status.", {{"status", describe::Scalar<Status>::text(status)}})
        .set(static_cast<double>(count));
  }
}

Payments payments_of(const runtime::Settings& settings) {
  switch (settings.payments) {
    case runtime::Payments::instant:
      return Payments::instant;
    case runtime::Payments::stripe:
      return Payments::stripe;
    case runtime::Payments::sandbox:
      return Payments::sandbox;
  }
  std::unreachable();
}

std::vector<OrderButton> order_button_of(const runtime::Settings& settings) {
  std::vector<OrderButton> buttons;
  for (const auto& [language, text] : settings.order_button) {
    buttons.push_back({language.empty() ? std::nullopt : std::optional(language), text});
  }
  return buttons;
}

Hold hold_of(const runtime::Settings& settings) {
  return settings.payments == runtime::Payments::instant ? std::nullopt : Hold(settings.hold);
}

Challenges challenges_of(const runtime::Settings& settings) {
  switch (settings.challenges) {
    case runtime::Challenges::off:
      return Challenges::off;
    case runtime::Challenges::automatic:
      return Challenges::in_demand;
    case runtime::Challenges::always:
      return Challenges::always;
  }
  std::unreachable();
}

// The orders of a product reach all workers alike.
DoorRules door_rules_of(const runtime::Settings& settings) {
  return {.challenges = challenges_of(settings),
          .rate = static_cast<double>(settings.challenge_rate) / settings.workers,
          .work = settings.challenge_work,
          .unpaid = settings.unpaid_orders};
}

MailShop mail_shop_of(const runtime::Settings& settings) {
  return {.name = settings.shop_name,
          .from = mail::parse_mailbox(settings.mail_from).value(),
          .public_url = settings.public_url};
}

MailFolder mail_folder_of(const runtime::Settings& settings) {
  return MailFolder(std::filesystem::path(settings.data) / "mail");
}

awaitable<void> run_api(runtime::Process& process) {
  const auto& settings = process.settings();
  redis::Client redis(process.executor(), process.own_redis(settings.payment_redis_url, library()));
  redis::TrackingClient events(process.executor(),
                               process.redis_of(contracts::inventory, settings.inventory_redis_url, "tail"));
  redis::Client of_inventory(process.executor(),
                             process.redis_of(contracts::inventory, settings.inventory_redis_url, "sessions"));
  runtime::StoredStaffSessions sessions(of_inventory, settings.partitions);
  process.admin().keep_sessions_in(sessions);
  http::Client inventory(process.executor(), {.url = settings.inventory_url});
  Orders orders(redis, settings.partitions);
  LiveOrders live(process.executor(), process.redis_of(contracts::payment, settings.payment_redis_url, "cache"),
                  orders);
  Catalogue catalogue(process.executor(), inventory);
  auto tail = follow_products(process, events, catalogue);
  runtime::RedisClock clock(process, of_inventory, std::string(contracts::inventory), settings.partitions);
  const auto now = [&clock, &settings](const Ulid& product) {
    return clock.now(partition_of(product, settings.partitions));
  };
  RefusalCounter refusals(process.executor(), redis, settings.partitions);
  const auto refused = [&](const Ulid& product, std::string_view reason) { refusals.count(product, reason); };
  DoorRecords door_records(redis, settings.partitions);
  VisitorLog visitor_log(process.executor(), redis, settings.partitions, settings.visitor_log);
  Door door(door_records, door_rules_of(settings), now,
            [&visitor_log](const Visit& visit) { visitor_log.note(visit); });
  Checkout checkout(orders, catalogue, settings.fee_percent, hold_of(settings), now, refused, &door);
  OrderList list(redis, settings.partitions);
  GuessLimit guesses;
  OrderFinder finder(orders, orders.customers(), list, guesses);
  Ledgers ledgers(redis, settings.partitions);
  OrderPayments payments(orders, ledgers);
  Mails mails(redis, settings.partitions);
  Turnovers turnovers(redis, settings.partitions);
  SharedTurnover shared_turnover(turnovers);
  Reconciliations reconciliations(redis);
  Shipping shipping(redis, list, settings.partitions);
  const bool knows_key = !settings.stripe_secret_key.empty();
  const StripeNotifications notifications(
      settings.stripe_webhook_secrets,
      knows_key ? std::optional(is_live_key(settings.stripe_secret_key)) : std::nullopt);
  Buyers buyers(redis, settings.partitions);
  GuessLimit wrong_codes;
  SignIn sign_in(buyers, wrong_codes);
  BuyerSessions buyer_sessions(sign_in, settings.cors_origins);
  Visits visits(redis, settings.partitions);
  Visitors visitors(visits, orders.customers(), orders);
  VisitorsApi visitors_api(visitors);
  BuyersApi buyers_api(sign_in, buyer_sessions, orders.customers(), orders);
  Api api({checkout, orders, buyer_sessions, list, finder, live, payments, ledgers, mails, mail_shop_of(settings),
           mail_folder_of(settings), turnovers, shared_turnover, catalogue, reconciliations, shipping,
           process.guard().check, settings.payments == runtime::Payments::instant ? nullptr : &notifications},
          {.fee_percent = describe::Integer<0, 100>(settings.fee_percent),
           .payments = payments_of(settings),
           .order_button = order_button_of(settings)});
  runtime::PartitionOpener opener(process, redis, std::string(contracts::payment));
  runtime::StreamOperations operations(redis, process.requests(), streams(settings),
                                       sources(settings.partitions, settings.settle_delay),
                                       {{std::string(OrderReserved::stream), settings.settle_delay}});

  rest::Router router(process.router("Orders and their payment."));
  api.add_routes(router);
  buyers_api.add_routes(router);
  visitors_api.add_routes(router);
  runtime::add_operations(
      router, process, {runtime::answers(redis, "Redis"), runtime::is_consumed(redis, streams(settings))},
      {runtime::stream_gauges(process, redis, streams(settings)), [&] { return collect_orders(process, orders); }});
  operations.add_routes(router);
  router.add_docs();
  co_await process.serve(router, settings.payment_port, runtime::Port::shared,
                         {opener.part(),
                          clock.part(),
                          {"refusals", [&] { return refusals.run(); }, [&] { refusals.stop(); }},
                          {"tail", [&] { return tail.run(); }, [&] { tail.stop(); }},
                          {"visitors", [&] { return visitor_log.run(); }, [&] { visitor_log.stop(); }}});
}

awaitable<void> run_consumer(runtime::Process& process) {
  const auto& settings = process.settings();
  return runtime::run_consumer(process, {.service = std::string(contracts::payment),
                                         .source = std::string(contracts::inventory),
                                         .group = std::string(contracts::payment_group),
                                         .own_redis = settings.payment_redis_url,
                                         .source_redis = settings.inventory_redis_url,
                                         .port = settings.payment_consumer_port,
                                         .library = library(),
                                         .sources = sources(settings.partitions, settings.settle_delay),
                                         .outgoing = outgoing()});
}

http::ClientOptions provider_options(const runtime::Settings& settings) {
  return {.url = settings.stripe_url,
          .deadline = call_deadline,
          .max_connections = WorkerOptions().in_flight,
          .max_waiting = WorkerOptions().in_flight,
          .use_proxy = settings.payments == runtime::Payments::stripe};
}

// How many payments something is due for, and for how long already.
awaitable<void> collect_due(runtime::Process& process, Ledgers& ledgers) {
  const auto due = co_await ledgers.due();
  process.metrics()
      .gauge("souk_payments_due", "Payments that a worker has something to do for.", {})
      .set(static_cast<double>(due.count));
  process.metrics()
      .gauge("souk_payments_overdue_seconds", "How long the oldest of them has waited.", {})
      .set(static_cast<double>(due.overdue.count()) / 1000);
}

// How many differences there are, and when the reconciliation was done.
awaitable<void> collect_differences(runtime::Process& process, Ledgers& ledgers) {
  const auto found = co_await ledgers.differences();
  const auto at = co_await ledgers.reconciled_at();
  process.metrics()
      .gauge("souk_payment_differences", "Bookings that the provider has and a ledger had not, or the reverse.", {})
      .set(static_cast<double>(found.size()));
  process.metrics()
      .gauge("souk_payment_strays", "Bookings of the provider that belong to no order.", {})
      .set(static_cast<double>((co_await ledgers.strays()).size()));
  process.metrics()
      .gauge("souk_payments_reconciled_timestamp_seconds", "When the ledgers were last compared; 0: never.", {})
      .set(at ? static_cast<double>(at->time_since_epoch().count()) / 1000 : 0);
}

std::unique_ptr<Postbox> postbox_of(const runtime::Settings& settings) {
  if (settings.smtp_url.empty()) return std::make_unique<FilePostbox>(mail_folder_of(settings));
  return std::make_unique<SmtpPostbox>(settings.smtp_url);
}

Mailer::Observer counting(runtime::Process& process) {
  return [&process](std::string_view step, MailState outcome) {
    const telemetry::Labels labels{{"step", std::string(step)},
                                   {"outcome", describe::Scalar<MailState>::text(outcome)}};
    process.metrics().counter("souk_mails_total", "Mails that have ended, by step and outcome.", labels).add();
  };
}

awaitable<void> collect_mails(runtime::Process& process, Mails& mails) {
  process.metrics()
      .gauge("souk_mails_due", "Mails that are to be sent.", {})
      .set(static_cast<double>(co_await mails.waiting()));
}

// What a worker does, beside its health.
struct Work {
  std::vector<runtime::Part> parts;
  std::vector<runtime::Check> checks;
  std::vector<runtime::Collector> collectors;
};

template <class T>
void add_problems(Work& work, const T& part) {
  work.checks.push_back([&part]() -> awaitable<std::vector<std::string>> { co_return part.problems(); });
}

// The calls to the provider.
struct PaymentWork {
  PaymentWork(runtime::Process& process, redis::Client& redis)
      : due(process.executor(), process.redis_of(contracts::payment, process.settings().payment_redis_url, "due")),
        http(process.executor(), provider_options(process.settings())),
        provider(http, process.settings().stripe_secret_key),
        ledgers(redis, process.settings().partitions),
        list(redis, process.settings().partitions),
        worker(process.executor(),
               {.partitions = process.settings().partitions, .public_url = process.settings().public_url}, ledgers,
               list, provider, due),
        reconciliation(ledgers, list, provider),
        known(redis),
        reconciler(process.executor(), reconciliation, known) {}

  void add_to(Work& work, runtime::Process& process) {
    work.parts.push_back({"worker", [this] { return worker.run(); }, [this] { worker.stop(); }});
    work.parts.push_back({"reconciliation", [this] { return reconciler.run(); }, [this] { reconciler.stop(); }});
    add_problems(work, worker);
    work.collectors.push_back([this, &process] { return collect_due(process, ledgers); });
    work.collectors.push_back([this, &process] { return collect_differences(process, ledgers); });
  }

  redis::TrackingClient due;
  http::Client http;
  Stripe provider;
  Ledgers ledgers;
  OrderList list;
  Worker worker;
  Reconciliation reconciliation;
  Reconciliations known;
  Reconciler reconciler;
};

awaitable<void> run_worker(runtime::Process& process) {
  const auto& settings = process.settings();
  redis::Client redis(process.executor(), process.own_redis(settings.payment_redis_url, library()));
  redis::TrackingClient due(process.executor(),
                            process.redis_of(contracts::payment, settings.payment_redis_url, "mails"));
  Mails mails(redis, settings.partitions);
  const auto postbox = postbox_of(settings);
  Mailer mailer(process.executor(), settings.partitions, mails, *postbox, mail_shop_of(settings), due,
                counting(process));
  Work work{.parts = {{"mailer", [&] { return mailer.run(); }, [&] { mailer.stop(); }}},
            .checks = {runtime::answers(redis, "Redis")},
            .collectors = {[&] { return collect_mails(process, mails); }}};
  add_problems(work, mailer);
  std::optional<PaymentWork> payments;  // where no provider takes them there are no calls
  if (settings.payments != runtime::Payments::instant) payments.emplace(process, redis).add_to(work, process);

  rest::Router router(process.router("The payment worker."));
  runtime::add_operations(router, process, std::move(work.checks), std::move(work.collectors));
  co_await process.serve(router, settings.payment_worker_port, runtime::Port::own, std::move(work.parts));
}

// Once, now. Prints what it found.
awaitable<void> run_reconciliation(runtime::Process& process) {
  const auto& settings = process.settings();
  redis::Client redis(process.executor(), process.own_redis(settings.payment_redis_url, library()));
  http::Client http(process.executor(), provider_options(settings));
  Stripe provider(http, settings.stripe_secret_key);
  Ledgers ledgers(redis, settings.partitions);
  OrderList list(redis, settings.partitions);
  Reconciliation reconciliation(ledgers, list, provider);
  Reconciliations known(redis);
  Reconciler reconciler(process.executor(), reconciliation, known);
  if (const auto found = co_await reconciler.reconcile()) {
    std::printf("%zu bookings compared, %zu differences found\n", found->bookings, found->differences);
  } else {
    std::puts("a worker is comparing them now");
  }
}

awaitable<void> load_functions(runtime::Process& process) {
  const auto& settings = process.settings();
  const auto begin = [&](redis::Client& redis) -> awaitable<void> {
    co_await Turnovers(redis, settings.partitions).begin();
  };
  co_await process.load(settings.payment_redis_url, library(), begin);
}

}  // namespace
}  // namespace souk::payment

int main(int argc, char** argv) {
  using namespace souk;
  return runtime::main(
      argc, argv, "payment",
      {{"api", "REST over orders", payment::run_api, {"SOUK_STRIPE_WEBHOOK_SECRET"}},
       {"consumer", "Settles, rejects and refunds orders on stock events", payment::run_consumer},
       {"worker",
        "Makes the calls to the payment provider, and sends mails",
        payment::run_worker,
        {"SOUK_STRIPE_SECRET_KEY", "SOUK_PUBLIC_URL"}},
       {"reconcile",
        "Compares the ledgers with the payment provider, once",
        payment::run_reconciliation,
        {"SOUK_STRIPE_SECRET_KEY", "SOUK_PUBLIC_URL"}},
       {"functions", "Loads the service's Redis Functions, which its own Redis user may not load, and exits",
        payment::load_functions}});
}
