#include "events/partition_library.hpp"
#include "payment/store/orders.hpp"

namespace souk::embedded {
std::string_view buyers_lua();
std::string_view customer_terms_lua();
std::string_view daily_turnover_lua();
std::string_view door_lua();
std::string_view due_lua();
std::string_view fulfilment_lua();
std::string_view ledger_lua();
std::string_view lines_lua();
std::string_view mails_lua();
std::string_view orders_lua();
std::string_view sale_lua();
std::string_view settlement_lua();
std::string_view steps_lua();
}  // namespace souk::embedded

namespace souk::payment {

// The files by dependency: each uses what is local in those before it.
redis::FunctionLibrary library() {
  std::string functions;
  for (const auto part : {
           embedded::due_lua(),             // sorted sets of what a worker has to do
           embedded::mails_lua(),           // a mail is due; what became of it
           embedded::daily_turnover_lua(),  // money counted by day and product
           embedded::ledger_lua(),          // what was asked of the provider and what it said
           embedded::customer_terms_lua(),  // the index of customers; relayed function
           embedded::orders_lua(),          // the moves of an order; placing, abandoning, idempotency keys, counts
           embedded::fulfilment_lua(),      // packed, shipped
           embedded::lines_lua(),           // the moves of a line; relayed functions
           embedded::sale_lua(),            // the next step of an order at a provider: decide, cancel, refund
           embedded::settlement_lua(),      // what the answers of inventory do
           embedded::steps_lua(),           // the calls of the worker
           embedded::buyers_lua(),          // codes to sign in, and sessions
           embedded::door_lua(),            // unpaid orders, challenges, who has placed orders
       }) {
    functions += part;
  }
  return events::library("payment", functions);
}

}  // namespace souk::payment
