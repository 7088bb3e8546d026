import { createFileRoute, Link } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { VisitorList } from "@/features/visitors/components/visitor-list";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/visitors")({
  validateSearch: ({ by }): { by?: "customer" } => (by === "customer" ? { by } : {}),
  component: Visitors,
});

function Visitors() {
  useTitle("Who orders");
  const { by = "address" } = Route.useSearch();
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Who orders" actions={<Views />}>
        Who has placed orders lately, those with the most open orders first.
      </PageHeader>
      <VisitorList by={by} />
    </div>
  );
}

function Views() {
  const style = buttonStyle({ size: "sm" });
  const active = { className: "bg-accent-soft! text-accent!", "aria-current": "page" } as const;
  return (
    <>
      <Link
        to="/admin/visitors"
        search={{}}
        activeOptions={{ exact: true }}
        className={style}
        activeProps={active}
      >
        By address
      </Link>
      <Link to="/admin/visitors" search={{ by: "customer" }} className={style} activeProps={active}>
        By customer
      </Link>
      <Link to="/admin/orders" className={style}>
        All orders
      </Link>
    </>
  );
}
