import { Link } from "@tanstack/react-router";
import {
  CardCell,
  CardRow,
  CardTable,
  CardTableBody,
  CardTableHead,
  CardTableHeader,
} from "@/components/ui/card-table";
import { showDate } from "@/lib/dates";
import type { Mail } from "../api/list-mails";
import { MailState } from "./mail-state";

const linkStyle =
  "rounded-sm text-accent underline underline-offset-4 hover:text-accent-strong wrap-anywhere";

export function MailTable({ mails, cursor }: { mails: readonly Mail[]; cursor: string | undefined }) {
  return (
    <CardTable label="Mails">
      <CardTableHead>
        <CardTableHeader>Time</CardTableHeader>
        <CardTableHeader>Subject</CardTableHeader>
        <CardTableHeader>To</CardTableHeader>
        <CardTableHeader>State</CardTableHeader>
        <CardTableHeader>Order</CardTableHeader>
      </CardTableHead>
      <CardTableBody>
        {mails.map((mail) => (
          <Row key={mail.id} mail={mail} cursor={cursor} />
        ))}
      </CardTableBody>
    </CardTable>
  );
}

function Row({ mail, cursor }: { mail: Mail; cursor: string | undefined }) {
  return (
    <CardRow>
      <CardCell className="whitespace-nowrap text-muted max-md:order-2">
        <time dateTime={mail.at}>{showDate(mail.at)}</time>
      </CardCell>
      <CardCell wide className="max-md:order-1">
        {mail.to === null ? (
          mail.subject
        ) : (
          <Link to="/admin/mails" search={{ cursor, mail: mail.id }} className={linkStyle}>
            {mail.subject}
          </Link>
        )}
      </CardCell>
      <CardCell wide className="text-muted wrap-anywhere max-md:order-4">
        {mail.to ?? "Customer erased"}
      </CardCell>
      <CardCell className="max-md:order-3 max-md:justify-self-end">
        <MailState state={mail.state} />
        {mail.state === "waiting" && mail.tries > 0 && (
          <p className="mt-1 text-xs text-muted">{`${mail.tries} ${mail.tries === 1 ? "try" : "tries"}`}</p>
        )}
      </CardCell>
      <CardCell wide className="max-md:order-5">
        <Link
          to="/admin/orders/$pk"
          params={{ pk: mail.pk }}
          className={`${linkStyle} font-mono text-sm whitespace-nowrap`}
        >
          {mail.number}
        </Link>
      </CardCell>
    </CardRow>
  );
}
