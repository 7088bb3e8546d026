#pragma once

#include <optional>
#include <string>
#include <vector>

#include "payment/domain/payment_event.hpp"

namespace souk::payment {

// What a call, a lookup or a notification established.
struct ProviderAnswer {
  enum class State {
    known,        // `events` decide the step that was asked for
    pending,      // the provider has it but has not decided: look up later, repeating the call says nothing new
    absent,       // lookup only: the provider has nothing of this order now. Final only outside the key's window
    unknown,      // it may have happened or not: repeat the same step, or look up
    not_allowed,  // unknown, because the provider refuses our secret (401, 403): every call will end so
  };

  State state = State::known;
  std::string reference = {};             // the order's pk as the provider has it; empty: not said. See `object`
  std::string object = {};                // the session or intent that this is about, for a lookup; may be empty
  std::vector<PaymentEvent> events = {};  // certain facts, oldest first; complete after a lookup that is known
  std::string why = {};                   // for people: why it is not known, or what refused it. Never a secret
  // The key of this attempt will answer only a failure. After a lookup that finds no effect, call the next attempt.
  bool attempt_spent = false;
  std::optional<Milliseconds> retry_after = {};  // do not ask again before
};

}  // namespace souk::payment
