/** The search parameters of the mails. `mail`: the id of the one that is shown. */
export type MailSearch = { cursor?: string; mail?: string };

/** An unknown value becomes undefined; the router would keep a missing key. */
export function parseMailSearch({ cursor, mail }: Record<string, unknown>): MailSearch {
  return {
    cursor: typeof cursor === "string" && cursor !== "" ? cursor : undefined,
    mail: typeof mail === "string" && /^[0-9A-Z]{26}\../.test(mail) ? mail : undefined,
  };
}
