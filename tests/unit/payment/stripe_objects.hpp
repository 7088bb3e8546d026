// Stripe's objects as JSON, with the fields that matter to a test and some that do not matter to us.
#pragma once

#include <string>

namespace souk::payment::testing {

inline const std::string order = "01H28HDT0QXZKAE3F49HPJNN99";

inline std::string text_or_null(const std::string& text) {
  return text.empty() ? "null" : "\"" + text + "\"";
}

inline std::string session_json(std::string status, std::string intent = "", std::string payment_status = "unpaid") {
  return R"({"id":"cs_1","object":"checkout.session","after_expiration":null,"amount_total":4800,"created":1700000000,)"
         R"("client_reference_id":")" +
         order + R"(","currency":"usd","expires_at":1700002000,"livemode":false,"metadata":{"order":")" + order +
         R"("},"payment_intent":)" + text_or_null(intent) + R"(,"payment_status":")" + payment_status +
         R"(","status":")" + status + R"(","url":)" + (status == "open" ? R"("https://pay.example/cs_1")" : "null") +
         "}";
}

inline std::string intent_json(std::string status, long received = 0) {
  const auto capturable = status == "requires_capture" ? "4800" : "0";
  return R"({"id":"pi_1","object":"payment_intent","amount":4800,"amount_capturable":)" + std::string(capturable) +
         R"(,"amount_received":)" + std::to_string(received) + R"(,"canceled_at":)" +
         (status == "canceled" ? "1700000600" : "null") +
         R"(,"created":1700000100,"currency":"usd","latest_charge":"ch_1","metadata":{"order":")" + order +
         R"("},"status":")" + status + R"("})";
}

// Without a number it was made in Stripe's dashboard.
inline std::string refund_json(std::string status, std::string number = "1") {
  const auto metadata = number.empty() ? "{}" : R"({"order":")" + order + R"(","refund":")" + number + R"("})";
  return R"({"id":"re_1","object":"refund","amount":1200,"created":1700000900,"currency":"usd","metadata":)" +
         metadata + R"(,"payment_intent":"pi_1","status":")" + status + R"("})";
}

inline std::string charge_json() {
  return R"({"id":"ch_1","object":"charge","amount_refunded":1200,"metadata":{},"payment_intent":"pi_1"})";
}

inline std::string dispute_json() {
  return R"({"id":"dp_1","object":"dispute","amount":4800,"created":1700000950,"currency":"usd","payment_intent":"pi_1"})";
}

}  // namespace souk::payment::testing
