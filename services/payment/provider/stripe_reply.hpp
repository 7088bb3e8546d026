// What an HTTP answer of Stripe leaves certain, before its object is read.
#pragma once

#include <expected>
#include <string>

#include "http/client.hpp"
#include "payment/provider/provider.hpp"

namespace souk::payment {

struct StripeFailure {
  ProviderAnswer answer;   // unknown or not_allowed
  bool refused = false;    // Stripe read the request, and neither did nor will do anything under its key
  std::string param = {};  // of a refusal: the parameter that it is about, or empty
  bool missing = false;    // Stripe has no such object
};

// The JSON of an object, or the failure.
using StripeReply = std::expected<std::string, StripeFailure>;

StripeReply reply_of(http::ClientResponse);
StripeReply no_reply(const Unavailable&);

}  // namespace souk::payment
