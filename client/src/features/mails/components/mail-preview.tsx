import { useQuery } from "@tanstack/react-query";
import { MailX } from "lucide-react";
import { buttonStyle } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Failed } from "@/components/ui/failed";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { asProblem } from "@/lib/problem";
import { mailTextQuery } from "../api/get-mail-text";

/** Both forms of a mail, as its buyer gets them. */
export function MailPreview({ id }: { id: string }) {
  const text = useQuery(mailTextQuery(id));
  if (text.isPending) return <Skeleton className="h-160" />;
  if (text.data !== undefined) return <Forms id={id} text={text.data} />;
  if (asProblem(text.error).code === "mail_not_found") {
    return (
      <Empty icon={<MailX size={28} />} title="No such mail">
        The customer data of its order may have been erased.
      </Empty>
    );
  }
  return (
    <Failed
      what="The mail"
      error={text.error}
      onRetry={() => void text.refetch()}
      retrying={text.isFetching}
    />
  );
}

/** The page of the mail runs in a sandbox, under a policy of its own. */
function Forms({ id, text }: { id: string; text: string }) {
  const address = `/api/payment/mails/${encodeURIComponent(id)}`;
  return (
    <div className="flex flex-col items-start gap-6">
      <div className="grid w-full gap-6 lg:grid-cols-2">
        <Panel title="As a page">
          <iframe
            title="The mail as a page"
            src={`${address}/html`}
            sandbox=""
            className="h-160 w-full rounded-md border border-line"
          />
        </Panel>
        <Panel title="As plain text">
          <pre dir="auto" className="text-sm whitespace-pre-wrap wrap-anywhere">
            {text}
          </pre>
        </Panel>
      </div>
      <a href={address} download className={buttonStyle({})}>
        Download the message
      </a>
    </div>
  );
}
