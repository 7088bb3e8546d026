import { showNumber } from "@/lib/locale";
type Props = { label: string; value: number; max: number };

export function ProgressBar({ label, value, max }: Props) {
  const percent = max === 0 ? 0 : Math.round((value / max) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={`${showNumber(value)} of ${showNumber(max)}`}
      className="h-2.5 overflow-hidden rounded-full bg-line"
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-300"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
