const home = "/orders";

/** Where to go after signing in: a page of the shop on this origin, whatever the address says. */
export function nextPage(wanted: unknown): string {
  if (typeof wanted !== "string") return home;
  const base = "http://here.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  if (url?.origin !== base || url.pathname === "/sign-in" || url.pathname.startsWith("/admin")) return home;
  // Of "/.//host" only "//host" is left, which is another origin.
  if (url.pathname.startsWith("//")) return home;
  return `${url.pathname}${url.search}${url.hash}`;
}
