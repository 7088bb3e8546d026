import type { NewCustomer } from "@/lib/api-client";
import { readContact } from "../model/contact";
import { noteRefused } from "./use-checkout";
import { useContact } from "./use-contact";

/** The contact as typed; undefined when a field is wrong, which then shows why. */
export function checkedContact(): NewCustomer | undefined {
  const read = readContact(useContact.getState().text);
  if ("customer" in read) return read.customer;
  noteRefused({ ofLines: {}, ofContact: read.errors });
  return undefined;
}
