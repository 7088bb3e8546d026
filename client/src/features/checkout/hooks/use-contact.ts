import { create } from "zustand";
import { persist } from "zustand/middleware";
import { countryOf } from "@/lib/countries";
import { jsonStorage, onOtherTab } from "@/lib/storage";
import { contactFields, type ContactField, type ContactText } from "../model/contact-fields";

type Contact = { text: ContactText; type: (field: ContactField, value: string) => void };

const name = "souk.contact";

/** Who the buyer is and where to send the order, as typed, kept in this browser. */
export const useContact = create<Contact>()(
  persist(
    (set) => ({
      text: {
        email: "",
        name: "",
        line1: "",
        line2: "",
        postal_code: "",
        city: "",
        country: countryOf(),
      },
      type: (field, value) => set(({ text }) => ({ text: { ...text, [field]: value } })),
    }),
    {
      name,
      storage: jsonStorage,
      partialize: ({ text }) => ({ text }),
      merge: (kept, fresh) => ({
        ...fresh,
        text: parseText((kept as Partial<Contact> | undefined)?.text, fresh.text),
      }),
    },
  ),
);

onOtherTab((key) => {
  if (key === name) void useContact.persist.rehydrate();
});

/** Stored data may be of another version, or edited by hand. */
function parseText(kept: unknown, fresh: ContactText): ContactText {
  const known = (kept ?? {}) as Partial<Record<ContactField, unknown>>;
  const entries = contactFields.map((field) => {
    const value = known[field];
    return [field, typeof value === "string" ? value : fresh[field]];
  });
  return Object.fromEntries(entries) as ContactText;
}
