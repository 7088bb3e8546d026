// The specialisations of Scalar. The parts that do not depend on a type's limits are compiled once, in scalars.cpp.
#pragma once

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/json/array.hpp>
#include <boost/mp11/algorithm.hpp>
#include <charconv>
#include <limits>
#include <type_traits>

namespace souk::describe {

inline constexpr std::int64_t most_money = std::int64_t{1} << 53;

// Bodies.
std::expected<std::int64_t, Wrong> read_integer(const Value&, std::int64_t least, std::int64_t most);
std::expected<Money, Wrong> read_money(const Value&, std::int64_t most);
std::expected<bool, Wrong> read_bool(const Value&);
std::expected<Ulid, Wrong> read_ulid(const Value&);
std::expected<Timestamp, Wrong> read_timestamp(const Value&);
std::expected<std::string_view, Wrong> read_string(const Value&);

// Fields and query parameters.
std::expected<std::int64_t, Wrong> integer_from_text(std::string_view, std::int64_t least, std::int64_t most);
std::expected<bool, Wrong> bool_from_text(std::string_view);
std::expected<Ulid, Wrong> ulid_from_text(std::string_view);
std::expected<Timestamp, Wrong> timestamp_from_text(std::string_view);
std::expected<Timestamp, Wrong> date_time_from_text(std::string_view);
std::expected<std::chrono::sys_days, Wrong> day_from_text(std::string_view);
std::expected<Currency, Wrong> currency_from_text(std::string_view);
std::expected<std::string, Wrong> string_from_text(std::string_view);
std::expected<std::string, Wrong> limited_text(std::string_view, std::size_t least, std::size_t most);

// A body may also have the number in a string.
boost::json::object or_numeral(boost::json::object number, Direction);
boost::json::object or_null(boost::json::object schema);
boost::json::object integer_schema(std::int64_t least, std::int64_t most);
boost::json::object money_schema(std::int64_t most);
boost::json::object currency_schema();
boost::json::object string_schema();
boost::json::object cursor_schema();  // a cursor comes from a Link header of the list
boost::json::object text_schema(std::size_t least, std::size_t most);
boost::json::object ulid_schema(Direction);
boost::json::object date_schema();
boost::json::object balance_schema();
boost::json::object timestamp_schema();

void write_integer(std::int64_t, std::string& out);
Wrong not_among(const std::vector<std::string_view>& choices);

// std::expected::transform and and_then: libstdc++ 12 lacks them.
template <class T, class Change>
auto mapped(std::expected<T, Wrong> result, Change change) -> std::expected<std::invoke_result_t<Change, T>, Wrong> {
  if (!result) return std::unexpected(std::move(result.error()));
  return change(std::move(*result));
}
template <class T, class Step>
auto then(std::expected<T, Wrong> result, Step step) -> std::invoke_result_t<Step, T> {
  if (!result) return std::unexpected(std::move(result.error()));
  return step(std::move(*result));
}

template <std::int64_t Min, std::int64_t Max>
struct Scalar<Integer<Min, Max>> {
  using Type = Integer<Min, Max>;
  static std::expected<Type, Wrong> read(const Value& value) {
    return mapped(read_integer(value, Min, Max), [](std::int64_t number) { return Type(number); });
  }
  static void write(Type value, std::string& out) { write_integer(value.value(), out); }
  static std::string text(Type value) { return std::to_string(value.value()); }
  static std::expected<Type, Wrong> from_text(std::string_view text) {
    return mapped(integer_from_text(text, Min, Max), [](std::int64_t number) { return Type(number); });
  }
  static boost::json::object schema(Direction direction) { return or_numeral(integer_schema(Min, Max), direction); }
};

template <>
struct Scalar<std::int64_t> {
  static constexpr auto least = std::numeric_limits<std::int64_t>::min();
  static constexpr auto most = std::numeric_limits<std::int64_t>::max();
  static std::expected<std::int64_t, Wrong> read(const Value& value) { return read_integer(value, least, most); }
  static void write(std::int64_t value, std::string& out) { write_integer(value, out); }
  static std::string text(std::int64_t value) { return std::to_string(value); }
  static std::expected<std::int64_t, Wrong> from_text(std::string_view text) {
    return integer_from_text(text, least, most);
  }
  static boost::json::object schema(Direction direction) { return or_numeral(integer_schema(least, most), direction); }
};

// A decimal number in JSON. In a Redis field whole minor units, because Lua calculates with them.
template <std::int64_t Max>
struct Scalar<Amount<Max>> {
  using Type = Amount<Max>;
  static std::expected<Type, Wrong> read(const Value& value) {
    return mapped(read_money(value, Max), [](Money money) { return Type(money); });
  }
  static void write(Type value, std::string& out) { value.value().append_to(out); }
  static std::string text(Type value) { return std::to_string(value.value().minor_units()); }
  static std::expected<Type, Wrong> from_text(std::string_view text) {
    return mapped(integer_from_text(text, 0, Max), [](std::int64_t units) { return Type(Money::minor(units)); });
  }
  static boost::json::object schema(Direction direction) { return or_numeral(money_schema(Max), direction); }
};

template <>
struct Scalar<Money> {
  static std::expected<Money, Wrong> read(const Value& value) { return read_money(value, most_money); }
  static void write(Money value, std::string& out) { value.append_to(out); }
  static std::string text(Money value) { return std::to_string(value.minor_units()); }
  static std::expected<Money, Wrong> from_text(std::string_view text) {
    return mapped(integer_from_text(text, 0, most_money), &Money::minor);
  }
  static boost::json::object schema(Direction direction) { return or_numeral(money_schema(most_money), direction); }
};

template <>
struct Scalar<Currency> {
  static std::expected<Currency, Wrong> read(const Value& value) { return then(read_string(value), &from_text); }
  static void write(const Currency& value, std::string& out) { write_string(value.code, out); }
  static std::string text(const Currency& value) { return std::string(value.code); }
  static std::expected<Currency, Wrong> from_text(std::string_view text) { return currency_from_text(text); }
  static boost::json::object schema() { return currency_schema(); }
};

template <std::size_t Min, std::size_t Max>
struct Scalar<Text<Min, Max>> {
  using Type = Text<Min, Max>;
  static std::expected<Type, Wrong> read(const Value& value) { return then(read_string(value), &from_text); }
  static void write(const Type& value, std::string& out) { write_string(value.value(), out); }
  static std::string text(const Type& value) { return value.value(); }
  static std::expected<Type, Wrong> from_text(std::string_view text) {
    return mapped(limited_text(text, Min, Max), [](std::string valid) { return Type(std::move(valid)); });
  }
  static boost::json::object schema() { return text_schema(Min, Max); }
};

template <>
struct Scalar<std::string> {
  static std::expected<std::string, Wrong> read(const Value& value) {
    return mapped(read_string(value), [](std::string_view text) { return std::string(text); });
  }
  static void write(const std::string& value, std::string& out) { write_string(value, out); }
  static std::string text(const std::string& value) { return value; }
  static std::expected<std::string, Wrong> from_text(std::string_view text) { return string_from_text(text); }
  static boost::json::object schema() { return string_schema(); }
};

template <>
struct Scalar<bool> {
  static std::expected<bool, Wrong> read(const Value& value) { return read_bool(value); }
  static void write(bool value, std::string& out) { out += value ? "true" : "false"; }
  static std::string text(bool value) { return value ? "true" : "false"; }
  static std::expected<bool, Wrong> from_text(std::string_view text) { return bool_from_text(text); }
  static boost::json::object schema() { return {{"type", "boolean"}}; }
};

template <>
struct Scalar<Ulid> {
  static std::expected<Ulid, Wrong> read(const Value& value) { return read_ulid(value); }
  static void write(const Ulid& value, std::string& out) {
    out += '"';
    value.append_to(out);
    out += '"';
  }
  static std::string text(const Ulid& value) { return value.text(); }
  static std::expected<Ulid, Wrong> from_text(std::string_view text) { return ulid_from_text(text); }
  static boost::json::object schema(Direction direction) { return ulid_schema(direction); }
};

// RFC 3339 in JSON, milliseconds since 1970 in a Redis field.
template <>
struct Scalar<Timestamp> {
  static std::expected<Timestamp, Wrong> read(const Value& value) { return read_timestamp(value); }
  static void write(Timestamp value, std::string& out) {
    out += '"';
    append_rfc3339(out, value);
    out += '"';
  }
  static std::string text(Timestamp value) { return std::to_string(value.time_since_epoch().count()); }
  static std::expected<Timestamp, Wrong> from_text(std::string_view text) { return timestamp_from_text(text); }
  static boost::json::object schema() { return timestamp_schema(); }
};

template <>
struct Scalar<DateTime> {
  static std::expected<DateTime, Wrong> read(const Value& value) {
    return mapped(read_timestamp(value), [](Timestamp time) { return DateTime{time}; });
  }
  static void write(DateTime value, std::string& out) { Scalar<Timestamp>::write(value.value, out); }
  static std::string text(DateTime value) { return rfc3339(value.value); }
  static std::expected<DateTime, Wrong> from_text(std::string_view text) {
    return mapped(date_time_from_text(text), [](Timestamp time) { return DateTime{time}; });
  }
  static boost::json::object schema() { return timestamp_schema(); }
};

template <>
struct Scalar<Date> {
  static std::expected<Date, Wrong> read(const Value& value) { return then(read_string(value), &from_text); }
  static void write(Date value, std::string& out) { ((out += '"') += text(value)) += '"'; }
  static std::string text(Date value) {
    std::string out;
    append_full_date(out, value.day);
    return out;
  }
  static std::expected<Date, Wrong> from_text(std::string_view text) {
    return mapped(day_from_text(text), [](std::chrono::sys_days day) { return Date{day}; });
  }
  static boost::json::object schema() { return date_schema(); }
};

template <class T>
struct Scalar<Nullable<T>> {
  using Type = Nullable<T>;
  static std::expected<Type, Wrong> read(const Value& value) {
    if (std::holds_alternative<std::nullptr_t>(value.data)) return Type();
    return mapped(Scalar<T>::read(value), [](T held) { return Type{std::move(held)}; });
  }
  static void write(const Type& nullable, std::string& out) {
    if (!nullable.value) {
      out += "null";
    } else {
      Scalar<T>::write(*nullable.value, out);
    }
  }
  static std::string text(const Type& nullable) { return nullable.value ? Scalar<T>::text(*nullable.value) : ""; }
  static std::expected<Type, Wrong> from_text(std::string_view text) {
    if (text.empty()) return Type();
    return mapped(Scalar<T>::from_text(text), [](T held) { return Type{std::move(held)}; });
  }
  static boost::json::object schema(Direction direction) {
    if constexpr (requires { Scalar<T>::schema(direction); }) {
      return or_null(Scalar<T>::schema(direction));
    } else {
      return or_null(Scalar<T>::schema());
    }
  }
};

// In answers only.
template <>
struct Scalar<Balance> {
  static void write(Balance value, std::string& out) { value.value.append_to(out); }
  static boost::json::object schema() { return balance_schema(); }
};

// An enum described with BOOST_DESCRIBE_ENUM: its enumerators' names.
template <class E>
  requires boost::describe::has_describe_enumerators<E>::value
struct Scalar<E> {
  static std::expected<E, Wrong> read(const Value& value) { return then(read_string(value), &from_text); }
  static void write(E value, std::string& out) { ((out += '"') += boost::describe::enum_to_string(value, "")) += '"'; }
  static std::string text(E value) { return boost::describe::enum_to_string(value, ""); }
  static std::expected<E, Wrong> from_text(std::string_view text) {
    std::optional<E> found;
    each([&](auto choice) {
      if (text == choice.name) found = choice.value;
    });
    if (!found) return std::unexpected(not_among(names()));
    return *found;
  }
  static boost::json::object schema() {
    const auto all = names();
    return {{"type", "string"}, {"enum", boost::json::array(all.begin(), all.end())}};
  }

 private:
  static void each(auto&& visit) { boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(visit); }
  static std::vector<std::string_view> names() {
    std::vector<std::string_view> all;
    each([&](auto choice) { all.emplace_back(choice.name); });
    return all;
  }
};

}  // namespace souk::describe
