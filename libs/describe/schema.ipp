// The templates of describe.hpp that print a schema.
#pragma once

#include <boost/json/array.hpp>

#include "describe/describe.ipp"

namespace souk::describe {
namespace internal {

template <class T>
boost::json::object scalar_schema(Direction direction) {
  if constexpr (requires { Scalar<T>::schema(direction); }) {
    return Scalar<T>::schema(direction);
  } else {
    return Scalar<T>::schema();
  }
}

template <class T>
boost::json::object struct_schema(Direction direction) {
  boost::json::object properties;
  boost::json::array required;
  each_member<T>([&](auto member) {
    using Type = MemberType<T, decltype(member)>;
    properties[member.name] = schema<Type>(direction);
    if (direction == Direction::answer || !is_optional<Type>) required.emplace_back(member.name);
  });
  if constexpr (requires { typename T::resource; }) {
    each_member<typename T::resource>([&](auto member) {
      if (direction == Direction::body && !has_member<T>(member.name)) properties[member.name] = {{"readOnly", true}};
    });
  }
  auto whole = object_with(std::move(properties), std::move(required), direction);
  if (direction != Direction::body) return whole;
  if constexpr (requires { T::any_of; }) whole["allOf"] = one_required("anyOf", T::any_of);
  if constexpr (requires { T::one_of; }) whole["allOf"] = one_required("oneOf", T::one_of);
  if constexpr (requires { T::alternative; }) {
    whole["oneOf"] = either_or(T::alternative, T::unless_alternative);
  }
  return whole;
}

}  // namespace internal

template <class T>
boost::json::object schema(Direction direction) {
  if constexpr (internal::is_optional<T>) {
    auto inner = schema<typename T::value_type>(direction);
    return direction == Direction::answer ? internal::nullable(std::move(inner)) : inner;
  } else if constexpr (requires { T::max; } && internal::is_vector<T>) {
    auto list = internal::list_of(schema<typename T::value_type>(direction), T::min, T::max);
    if constexpr (internal::has_unique<T>) list["x-unique"] = internal::unique_name<T>();
    return list;
  } else if constexpr (internal::is_vector<T>) {
    return internal::array_of(schema<typename T::value_type>(direction));
  } else if constexpr (internal::DescribedStruct<T>) {
    return internal::struct_schema<T>(direction);
  } else {
    return internal::scalar_schema<T>(direction);
  }
}

}  // namespace souk::describe
