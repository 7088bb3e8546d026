import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { clsx } from "clsx";
import { useState, type DragEvent, type MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ProductPicture } from "@/components/ui/product-art";
import { uploaded, type ProductImage } from "@/lib/image";

const longestAlt = 300;
const dragged = "application/x-souk-picture";

type Props = {
  image: ProductImage;
  place: number;
  count: number;
  onMove: (from: number, to: number) => void;
  onAlt: (alt: string) => void;
  onRemove: () => void;
};

/** One uploaded picture. It can be dragged onto another one's place; the buttons do the same. */
export function PictureRow({ image, place, count, onMove, onAlt, onRemove }: Props) {
  const [over, setOver] = useState(false);
  const isPicture = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(dragged);
  return (
    <li
      onDragOver={(event) => {
        if (!isPicture(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!isPicture(event)) return;
        event.preventDefault();
        setOver(false);
        onMove(Number(event.dataTransfer.getData(dragged)), place);
      }}
      className={clsx("flex gap-3 rounded-md bg-sunken p-3", over && "ring-2 ring-accent")}
    >
      <div
        draggable
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(dragged, String(place));
          dataTransfer.effectAllowed = "move";
        }}
        className="shrink-0 cursor-grab"
      >
        <ProductPicture
          id={image.hash}
          picture={{ ...uploaded(image), alt: "" }}
          className="pointer-events-none size-20 rounded-md"
        />
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <AltField key={image.alt} {...{ place, onAlt }} alt={image.alt} />
        <Actions {...{ place, count, onMove, onRemove }} />
      </div>
    </li>
  );
}

/** Saved when the field is left, or with Enter. */
function AltField({ alt, place, onAlt }: { alt: string } & Pick<Props, "place" | "onAlt">) {
  const [text, setText] = useState(alt);
  return (
    <TextField
      label={
        <span>
          <span className="sr-only">Picture {place + 1}: </span>What it shows
        </span>
      }
      dir="auto"
      maxLength={longestAlt}
      autoComplete="off"
      placeholder="For people who cannot see it"
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => text.trim() !== alt && onAlt(text.trim())}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}

function Actions({ place, count, onMove, onRemove }: Omit<Props, "image" | "onAlt">) {
  const [asks, setAsks] = useState(false);
  function move({ currentTarget }: MouseEvent<HTMLElement>, to: number) {
    onMove(place, to);
    requestAnimationFrame(() => currentTarget.focus()); // it was taken out and put in elsewhere
  }
  const name = `picture ${place + 1}`;
  if (asks)
    return (
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Button ref={(button) => button?.focus()} size="sm" look="danger" onClick={onRemove}>
          Remove {name}
        </Button>
        <Button size="sm" look="quiet" onClick={() => setAsks(false)}>
          Keep it
        </Button>
      </div>
    );
  return (
    <div className="flex items-center gap-1">
      <Button
        look="quiet"
        size="icon"
        className="aria-disabled:opacity-40"
        aria-label={`Move ${name} up`}
        aria-disabled={place === 0}
        onClick={(event) => move(event, place - 1)}
      >
        <ArrowUp size={18} aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="icon"
        className="aria-disabled:opacity-40"
        aria-label={`Move ${name} down`}
        aria-disabled={place === count - 1}
        onClick={(event) => move(event, place + 1)}
      >
        <ArrowDown size={18} aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="icon"
        className="ms-auto"
        aria-label={`Remove ${name}`}
        onClick={() => setAsks(true)}
      >
        <Trash2 size={18} aria-hidden />
      </Button>
      {place === 0 && <span className="sr-only">Shown in lists</span>}
    </div>
  );
}
