export type ImageRead = { image: string; note?: string } | { problem: string };

const nextInList = /[\s,;|]+(?=https?:\/\/)|\s*[,;|]\s*(?=\/)/i;

/** Of a list the first address; a browser's address bar, too, writes spaces and foreign letters in percents. */
export function readImageCell(cell: string): ImageRead {
  const images = cell.trim().split(nextInList);
  const [first = ""] = images;
  if (/^data:/i.test(first)) return { problem: "Use the image's address, not the image data." };
  const image = percentEncoded(first);
  return images.length > 1 ? { image, note: `The first of ${images.length} images is used.` } : { image };
}

function percentEncoded(address: string): string {
  if (/^[\x21-\x7E]*$/.test(address)) return address;
  return /^https?:/i.test(address) && URL.canParse(address)
    ? new URL(address).href
    : address.replace(/[^\x21-\x7E]+/g, encodeURI);
}
