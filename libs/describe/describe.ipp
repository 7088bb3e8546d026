// The templates of describe.hpp: how each kind of type is written, read and described.
#pragma once

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/mp11/algorithm.hpp>
#include <span>
#include <type_traits>

namespace souk::describe {
namespace internal {

template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T, std::size_t Min, std::size_t Max, auto Unique>
inline constexpr bool is_vector<List<T, Min, Max, Unique>> = true;

template <class T>
using Descriptors = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class T, class D>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

// Calls visit(descriptor) for each member, in the order of the declaration.
template <class T, class Visit>
void each_member(Visit&& visit) {
  boost::mp11::mp_for_each<Descriptors<T>>(std::forward<Visit>(visit));
}

template <class T>
bool has_member(std::string_view name) {
  bool found = false;
  each_member<T>([&](auto member) { found |= name == member.name; });
  return found;
}

// The fields of T's resource that T does not have. A body may contain them; they are ignored.
template <class T>
bool is_read_only(std::string_view name) {
  if constexpr (requires { typename T::resource; }) return has_member<typename T::resource>(name);
  return false;
}

// `,"name":` as one string.
template <class D>
inline constexpr auto key = [] {
  constexpr std::string_view name = D::name;
  std::array<char, name.size() + 4> text{',', '"'};
  std::ranges::copy(name, text.begin() + 2);
  text[name.size() + 2] = '"';
  text[name.size() + 3] = ':';
  return text;
}();

// The position of the reader. It lives on the stack and becomes a Location only when there is a fault to report.
struct Path {
  const Path* parent = nullptr;
  std::string_view name;
  std::optional<std::size_t> index = {};

  Location location() const;
};

// The faults of one reading, and the source of the text. A body must match its type exactly; an answer of another
// service may have more fields.
class Faults {
 public:
  explicit Faults(Direction direction) : direction_(direction) {}
  bool reads(Direction direction) const { return direction_ == direction; }
  void add(const Path& path, Wrong wrong);
  bool full() const { return faults_.size() >= max_faults; }
  bool empty() const { return faults_.empty(); }
  std::vector<Fault> take() && { return std::move(faults_); }

