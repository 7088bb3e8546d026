#pragma once

#include "payment/provider/provider.hpp"

namespace souk::payment {

// Stripe's webhooks.
class StripeNotifications : public ProviderNotifications {
 public:
  static constexpr std::size_t max_body = 1024 * 1024;

  // `secrets`: each is accepted, so that one can be replaced while both sign. `live`: the mode of our secret key, if
  // this process has it; events of the other mode are refused.
  StripeNotifications(std::vector<std::string> secrets, std::optional<bool> live)
      : secrets_(std::move(secrets)), live_(live) {}

  std::expected<ProviderAnswer, std::string> verify(std::string_view body, const http::HeaderFields&,
                                                    Timestamp now) const override;

 private:
  std::vector<std::string> secrets_;
  std::optional<bool> live_;
};

}  // namespace souk::payment
