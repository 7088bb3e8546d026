/** The limits of the service (openapi/inventory.json), checked before a file is sent. */
export const mostPictures = 10;
export const acceptedTypes = "image/jpeg,image/png,image/webp,image/avif";
const largestFile = 10 * 1024 * 1024;

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

/** Why a file cannot be uploaded, or undefined. A file without a type is left to the service, which looks into it. */
export function refusalOf({ size, type }: Pick<File, "size" | "type">): string | undefined {
  if (type !== "" && !acceptedTypes.split(",").includes(type))
    return "This is not a JPEG, PNG, WebP or AVIF picture.";
  if (size > largestFile)
    return `It has ${megabytes(size)} MB. A picture may have at most 10 MB: save it smaller.`;
  return size === 0 ? "The file is empty." : undefined;
}
