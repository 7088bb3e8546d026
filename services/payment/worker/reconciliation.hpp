#pragma once

#include "payment/provider/provider.hpp"
#include "payment/store/booking_store.hpp"
#include "payment/store/order_pages.hpp"

namespace souk::payment {

struct Reconciled {
  std::size_t bookings = 0;     // of the provider, that were compared
  std::size_t differences = 0;  // found now
  Timestamp from, to;           // when their payments began, and until when they were booked
};

// Compares the provider's bookings with the ledgers. What a ledger does not have is added, and what only a ledger has
// is kept; both are differences for people to see.
class Reconciliation {
 public:
  // Bookings that are younger than `on_its_way` are left out: their ledger may get them in a moment.
  Reconciliation(BookingStore& ledgers, OrderPages& orders, PaymentProvider& provider,
                 Milliseconds on_its_way = std::chrono::minutes(5))
      : ledgers_(ledgers), orders_(orders), provider_(provider), on_its_way_(on_its_way) {}

  // Of payments that began since then. Throws Unavailable, also when the provider does not answer for certain.
  awaitable<Reconciled> run(Timestamp since);
  // Since an hour before the last one, at most the last month; and notes that it was done.
  awaitable<Reconciled> run_since_last();

 private:
  struct Booked {
    std::string reference;
    PaymentEvent event;
  };
  awaitable<std::vector<Booked>> bookings(Timestamp since);
  awaitable<std::size_t> add_unknown(std::string reference, std::vector<PaymentEvent>);
  awaitable<std::size_t> missing_at_provider(Timestamp since, Timestamp until, const std::vector<Booked>&);

  BookingStore& ledgers_;
  OrderPages& orders_;
  PaymentProvider& provider_;
  Milliseconds on_its_way_;
};

}  // namespace souk::payment
