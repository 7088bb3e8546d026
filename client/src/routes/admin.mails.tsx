import { createFileRoute, Link } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useListedMail } from "@/features/mails/api/list-mails";
import { MailFacts } from "@/features/mails/components/mail-facts";
import { MailList } from "@/features/mails/components/mail-list";
import { MailPreview } from "@/features/mails/components/mail-preview";
import { parseMailSearch } from "@/features/mails/model/mail-search";
import { useTitle } from "@/lib/use-title";

export const Route = createFileRoute("/admin/mails")({ validateSearch: parseMailSearch, component: Mails });

function Mails() {
  const { cursor, mail } = Route.useSearch();
  return mail ? <OneMail id={mail} cursor={cursor} /> : <AllMails cursor={cursor} />;
}

function AllMails({ cursor }: { cursor: string | undefined }) {
  useTitle("Mails");
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title="Mails">Mails sent to buyers.</PageHeader>
      <MailList cursor={cursor} />
    </div>
  );
}

function OneMail({ id, cursor }: { id: string; cursor: string | undefined }) {
  const mail = useListedMail(id, cursor);
  const title = mail?.subject ?? "Mail";
  useTitle(title);
  const back = (
    <Link to="/admin/mails" search={{ cursor }} className={buttonStyle({})}>
      All mails
    </Link>
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={title} actions={back}>
        {mail && <MailFacts mail={mail} />}
      </PageHeader>
      <MailPreview id={id} />
    </div>
  );
}
