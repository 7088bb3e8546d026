#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

#include "inventory/api/group_reader.hpp"
#include "inventory/app/group_writer.hpp"
#include "rest/router.hpp"

namespace souk::inventory {

struct GroupWithVariants : Group {
  std::vector<Product> variants;
};
BOOST_DESCRIBE_STRUCT(GroupWithVariants, (Group), (variants))

// Groups of products that the shop shows as one.
class GroupsApi {
 public:
  // `check_admin`: passes the admin's requests.
  GroupsApi(GroupReader& reader, GroupWriter& writer, rest::Check check_admin)
      : reader_(reader), writer_(writer), check_admin_(std::move(check_admin)) {}

  void add_routes(rest::Router&);

 private:
  awaitable<http::Response> get_group(const http::Request&);
  awaitable<http::Response> write_group(const http::Request&);
  awaitable<http::Response> delete_group(const http::Request&);

  GroupReader& reader_;
  GroupWriter& writer_;
  rest::Check check_admin_;
};

}  // namespace souk::inventory
