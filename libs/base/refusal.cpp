#include "base/refusal.hpp"

#include <cassert>

namespace souk {

Refusal not_valid(std::vector<Fault> faults) {
  assert(!faults.empty());
  std::string detail;
  for (const auto& step : faults.front().loc) {
    if (!detail.empty()) detail += '.';
    const auto* field = std::get_if<std::string>(&step);
    detail += field != nullptr ? *field : std::to_string(std::get<std::size_t>(step));
  }
  detail.append(": ").append(faults.front().msg);
  if (faults.size() > 1) detail.append("; ").append(std::to_string(faults.size() - 1)).append(" more in `errors`");
  return {validation_failed, std::move(detail), std::move(faults)};
}

}  // namespace souk