 private:
  Direction direction_;
  std::vector<Fault> faults_;
};

inline bool is_null(const Value& value) {
  return std::holds_alternative<std::nullptr_t>(value.data);
}

Wrong missing();
Wrong missing_any_of(std::span<const std::string_view> names);
Wrong not_one_of(std::span<const std::string_view> names);
Wrong extra();
Wrong repeated();
Wrong not_an_object();
Wrong not_an_array();
// Returns nothing when this number of elements is allowed.
std::optional<Wrong> wrong_size(std::size_t size, std::size_t least, std::size_t most);

const Value* find(const Object&, std::string_view name);
const std::string* find(const Fields&, std::string_view name);  // the last one of that name

// Allows null in a schema, too.
boost::json::object nullable(boost::json::object schema);
boost::json::object array_of(boost::json::object items);
boost::json::object list_of(boost::json::object items, std::size_t least, std::size_t most);
boost::json::object object_with(boost::json::object properties, boost::json::array required, Direction);
boost::json::array either_or(std::string_view alternative, std::span<const std::string_view> names);
// `how`: "anyOf" or "oneOf".
boost::json::array one_required(std::string_view how, std::span<const std::string_view> names);

// The name of a type such as "souk::NewProduct", cut out of the compiler's function name.
std::string_view unqualified(std::string_view pretty_function);

template <class T>
void read_into(T& out, const Value& value, const Path& path, Faults& faults);

template <class T>
void read_scalar(T& out, std::expected<T, Wrong> result, const Path& path, Faults& faults) {
  if (result) {
    out = std::move(*result);
  } else {
    faults.add(path, std::move(result.error()));
  }
}

// Of T's members that an alternative may replace: whether this is one of them.
template <class T>
bool is_replaceable(std::string_view name) {
  if constexpr (requires { T::alternative; })
    return std::ranges::find(T::unless_alternative, name) != T::unless_alternative.end();
  return false;
}

template <class T>
bool has_alternative(const Object& object) {
  if constexpr (requires { T::alternative; }) return find(object, T::alternative) != nullptr;
  return false;
}

template <class T>
void read_struct(T& out, const Value& value, const Path& path, Faults& faults) {
  const auto object = std::get_if<Object>(&value.data);
  if (!object) return faults.add(path, not_an_object());
  const bool replaced = has_alternative<T>(*object);
  each_member<T>([&](auto member) {
    const Path here{&path, member.name};
    const bool replaceable = is_replaceable<T>(member.name);
    const auto found = find(*object, member.name);
    if (found && replaced && replaceable) {
      faults.add(here, extra());
    } else if (found) {
      read_into(out.*member.pointer, *found, here, faults);
    } else if (replaceable ? !replaced : !is_optional<MemberType<T, decltype(member)>>) {
      faults.add(here, missing());
    }
  });
  if constexpr (requires { T::any_of; }) {
    if (std::ranges::none_of(T::any_of, [&](auto name) { return find(*object, name); })) {
      faults.add(path, missing_any_of(T::any_of));
    }
  }
  if constexpr (requires { T::one_of; }) {
    if (std::ranges::count_if(T::one_of, [&](auto name) { return find(*object, name) != nullptr; }) != 1) {
      faults.add(path, not_one_of(T::one_of));
    }
  }
  for (const auto& [name, ignored] : *object) {
    if (faults.full() || faults.reads(Direction::answer)) return;
    if (!has_member<T>(name) && !is_read_only<T>(name)) faults.add(Path{&path, name}, extra());
  }
}

template <class T>
void read_elements(std::vector<T>& out, const Value& value, const Path& path, Faults& faults) {
  const auto array = std::get_if<Array>(&value.data);
  if (!array) return faults.add(path, not_an_array());
  out.clear();
  out.reserve(array->size());
  for (std::size_t i = 0; i < array->size() && !faults.full(); ++i) {
    T item{};
    read_into(item, (*array)[i], Path{&path, {}, i}, faults);
    out.push_back(std::move(item));
  }
}

template <class T>
inline constexpr bool has_unique = false;
template <class T, std::size_t Min, std::size_t Max, auto Unique>
inline constexpr bool has_unique<List<T, Min, Max, Unique>> = !std::is_null_pointer_v<decltype(Unique)>;

// The name of the member that is unique among the elements of a list.
template <class T>
  requires has_unique<T>
std::string_view unique_name() {
  std::string_view name;
  each_member<typename T::value_type>([&](auto member) {
    if constexpr (std::is_same_v<std::remove_cv_t<decltype(member.pointer)>, std::remove_cv_t<decltype(T::unique)>>) {
      if (member.pointer == T::unique) name = member.name;
    }
  });
  return name;
}

template <class T>
void check_unique(const T& list, const Path& path, Faults& faults) {
  for (auto element = list.begin(); element != list.end(); ++element) {
    const auto is_same = [&](const auto& other) { return other.*T::unique == (*element).*T::unique; };
    if (std::none_of(list.begin(), element, is_same)) continue;
    const Path here{&path, {}, static_cast<std::size_t>(element - list.begin())};
    faults.add(Path{&here, unique_name<T>()}, repeated());
  }
}

template <class T>
void read_array(T& out, const Value& value, const Path& path, Faults& faults) {
  if constexpr (requires { T::max; }) {
    const auto array = std::get_if<Array>(&value.data);
    auto wrong = array ? wrong_size(array->size(), T::min, T::max) : std::nullopt;
    if (wrong) return faults.add(path, std::move(*wrong));
  }
  read_elements(out, value, path, faults);
  if constexpr (has_unique<T>) {
    if (faults.empty()) check_unique(out, path, faults);
  }
}

template <class T>
void read_into(T& out, const Value& value, const Path& path, Faults& faults) {
  if constexpr (is_optional<T>) {
    if (is_null(value) && faults.reads(Direction::answer)) return out.reset();
    read_into(out.emplace(), value, path, faults);
  } else if constexpr (is_vector<T>) {
    read_array(out, value, path, faults);
  } else if constexpr (DescribedStruct<T>) {
    read_struct(out, value, path, faults);
  } else {
    read_scalar(out, Scalar<T>::read(value), path, faults);
  }
}

template <class T>
std::expected<T, std::vector<Fault>> from_json(std::string_view text, std::string_view where, Direction direction) {
  auto value = parse_json(text, where);
  if (!value) return std::unexpected(std::vector{std::move(value.error())});
  T result{};
  Faults faults(direction);
  read_into(result, *value, Path{nullptr, where}, faults);
  if (!faults.empty()) return std::unexpected(std::move(faults).take());
  return result;
}

template <class T>
void read_field(T& out, const std::string* text, const Path& path, Faults& faults) {
  if constexpr (is_optional<T>) {
    if (text) read_field(out.emplace(), text, path, faults);
  } else if (text) {
    read_scalar(out, Scalar<T>::from_text(*text), path, faults);
  } else {
    faults.add(path, missing());
  }
}

template <class T>
void write_struct(const T& value, std::string& out) {
  out += '{';
  std::size_t skip = 1;  // the comma before the first member
  each_member<T>([&]<class D>(D member) {
    out.append(key<D>.data() + skip, key<D>.size() - skip);
    skip = 0;
    write_json(value.*member.pointer, out);
  });
  out += '}';
}

template <class T>
void write_array(const std::vector<T>& values, std::string& out) {
  out += '[';
  bool first = true;
  for (const T& value : values) {
    if (!std::exchange(first, false)) out += ',';
    write_json(value, out);
  }
  out += ']';
}

}  // namespace internal

template <class T>
void write_json(const T& value, std::string& out) {
  if constexpr (internal::is_optional<T>) {
    if (value) {
      write_json(*value, out);
    } else {
      out += "null";
    }
  } else if constexpr (internal::is_vector<T>) {
    internal::write_array(value, out);
  } else if constexpr (internal::DescribedStruct<T>) {
    internal::write_struct(value, out);
  } else {
    Scalar<T>::write(value, out);
  }
}

template <class T>
std::string to_json(const T& value) {
  std::string out;
  write_json(value, out);
  return out;
}

template <class T>
std::expected<T, std::vector<Fault>> from_json(std::string_view text, std::string_view where) {
  return internal::from_json<T>(text, where, Direction::body);
}

template <class T>
std::expected<T, std::vector<Fault>> from_answer(std::string_view text, std::string_view where) {
  return internal::from_json<T>(text, where, Direction::answer);
}

template <class T>
Fields to_fields(const T& value) {
  Fields fields;
  fields.reserve(boost::mp11::mp_size<internal::Descriptors<T>>::value);
  internal::each_member<T>([&](auto member) {
    using Type = internal::MemberType<T, decltype(member)>;
    const auto& held = value.*member.pointer;
    if constexpr (internal::is_optional<Type>) {
      if (held) fields.emplace_back(member.name, Scalar<typename Type::value_type>::text(*held));
    } else {
      fields.emplace_back(member.name, Scalar<Type>::text(held));
    }
  });
  return fields;
}

template <class T>
std::expected<T, std::vector<Fault>> from_fields(const Fields& fields, std::string_view where) {
  T result{};
  internal::Faults faults(Direction::body);
  const internal::Path path{nullptr, where};
  internal::each_member<T>([&](auto member) {
    const internal::Path here{&path, member.name};
    internal::read_field(result.*member.pointer, internal::find(fields, member.name), here, faults);
  });
  if (!faults.empty()) return std::unexpected(std::move(faults).take());
  return result;
}

template <class T>
std::vector<Member> members() {
  std::vector<Member> all;
  internal::each_member<T>([&](auto member) {
    using Type = internal::MemberType<T, decltype(member)>;
    all.push_back({member.name, !internal::is_optional<Type>, schema<Type>(Direction::query)});
  });
  return all;
}

template <class T>
std::string name_of() {
  return std::string(internal::unqualified(__PRETTY_FUNCTION__));
}

}  // namespace souk::describe
