import { useAnnouncement } from "@/lib/announce";

/** Speaks what announce() was given. Mounted once, in the root. */
export function LiveRegion() {
  const { text, count } = useAnnouncement();
  return (
    <div role="status" className="sr-only">
      {text && <span key={count}>{text}</span>}
    </div>
  );
}
