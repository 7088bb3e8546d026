#pragma once

#include <boost/asio/awaitable.hpp>

#include "payment/domain/turnover.hpp"
#include "payment/store/offers.hpp"

namespace souk::payment {

// Adds what is left of the products, and their names if nothing of them was sold. It stays unknown where inventory is
// away or the product is gone.
awaitable<Turnover> with_stock(Turnover, Offers&);

}  // namespace souk::payment
