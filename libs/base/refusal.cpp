#include "base/refusal.hpp"

#include <cassert>

namespace souk {

std::string_view word(Code code) {
  switch (code) {
    case Code::bad_request:
      return "bad_request";
    case Code::validation_failed:
      return "validation_failed";
    case Code::unauthorized:
      return "unauthorized";
    case Code::not_found:
      return "not_found";
    case Code::product_not_found:
      return "product_not_found";
    case Code::order_not_found:
      return "order_not_found";
    case Code::method_not_allowed:
      return "method_not_allowed";
    case Code::request_timeout:
      return "request_timeout";
    case Code::sold_out:
      return "sold_out";
    case Code::insufficient_stock:
      return "insufficient_stock";
    case Code::stock_reserved:
      return "stock_reserved";
    case Code::version_mismatch:
      return "version_mismatch";
    case Code::body_too_large:
      return "body_too_large";
    case Code::uri_too_long:
      return "uri_too_long";
    case Code::unsupported_media_type:
      return "unsupported_media_type";
    case Code::idempotency_key_reused:
      return "idempotency_key_reused";
    case Code::too_many_requests:
      return "too_many_requests";
    case Code::header_too_large:
      return "header_too_large";
    case Code::internal_error:
      return "internal_error";
    case Code::not_implemented:
      return "not_implemented";
    case Code::unavailable:
      return "unavailable";
  }
  std::unreachable();
}

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
  return {Code::validation_failed, std::move(detail), std::move(faults)};
}

}  // namespace souk
