#include "payment/provider/stripe_requests.hpp"

#include <algorithm>

#include "http/target.hpp"
#include "payment/domain/order_number.hpp"
#include "payment/provider/stripe_amounts.hpp"
#include "payment/provider/stripe_objects.hpp"

namespace souk::payment {
namespace {

// Fields of a form or a query.
class Form {
 public:
  Form& add(std::string_view name, std::string_view value) {
    if (!text_.empty()) text_ += '&';
    text_.append(http::percent_encode(name)).append("=").append(http::percent_encode(value));
    return *this;
  }
  Form& add(std::string_view name, std::int64_t value) { return add(name, std::to_string(value)); }
  Form& add_unless_empty(std::string_view name, std::string_view value) {
    return value.empty() ? *this : add(name, value);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::int64_t seconds_of(Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

bool add_line(Form& form, std::size_t index, const Purchase::Line& line) {
  const auto amount = stripe_amount(line.total, shop_currency());
  if (!amount) return false;
  const auto item = "line_items[" + std::to_string(index) + "]";
  form.add(item + "[quantity]", line.quantity)
      .add(item + "[price_data][currency]", stripe_code(shop_currency()))
      .add(item + "[price_data][unit_amount]", *amount)
      .add(item + "[price_data][product_data][name]", line.name);
  return true;
}

// Stripe refuses an address that it does not know how to write to; the buyer can enter another one there.
bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

std::string page(std::string_view path, Form form, std::string_view after) {
  form.add("limit", 100).add_unless_empty("starting_after", after);
  return std::string(path) + "?" + form.text();
}

std::string under(std::string_view path, std::string_view id, std::string_view verb = {}) {
  return std::string(path).append("/").append(http::percent_encode(id)).append(verb);
}

constexpr std::string_view sessions = "/v1/checkout/sessions", intents = "/v1/payment_intents", refunds = "/v1/refunds";

}  // namespace

std::string idempotency_key(const PaymentStep& step, std::string_view verb, std::optional<unsigned> number) {
  auto key = step.pk.text().append(":").append(verb);
  if (number) key += ":" + std::to_string(*number);
  return key + ":" + std::to_string(step.attempt);
}

std::optional<StripeRequest> create_session(const Purchase& purchase) {
  const auto pk = purchase.step.pk.text();
  Form form;
  form.add("mode", "payment")
      .add("client_reference_id", pk)
      .add("metadata[order]", pk)
      .add("metadata[number]", number_of(purchase.step.pk).text)  // for people, who do not know the pk
      .add("payment_intent_data[capture_method]", "manual")
      .add("payment_intent_data[metadata][order]", pk)  // a session's metadata is not copied
      .add("success_url", purchase.success_url)
      .add("cancel_url", purchase.cancel_url)
      .add("expires_at", seconds_of(purchase.session_end));
  if (is_ascii(purchase.email)) form.add_unless_empty("customer_email", purchase.email);
  for (std::size_t i = 0; i < purchase.lines.size(); ++i) {
    if (!add_line(form, i, purchase.lines[i])) return std::nullopt;
  }
  return StripeRequest{std::string(sessions), form.text(), idempotency_key(purchase.step, "authorize")};
}

StripeRequest expire_session(const PaymentStep& step, std::string_view session) {
  return {under(sessions, session, "/expire"), {}, idempotency_key(step, "expire")};
}

StripeRequest capture_intent(const PaymentStep& step, std::string_view intent) {
  return {under(intents, intent, "/capture"), {}, idempotency_key(step, "capture")};
}

StripeRequest cancel_intent(const PaymentStep& step, std::string_view intent) {
  return {under(intents, intent, "/cancel"), {}, idempotency_key(step, "cancel")};
}

std::optional<StripeRequest> create_refund(const PaymentStep& step, std::string_view intent, unsigned number,
                                           Money amount) {
  const auto charged = stripe_amount(amount, shop_currency());
  if (!charged) return std::nullopt;
  Form form;
  form.add("payment_intent", intent)
      .add("amount", *charged)
      .add("metadata[order]", step.pk.text())
      .add("metadata[refund]", number);
  return StripeRequest{std::string(refunds), form.text(), idempotency_key(step, "refund", number)};
}

std::string session_target(std::string_view session) {
  return under(sessions, session);
}

std::string intent_target(std::string_view intent) {
  return under(intents, intent);
}

std::string sessions_between(Timestamp from, Timestamp to, std::string_view after) {
  return page(sessions, Form().add("created[gte]", seconds_of(from)).add("created[lte]", seconds_of(to)), after);
}

std::string intents_since(Timestamp time, std::string_view after) {
  return page(intents, Form().add("created[gte]", seconds_of(time)), after);
}

std::string refunds_since(Timestamp time, std::string_view after) {
  return page(refunds, Form().add("created[gte]", seconds_of(time)), after);
}

std::string refunds_of(std::string_view intent, std::string_view after) {
  return page(refunds, Form().add("payment_intent", intent), after);
}

}  // namespace souk::payment
