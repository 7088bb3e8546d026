export const adminHome = "/admin/products";

/** Where to go after signing in: a page of the admin on this origin, whatever the address says. */
export function nextPage(wanted: unknown): string {
  if (typeof wanted !== "string") return adminHome;
  const base = "http://here.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : undefined;
  if (url?.origin !== base) return adminHome;
  const isAdmin = url.pathname.startsWith("/admin/") && url.pathname !== "/admin/sign-in";
  return isAdmin ? `${url.pathname}${url.search}${url.hash}` : adminHome;
}
