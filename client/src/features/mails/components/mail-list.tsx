import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mail as MailIcon } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { CardTableSkeleton } from "@/components/ui/card-table";
import { Empty } from "@/components/ui/empty";
import { ListView } from "@/components/ui/list-view";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { mailsQuery } from "../api/list-mails";
import { MailTable } from "./mail-table";

/** Every mail to a buyer, newest first. */
export function MailList({ cursor }: { cursor: string | undefined }) {
  const page = useQuery({ ...mailsQuery(cursor), placeholderData: keepPreviousData });
  return (
    <div className="flex flex-col gap-4">
      <ListView
        query={page}
        rows={page.data?.mails}
        what="The mails"
        skeleton={<MailListSkeleton />}
        stale="Payment is not responding. You see the last known mails. We keep trying."
        empty={<NoMails />}
      >
        {(mails) => (
          <>
            {mails.some(({ state }) => state === "file") && (
              <Notice tone="warn">
                No mail server is set, so mails are kept as files and nobody gets them.
              </Notice>
            )}
            <MailTable mails={mails} cursor={cursor} />
            <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3">
              <p role="status" className="text-sm text-muted tabular-nums">
                {`${mails.length} ${mails.length === 1 ? "mail" : "mails"} on this page`}
              </p>
              <div className="flex gap-2">
                {cursor && <PageLink cursor={undefined}>Newest</PageLink>}
                {page.data?.next && <PageLink cursor={page.data.next}>Older</PageLink>}
              </div>
            </nav>
          </>
        )}
      </ListView>
    </div>
  );
}

function PageLink({ cursor, children }: { cursor: string | undefined; children: string }) {
  return (
    <Link to="/admin/mails" search={{ cursor }} className={buttonStyle({})}>
      {children}
    </Link>
  );
}

function NoMails() {
  return (
    <Empty icon={<MailIcon size={28} />} title="No mails yet">
      Buyers get a mail when their order is confirmed, shipped, cancelled or refunded.
    </Empty>
  );
}

function MailListSkeleton() {
  return (
    <CardTableSkeleton label="Loading the mails" rows={8} rowStyle="gap-6 md:h-12">
      <Skeleton className="h-4 w-32 max-md:hidden" />
      <Skeleton className="h-4 flex-1" />
      <Skeleton className="h-6 w-24 rounded-full" />
    </CardTableSkeleton>
  );
}
