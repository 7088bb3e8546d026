import { useAnnouncement } from "@/lib/announce";

/** Screen readers read the text of announce() here. Mounted once, in the root. */
export function LiveRegion() {
  const { text, count } = useAnnouncement();
  return (
    <div role="status" className="sr-only">
      {text && <span key={count}>{text}</span>}
    </div>
  );
}
