import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Product } from "@/lib/api-client";
import { announce } from "@/lib/announce";
import { asProblem } from "@/lib/problem";
import { showInLists } from "../api/edit-product";
import { uploadImage } from "../api/upload-image";
import { refusalOf } from "../model/upload-check";

/** A file until its picture is made. `sent`: the part of it, 0 to 1; undefined: it waits. `why`: it failed; `again`: the next try may succeed. */
export type Uploading = { id: number; file: File; sent?: number; why?: string; again?: boolean };

/** Uploads files one after the other, so that their pictures stand in the order in which they were chosen. */
export function useUploads(productId: string, onProduct: (product: Product) => void) {
  const queryClient = useQueryClient();
  const { mutateAsync } = useMutation({ mutationFn: uploadImage });
  const [uploads, setUploads] = useState<readonly Uploading[]>([]);
  const waiting = useRef<Uploading[]>([]);
  const running = useRef(false);
  const lastId = useRef(0);

  const change = (id: number, changes: Partial<Uploading>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  const dismiss = (id: number) => setUploads((all) => all.filter((one) => one.id !== id));

  async function send({ id, file }: Uploading) {
    change(id, { sent: 0 });
    try {
      const product = await mutateAsync({ productId, file, onProgress: (sent) => change(id, { sent }) });
      dismiss(id);
      showInLists(queryClient, productId, () => product);
      onProduct(product);
      announce(`${file.name} is uploaded.`);
    } catch (error) {
      const { message, isOutage, isTooSoon } = asProblem(error);
      change(id, { sent: undefined, why: message, again: isOutage || isTooSoon });
    }
  }

  async function work() {
    running.current = true;
    for (let next = waiting.current.shift(); next; next = waiting.current.shift()) await send(next);
    running.current = false;
  }

  function begin(added: Uploading[]) {
    waiting.current.push(...added);
    if (!running.current) void work();
  }

  function add(files: readonly File[]) {
    const all = files.map((file) => ({ id: ++lastId.current, file, why: refusalOf(file) }));
    setUploads((before) => [...before, ...all]);
    begin(all.filter(({ why }) => !why));
  }

  function retry(upload: Uploading) {
    change(upload.id, { why: undefined });
    begin([upload]);
  }

  return { uploads, add, retry, dismiss };
}
