/** The address of a picture that the shop can show: one on its own origin, which is all that a page may load. */
export function ownImage(image: string, origin = location.origin): string | undefined {
  if (image === "" || !URL.canParse(image, origin)) return undefined;
  const url = new URL(image, origin);
  return url.origin === origin ? url.href : undefined;
}
