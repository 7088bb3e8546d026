// A payment provider that answers what a test has prepared.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "payment/provider/provider.hpp"

namespace souk::payment {

class MemoryProvider final : public PaymentProvider {
 public:
  awaitable<ProviderAnswer> authorize(Purchase wanted) override {
    purchase = std::move(wanted);
    co_return said("authorize:" + std::to_string(purchase.step.attempt));
  }
  awaitable<ProviderAnswer> expire(PaymentStep, std::string session) override { co_return said("expire " + session); }
  awaitable<ProviderAnswer> capture(PaymentStep, std::string intent) override { co_return said("capture " + intent); }
  awaitable<ProviderAnswer> cancel(PaymentStep, std::string intent) override { co_return said("cancel " + intent); }
  awaitable<ProviderAnswer> refund(PaymentStep, std::string intent, unsigned number, Money) override {
    co_return said("refund " + intent + ' ' + std::to_string(number));
  }
  awaitable<ProviderAnswer> lookup(Lookup wanted) override { co_return said("lookup " + wanted.object); }
  awaitable<ProviderPage> list(Timestamp from, std::string cursor) override {
    since = from;
    co_return pages.at(cursor);
  }

  std::deque<ProviderAnswer> answers;                      // of the calls to come
  std::vector<std::string> calls;                          // that were made
  Purchase purchase;                                       // of the last authorize
  std::map<std::string, ProviderPage> pages = {{"", {}}};  // by cursor
  Timestamp since = {};

 private:
  ProviderAnswer said(std::string call) {
    calls.push_back(std::move(call));
    auto answer = answers.at(0);
    answers.pop_front();
    return answer;
  }
};

}  // namespace souk::payment
