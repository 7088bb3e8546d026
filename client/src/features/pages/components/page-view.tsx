import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileQuestion } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Skeleton } from "@/components/ui/skeleton";
import { showDay } from "@/lib/dates";
import { pageQuery } from "../api/get-page";
import { pageTitles, type PageName } from "../model/page-titles";
import { PageText } from "./page-text";

/** A page for the shop's visitors. */
export function PageView({ name }: { name: PageName }) {
  const { data: page, error, refetch, isFetching } = useQuery(pageQuery(name));
  if (page === null) return <NoPage />;
  return (
    <article className="flex flex-col gap-2">
      <h1 className="text-2xl sm:text-3xl">{pageTitles[name]}</h1>
      {page ? (
        <>
          <PageText text={page.text} />
          <p className="mt-6 text-sm text-muted">{`Last changed on ${showDay(page.updated_at)}`}</p>
        </>
      ) : error ? (
        <Failed what="This page" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Skeleton className="h-96 max-w-[70ch]" />
      )}
    </article>
  );
}

export function NoPage() {
  return (
    <Empty
      level={1}
      icon={<FileQuestion size={28} />}
      title="The shop does not have this page"
      action={
        <Link to="/" className={buttonStyle({ look: "primary" })}>
          Go to the shop
        </Link>
      }
    />
  );
}
