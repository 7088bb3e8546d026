import { createFileRoute, useNavigate } from "@tanstack/react-router";
import { PageHeader } from "@/components/ui/page-header";
import { ReconciliationPanel } from "@/features/money/components/reconciliation-panel";
import { TurnoverBoard } from "@/features/money/components/turnover-board";
import { useToday } from "@/features/money/hooks/use-today";
import { daysOf } from "@/features/money/model/days";
import { parseMoneySearch } from "@/features/money/model/money-search";
import { AccountingExport } from "@/features/store-orders/components/accounting-export";
import { usePaidAtProvider } from "@/lib/shop";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/money")({ validateSearch: parseMoneySearch, component: Money });

function Money() {
  useTitle("Money");
  const search = Route.useSearch();
  const navigate = useNavigate({ from: "/admin/money" });
  const today = useToday();
  const days = daysOf(search, today);
  const atProvider = usePaidAtProvider();
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Money" actions={<AccountingExport {...days} />}>
        Paid and refunded amounts by day, in UTC.
      </PageHeader>
      <TurnoverBoard
        search={search}
        days={days}
        today={today}
        onChange={(next) => void navigate({ search: next, resetScroll: false })}
      />
      <ReconciliationPanel atProvider={atProvider} />
    </div>
  );
}
