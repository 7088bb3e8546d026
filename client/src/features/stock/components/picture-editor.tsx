import { ImagePlus } from "lucide-react";
import { useState, type DragEvent } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import type { ProductImage } from "@/lib/image";
import { asProblem } from "@/lib/problem";
import { useEditImages, type ImageEdit } from "../api/edit-images";
import { useUploads } from "../hooks/use-uploads";
import { moved } from "../model/reorder";
import { acceptedTypes, mostPictures } from "../model/upload-check";
import { PictureRow } from "./picture-row";
import { UploadRow } from "./upload-row";

const heading = "pictures";

/** The uploaded pictures of a product: every change is saved at once. A new product has none before it is saved. */
export function PictureEditor({ product }: { product: Product | undefined }) {
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-3">
      <h3 id={heading} tabIndex={-1} className="text-sm font-medium">
        Pictures
      </h3>
      {product ? (
        <Pictures product={product} />
      ) : (
        <p className="text-sm text-muted">Add the product first, then edit it to upload pictures.</p>
      )}
    </section>
  );
}

function Pictures({ product }: { product: Product }) {
  const [images, setImages] = useState(product.images);
  const show = (saved: Product) => setImages(saved.images);
  const { mutate, error } = useEditImages(product.id, show);
  const uploads = useUploads(product.id, show);

  function save(next: ProductImage[], edit: ImageEdit) {
    setImages(next);
    mutate(edit, { onError: (why) => asProblem(why).isOutage && setImages(images) });
  }
  const arrange = (next: ProductImage[]) => save(next, { kind: "arrange", images: next });

  function move(from: number, to: number) {
    if (from === to || to < 0 || to >= images.length) return;
    arrange(moved(images, from, to));
    announce(`Picture ${from + 1} is now picture ${to + 1} of ${images.length}.`);
  }

  function remove(image: ProductImage) {
    save(
      images.filter((one) => one !== image),
      { kind: "remove", hash: image.hash },
    );
    document.getElementById(heading)?.focus(); // the button that had the focus is gone
  }

  return (
    <>
      {images.length > 0 && (
        <ol className="flex flex-col gap-2">
          {images.map((image, place) => (
            <PictureRow
              key={image.hash}
              {...{ image, place, count: images.length }}
              onMove={move}
              onAlt={(alt) => arrange(images.map((one) => (one === image ? { ...one, alt } : one)))}
              onRemove={() => remove(image)}
            />
          ))}
        </ol>
      )}
      {error && (
        <Notice tone="bad" alert>
          {asProblem(error).message}
        </Notice>
      )}
      {uploads.uploads.length > 0 && (
        <ul className="flex flex-col gap-2">
          {uploads.uploads.map((upload) => (
            <UploadRow
              key={upload.id}
              upload={upload}
              onRetry={() => uploads.retry(upload)}
              onDismiss={() => uploads.dismiss(upload.id)}
            />
          ))}
        </ul>
      )}
      {images.length < mostPictures ? (
        <DropZone onFiles={uploads.add} />
      ) : (
        <p className="text-sm text-muted">A product has at most {mostPictures} pictures.</p>
      )}
    </>
  );
}

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  const [input, setInput] = useState<HTMLInputElement | null>(null);
  return (
    <div
      data-over={over}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
      className="flex flex-col items-center gap-2 rounded-md border-2 border-dashed border-line-strong px-4 py-5 text-center text-sm data-[over=true]:border-accent data-[over=true]:bg-accent-soft"
    >
      <Button size="sm" onClick={() => input?.click()}>
        <ImagePlus size={18} aria-hidden /> Choose pictures
      </Button>
      <p className="text-muted">or drop them here. JPEG, PNG, WebP or AVIF, at most 10 MB each.</p>
      <input
        ref={setInput}
        type="file"
        multiple
        accept={acceptedTypes}
        hidden
        aria-label="Pictures to upload"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </div>
  );
}
