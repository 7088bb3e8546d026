// Described types, like those of the services, for the tests in this folder.
#pragma once

#include <array>

#include "describe/describe.hpp"

namespace souk::describe::shop {

using ProductName = Text<1, 10>;
using Price = Amount<100'000>;
using Stock = Integer<0, 1'000>;

enum class Status { pending, completed, refunded };
BOOST_DESCRIBE_ENUM(Status, pending, completed, refunded)

struct Product {
  Ulid id;
  ProductName name;
  Price price;
  Stock quantity;
  std::optional<std::string> note;
  Status status = Status::pending;
  Timestamp changed{};
  bool hidden = false;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Product, (), (id, name, price, quantity, note, status, changed, hidden, version))

struct NewProduct {
  using resource = Product;
  ProductName name;
  Price price;
  std::optional<Stock> quantity;
};
BOOST_DESCRIBE_STRUCT(NewProduct, (), (name, price, quantity))

struct Line {
  Ulid id;
  Stock quantity;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, quantity))

struct Cart {
  std::vector<Line> lines;
  std::optional<Line> gift;
  std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(Cart, (), (lines, gift, notes))

// Lines take the place of id and quantity.
struct NewCart {
  static constexpr std::string_view alternative = "lines";
  static constexpr std::array<std::string_view, 2> unless_alternative = {"id", "quantity"};
  std::optional<Ulid> id;
  std::optional<Stock> quantity;
  std::optional<List<Line, 1, 3>> lines;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(NewCart, (), (id, quantity, lines, note))

struct Page {
  std::optional<Integer<1, 100>> limit;
  std::optional<Ulid> after;
  bool in_stock = false;
};
BOOST_DESCRIBE_STRUCT(Page, (), (limit, after, in_stock))

struct Patch {
  std::optional<ProductName> name;
};
BOOST_DESCRIBE_STRUCT(Patch, (), (name))

struct Shown : Line {
  Money price;
};
BOOST_DESCRIBE_STRUCT(Shown, (Line), (price))

inline const Ulid id = *Ulid::parse("01H28HATR7JG2YBH22ABPJWW33");

inline Product lamp() {
  return {.id = id,
          .name = ProductName("lamp"),
          .price = Price(Money::minor(1999)),
          .quantity = Stock(7),
          .note = {},
          .status = Status::completed,
          .changed = Timestamp{Milliseconds{1795340959042}},
          .hidden = true,
          .version = -3};
}

}  // namespace souk::describe::shop
