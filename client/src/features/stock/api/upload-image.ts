import type { Product } from "@/lib/api-client";
import { Problem } from "@/lib/problem";

/** The bytes take as long as the line needs; the picture is made within a minute, behind others. */
const patience = 5 * 60_000;

/** `onProgress`: the part that was sent, 0 to 1. */
export type Upload = { productId: string; file: File; onProgress: (part: number) => void };

/** Adds a picture. Not fetch, which does not say how much was sent. */
export function uploadImage({ productId, file, onProgress }: Upload): Promise<Product> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/inventory/products/${productId}/images`);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.timeout = patience;
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Product);
      else reject(problemOf(request));
    };
    request.onerror = request.ontimeout = () => reject(Problem.unreachable());
    request.send(file);
  });
}

function problemOf(request: XMLHttpRequest): Problem {
  const retryAfter = request.getResponseHeader("Retry-After");
  const headers = retryAfter ? { "Retry-After": retryAfter } : undefined;
  return Problem.from(new Response(null, { status: request.status, headers }), bodyOf(request.responseText));
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
