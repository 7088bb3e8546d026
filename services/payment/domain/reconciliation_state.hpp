// The comparison of the ledgers with the provider: what the last one found, and when the next one is.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "describe/describe.hpp"

namespace souk::payment {

struct ReconciliationRun {
  Timestamp from, to;  // of the bookings that were compared
  Timestamp started_at, ended_at;
  std::int64_t compared, differences;
};
BOOST_DESCRIBE_STRUCT(ReconciliationRun, (), (from, to, started_at, ended_at, compared, differences))

enum class ReconciliationStage {
  idle,
  waiting,  // it was asked for, and no worker has begun
  running
};
BOOST_DESCRIBE_ENUM(ReconciliationStage, idle, waiting, running)

struct ReconciliationState {
  ReconciliationStage state = ReconciliationStage::idle;
  std::optional<ReconciliationRun> last = {};
  std::optional<Timestamp> next_at = {};    // nothing: no worker has ever run
  std::optional<std::string> problem = {};  // why the one after `last` failed
};
BOOST_DESCRIBE_STRUCT(ReconciliationState, (), (state, last, next_at, problem))

}  // namespace souk::payment
