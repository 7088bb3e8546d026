#include "payment/domain/customer.hpp"

#include <algorithm>
#include <ranges>
#include <vector>

#include "base/utf8.hpp"
#include "describe/json.hpp"

namespace souk::payment {
namespace {

// What is in no e-mail address: controls, white space, and signs that separate addresses or belong to other forms of
// them.
constexpr std::string_view in_no_email =
    R"(\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000@,:;<>()[\]\\")";
constexpr std::size_t longest_email = 254, longest_local = 64, longest_label = 63;  // characters

bool may_be_in_an_email(char32_t c) {
  constexpr std::u32string_view never = U"@,:;<>()[]\\\"\u1680\u2028\u2029\u202f\u205f\u3000";
  return c > 0x20 && (c < 0x7f || c > 0xa0) && (c < 0x2000 || c > 0x200a) && !never.contains(c);
}

// The parts between the dots.
std::vector<std::u32string_view> labels_of(std::u32string_view text) {
  std::vector<std::u32string_view> labels;
  for (const auto label : text | std::views::split(U'.')) labels.emplace_back(label.begin(), label.end());
  return labels;
}

bool is_label_of_a_domain(std::u32string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-' && label.back() != '-';
}

// As pattern_of_email().
bool is_email(std::u32string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == text.npos || at > longest_local || text.size() > longest_email) return false;
  const auto local = text.substr(0, at), domain = text.substr(at + 1);
  if (!std::ranges::all_of(local, may_be_in_an_email) || !std::ranges::all_of(domain, may_be_in_an_email)) return false;
  const auto labels = labels_of(domain);
  return std::ranges::none_of(labels_of(local), &std::u32string_view::empty) && labels.size() > 1 &&
         std::ranges::all_of(labels, is_label_of_a_domain);
}

std::string pattern_of_email() {
  const std::string never(in_no_email);
  const auto atom = "[^" + never + ".]+", end = "[^" + never + ".-]";
  const auto label = end + "(?:[^" + never + ".]{0,61}" + end + ")?";
  return "^(?=[^@]{1,64}@)" + atom + "(?:\\." + atom + ")*@" + label + "(?:\\." + label + ")+$";
}

}  // namespace

CustomerRecord record_of(const Customer& customer) {
  const auto& [line1, line2, postal_code, city, country] = customer.address;
  return {customer.email, customer.name, line1, line2, postal_code, city, country};
}

Customer customer_of(CustomerRecord record) {
  return {std::move(record.email),
          std::move(record.name),
          {std::move(record.line1), std::move(record.line2), std::move(record.postal_code), std::move(record.city),
           std::move(record.country)}};
}

std::string masked(const Email& email) {
  const std::string_view text = email.value;
  const auto first = text.substr(0, first_code_point(text)->size), domain = text.substr(text.find('@'));
  return std::string(first) + "…" + std::string(domain);
}

ShownCustomer masked(const Customer& customer) {
  return {.email = masked(customer.email), .name = {}, .address = {}};
}

ShownCustomer whole(const Customer& customer) {
  return {customer.email.value, customer.name, customer.address};
}

}  // namespace souk::payment

namespace souk::describe {

using souk::payment::Country;
using souk::payment::Email;

std::expected<Email, Wrong> Scalar<Email>::read(const Value& value) {
  return then(read_string(value), &from_text);
}

void Scalar<Email>::write(const Email& email, std::string& out) {
  write_string(email.value, out);
}

std::expected<Email, Wrong> Scalar<Email>::from_text(std::string_view text) {
  const auto points = code_points(text);
  if (points && payment::is_email(*points)) return Email{std::string(text)};
  return std::unexpected(Wrong{"value_error", "Input should be an e-mail address like name@example.com"});
}

boost::json::object Scalar<Email>::schema() {
  return {{"type", "string"}, {"pattern", payment::pattern_of_email()}, {"maxLength", payment::longest_email}};
}

std::expected<Country, Wrong> Scalar<Country>::read(const Value& value) {
  return then(read_string(value), &from_text);
}

void Scalar<Country>::write(const Country& country, std::string& out) {
  write_string(country.code, out);
}

std::expected<Country, Wrong> Scalar<Country>::from_text(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() == 2 && std::ranges::all_of(text, is_letter)) return Country{std::string(text)};
  return std::unexpected(Wrong{"string_pattern_mismatch", "Input should be a country code of two capital letters"});
}

boost::json::object Scalar<Country>::schema() {
  return {{"type", "string"}, {"pattern", "^[A-Z]{2}$"}};
}

}  // namespace souk::describe
