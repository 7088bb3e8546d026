#include "events/partition_library.hpp"
#include "payment/store/orders.hpp"

namespace souk::embedded {
std::string_view daily_turnover_lua();
std::string_view due_lua();
std::string_view ledger_lua();
std::string_view lines_lua();
std::string_view mails_lua();
std::string_view orders_lua();
std::string_view sale_lua();
std::string_view settlement_lua();
std::string_view steps_lua();
}  // namespace souk::embedded

namespace souk::payment {

redis::FunctionLibrary library() {
  std::string functions;  // each uses what is local in those before it
  for (const auto part : {embedded::daily_turnover_lua(), embedded::due_lua(), embedded::ledger_lua(),
                          embedded::lines_lua(), embedded::mails_lua(), embedded::orders_lua(), embedded::sale_lua(),
                          embedded::settlement_lua(), embedded::steps_lua()}) {
    functions += part;
  }
  return events::library("payment", functions);
}

}  // namespace souk::payment
