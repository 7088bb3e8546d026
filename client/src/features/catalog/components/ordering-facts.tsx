import { PackageCheck, ReceiptText, Undo2 } from "lucide-react";

const facts = [
  { icon: PackageCheck, text: "Your units are reserved when you order." },
  { icon: ReceiptText, text: "You are charged only after they are reserved." },
  { icon: Undo2, text: "If the store cannot deliver, your money comes back by itself." },
];

export function OrderingFacts() {
  return (
    <section aria-label="How ordering works" className="rounded-lg bg-sunken p-4 sm:p-6">
      <ul className="flex flex-col gap-3">
        {facts.map(({ icon: Icon, text }) => (
          <li key={text} className="flex items-center gap-3 text-sm">
            <Icon size={20} aria-hidden className="shrink-0 text-accent" />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
