// The ledgers in memory, for tests of use cases.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "base/unavailable.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/store/ledger_store.hpp"

namespace souk::payment {

class MemoryLedgers final : public LedgerStore {
 public:
  awaitable<std::optional<Money>> amount_of(Ulid pk) override {
    check();
    const auto known = amounts.find(pk);
    co_return known == amounts.end() ? std::nullopt : std::optional(known->second);
  }
  awaitable<Outcome<bool>> refund(OrderRefund refund, std::string key) override {
    check();
    if (refuses) co_return std::unexpected(*refuses);
    const auto body = describe::to_json(refund.wanted);
    const auto [known, is_new] = refunds.emplace(std::move(key), std::pair(body, std::move(refund.lines)));
    if (loses_answers) throw Unavailable(Dependency::database, "the answer is lost");
    if (known->second.first != body) co_return key_was_reused();
    co_return !is_new;
  }
  awaitable<void> look(Ulid pk, Milliseconds apart) override {
    check();
    looks.emplace_back(pk, apart);
    co_return;
  }
  awaitable<std::int64_t> note(Ulid pk, std::vector<PaymentEvent> events, std::string) override {
    check();
    co_return std::ranges::count_if(events, [&](const auto& event) { return noted[pk].insert(event.id()).second; });
  }
  awaitable<void> keep(Unattributed report) override {
    check();
    kept.insert(report.id());
    co_return;
  }
  awaitable<void> add_stray(const Stray& stray) override {
    check();
    strays.emplace(stray.id, stray);
    co_return;
  }

  std::map<Ulid, Money> amounts;                                                     // of orders paid at a provider
  std::map<std::string, std::pair<std::string, std::vector<NumberedLine>>> refunds;  // by key: body, lines
  std::vector<std::pair<Ulid, Milliseconds>> looks;                                  // and how far apart
  std::map<Ulid, std::set<std::string>> noted;                                       // ids of events
  std::set<std::string> kept;                                                        // ids of reports
  std::map<std::string, Stray> strays;                                               // by id
  std::optional<Refusal> refuses;                                                    // every refund
  bool away = false;
  bool loses_answers = false;  // of refund(), after its effect

 private:
  void check() const {
    if (away) throw Unavailable(Dependency::database, "away");
  }
};

}  // namespace souk::payment
