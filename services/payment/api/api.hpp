#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>

#include "http/event_stream.hpp"
#include "payment/api/buyer_session.hpp"
#include "payment/app/checkout.hpp"
#include "payment/app/order_finder.hpp"
#include "payment/app/order_payments.hpp"
#include "payment/domain/shop.hpp"
#include "payment/mail/mail_folder.hpp"
#include "payment/mail/render.hpp"
#include "payment/provider/provider.hpp"
#include "payment/store/ledgers.hpp"
#include "payment/store/live_orders.hpp"
#include "payment/store/mails.hpp"
#include "payment/store/offers.hpp"
#include "payment/store/order_list.hpp"
#include "payment/store/orders.hpp"
#include "payment/store/reconciliations.hpp"
#include "payment/store/shared_turnover.hpp"
#include "payment/store/shipping.hpp"
#include "payment/store/turnovers.hpp"
#include "rest/router.hpp"

namespace souk::payment {

// REST over orders and what they cost.
class Api {
 public:
  struct Parts {
    Checkout& checkout;
    Orders& orders;
    BuyerSessions& buyers;
    OrderList& list;
    OrderFinder& finder;
    LiveOrders& live;
    OrderPayments& payments;
    Ledgers& ledgers;
    Mails& mails;
    MailShop mail_shop;
    MailFolder mail_folder;
    Turnovers& turnovers;
    SharedTurnover& shared_turnover;
    Offers& offers;
    Reconciliations& reconciliations;
    Shipping& shipping;
    rest::Check check_admin;                               // passes the admin's requests
    const ProviderNotifications* notifications = nullptr;  // none: no provider
  };
  Api(Parts parts, Shop shop) : parts_(std::move(parts)), shop_(std::move(shop)) {}

  void add_routes(rest::Router&);

 private:
  // In checkout.cpp.
  void add_checkout(rest::Router&);
  awaitable<http::Response> show_shop(const http::Request&);
  awaitable<http::Response> quote(const http::Request&);
  awaitable<http::Response> challenge(const http::Request&);
  awaitable<http::Response> place_order(const http::Request&);
  awaitable<http::Response> abandon_order(const http::Request&);
  awaitable<http::Response> cancel_order(const http::Request&);
  // Refuses a reason that only the admin may give.
  awaitable<std::optional<http::Response>> refuse_reason(Reason, const http::Request&);

  awaitable<http::Response> list_orders(const http::Request&);
  awaitable<http::Response> find_order(const http::Request&);
  awaitable<http::Response> get_order(const http::Request&);
  awaitable<http::Response> erase_customer(const http::Request&);
  // In payments.cpp.
  void add_payments(rest::Router&);
  awaitable<http::Response> refund_order(const http::Request&);
  awaitable<http::Response> refresh_payment(const http::Request&);
  awaitable<http::Response> take_notification(const http::Request&);
  // In mails.cpp.
  void add_mails(rest::Router&);
  awaitable<http::Response> list_mails(const http::Request&);
  awaitable<http::Response> get_mail(const http::Request&);
  awaitable<http::Response> get_mail_html(const http::Request&);
  awaitable<http::Response> get_mail_text(const http::Request&);
  awaitable<Outcome<mail::Letter>> letter(const http::Request&);
  // In money.cpp.
  void add_money(rest::Router&);
  awaitable<http::Response> show_ledger(const http::Request&);
  awaitable<http::Response> show_turnover(const http::Request&);
  awaitable<http::Response> show_product_turnover(const http::Request&);
  awaitable<http::Response> list_strays(const http::Request&);
  awaitable<http::Response> list_differences(const http::Request&);
  awaitable<http::Response> show_reconciliation(const http::Request&);
  awaitable<http::Response> start_reconciliation(const http::Request&);
  // In shipping.cpp.
  void add_shipping(rest::Router&);
  awaitable<http::Response> list_to_ship(const http::Request&);
  awaitable<http::Response> fulfil_order(const http::Request&);
  // In live.cpp.
  awaitable<http::Response> watch_order(const http::Request&);
  awaitable<void> send_changes(http::EventStream&, Ulid pk, std::string seen);

  Parts parts_;
  Shop shop_;
};

}  // namespace souk::payment
