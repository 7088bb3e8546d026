// Who an order is for. It is stored beside the order, under a key of its own, and is never in streams, logs, metrics or
// fingerprints.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "describe/describe.hpp"

namespace souk::payment {

// An e-mail address: at most 254 characters, one @, a domain of at least two labels, no white space. Any script.
struct Email {
  std::string value;
  bool operator==(const Email&) const = default;
};

// ISO 3166-1 alpha-2: two capital letters. Whether the country exists is not checked.
struct Country {
  std::string code;
  bool operator==(const Country&) const = default;
};

using PersonName = describe::Text<1, 200>;
using AddressLine = describe::Text<1, 200>;

struct Address {
  AddressLine line1;
  std::optional<describe::Text<0, 200>> line2;
  std::optional<describe::Text<0, 20>> postal_code;  // not every country has them
  describe::Text<1, 100> city;
  Country country;
};
BOOST_DESCRIBE_STRUCT(Address, (), (line1, line2, postal_code, city, country))

struct Customer {
  Email email;
  PersonName name;
  Address address;
};
BOOST_DESCRIBE_STRUCT(Customer, (), (email, name, address))

// The stored fields of a customer.
struct CustomerRecord {
  Email email;
  PersonName name;
  AddressLine line1;
  std::optional<describe::Text<0, 200>> line2;
  std::optional<describe::Text<0, 20>> postal_code;
  describe::Text<1, 100> city;
  Country country;
};
BOOST_DESCRIBE_STRUCT(CustomerRecord, (), (email, name, line1, line2, postal_code, city, country))

CustomerRecord record_of(const Customer&);
Customer customer_of(CustomerRecord);

// A customer as the API shows it: whole to the store, else only a masked e-mail address.
struct ShownCustomer {
  std::string email;
  std::optional<PersonName> name;
  std::optional<Address> address;
};
BOOST_DESCRIBE_STRUCT(ShownCustomer, (), (email, name, address))

std::string masked(const Email&);  // "a…@example.com"
ShownCustomer masked(const Customer&);
ShownCustomer whole(const Customer&);

}  // namespace souk::payment

template <>
struct souk::describe::Scalar<souk::payment::Email> {
  using Email = souk::payment::Email;
  static std::expected<Email, Wrong> read(const Value&);
  static void write(const Email&, std::string& out);
  static std::string text(const Email& email) { return email.value; }
  static std::expected<Email, Wrong> from_text(std::string_view);
  static boost::json::object schema();
};

template <>
struct souk::describe::Scalar<souk::payment::Country> {
  using Country = souk::payment::Country;
  static std::expected<Country, Wrong> read(const Value&);
  static void write(const Country&, std::string& out);
  static std::string text(const Country& country) { return country.code; }
  static std::expected<Country, Wrong> from_text(std::string_view);
  static boost::json::object schema();
};
