import { showMoney } from "@/lib/money";
import { sumOf, type refundable } from "../model/refund-draft";

type Props = { sums: ReturnType<typeof refundable>; amount: number | undefined; currency: string };

/** What stays paid after this refund, or what is left if it asks for more. */
export function RefundPreview({ sums, amount = 0, currency }: Props) {
  const { captured, refunded, pending, left } = sums;
  const tooMuch = amount > left;
  const money = (value: number) => showMoney(value, currency);
  return (
    <dl
      aria-label="What remains"
      className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md bg-sunken px-4 py-3 text-sm [&>dd]:text-end [&>dt]:whitespace-nowrap [&>dd]:tabular-nums"
    >
      <dt>Paid</dt>
      <dd>{money(captured)}</dd>
      <dt>Already refunded</dt>
      <dd>{money(refunded)}</dd>
      {pending > 0 && (
        <>
          <dt>Being refunded</dt>
          <dd>{money(pending)}</dd>
        </>
      )}
      <dt>This refund</dt>
      <dd className="font-semibold">{tooMuch ? "more than is left" : money(amount)}</dd>
      <dt className="font-semibold">{tooMuch ? "Left to refund" : "Stays paid"}</dt>
      <dd className="font-semibold">{money(tooMuch ? left : sumOf([left, -amount]))}</dd>
    </dl>
  );
}
