import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

/** Also for links that look like buttons: className={buttonStyle({ look: "primary" })}. */
export const buttonStyle = cva(
  "inline-flex items-center justify-center gap-2 rounded-full text-center font-semibold wrap-break-word transition-colors select-none disabled:cursor-not-allowed aria-disabled:cursor-not-allowed",
  {
    variants: {
      look: {
        primary:
          "bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-muted disabled:inset-ring disabled:inset-ring-line",
        secondary:
          "bg-raised text-ink inset-ring inset-ring-line hover:bg-sunken disabled:text-muted disabled:hover:bg-raised",
        quiet: "text-ink hover:bg-sunken disabled:text-muted disabled:hover:bg-transparent",
        danger: "bg-bad-soft text-bad inset-ring inset-ring-bad/30 hover:inset-ring-bad disabled:text-muted",
      },
      size: {
        sm: "min-h-9 px-3.5 py-1 text-sm",
        md: "min-h-11 px-5 py-1 text-sm",
        lg: "min-h-12 px-6 py-1 text-base",
        icon: "size-11",
      },
    },
    defaultVariants: { look: "secondary", size: "md" },
  },
);

type Props = ComponentProps<"button"> & VariantProps<typeof buttonStyle>;

export function Button({ look, size, className, type = "button", ...rest }: Props) {
  return <button type={type} className={buttonStyle({ look, size, className })} {...rest} />;
}
