// What becomes of the goods of a paid order. The rules are in store/fulfilment.lua.
#pragma once

#include <boost/describe.hpp>
#include <optional>

#include "describe/describe.hpp"

namespace souk::payment {

enum class FulfilmentState { open, packed, shipped };
BOOST_DESCRIBE_ENUM(FulfilmentState, open, packed, shipped)

using Tracking = describe::Text<1, 200>;  // a carrier's number, or the address of its page

struct Fulfilment {
  FulfilmentState state = FulfilmentState::open;
  std::optional<Tracking> tracking = {};
  std::optional<Timestamp> shipped_at = {};
};
BOOST_DESCRIBE_STRUCT(Fulfilment, (), (state, tracking, shipped_at))

// What the store sets. Without a tracking number the one that is known stays.
struct NewFulfilment {
  FulfilmentState state;
  std::optional<Tracking> tracking;
};
BOOST_DESCRIBE_STRUCT(NewFulfilment, (), (state, tracking))

}  // namespace souk::payment
