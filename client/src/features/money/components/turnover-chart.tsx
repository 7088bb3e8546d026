import { useMemo } from "react";
import uPlot from "uplot";
import { colour, Plot, plotAxis } from "@/components/ui/plot";
import { showShortDay } from "@/lib/dates";
import { locales } from "@/lib/locale";
import type { Turnover } from "../api/get-turnover";

const day = 86_400;
const compact = new Intl.NumberFormat([...locales], { notation: "compact" });

/** Where a chart of one day has marks between days, they have no name. */
function dayAt(seconds: number): string {
  return seconds % day === 0 ? showShortDay(seconds * 1000) : "";
}

function options() {
  const axis = plotAxis();
  const bars = uPlot.paths.bars?.({ size: [0.6, 48] });
  const points = { show: false };
  return {
    tzDate: (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    scales: { x: { range: (_: uPlot, first: number, last: number) => [first - day / 2, last + day / 2] } },
    axes: [
      { ...axis, size: 32, space: 64, values: (_: uPlot, marks: number[]) => marks.map(dayAt) },
      {
        ...axis,
        size: 56,
        space: 36,
        values: (_: uPlot, marks: number[]) => marks.map((mark) => compact.format(mark)),
      },
    ],
    series: [
      {},
      { stroke: colour("accent"), fill: colour("accent-soft"), width: 1, points, paths: bars },
      { stroke: colour("warn"), fill: colour("warn-soft"), width: 1, points, paths: bars },
      { stroke: colour("ink"), width: 2, points },
    ],
  } satisfies Partial<uPlot.Options>;
}

/** Paid as bars up, refunded as bars down, and net as a line. */
export function TurnoverChart({ days, label }: { days: Turnover["days"]; label: string }) {
  const data = useMemo(
    (): uPlot.AlignedData => [
      days.map((one) => Date.parse(one.day) / 1000),
      days.map(({ captured }) => captured),
      days.map(({ refunded }) => -refunded),
      days.map(({ net }) => net),
    ],
    [days],
  );
  return <Plot data={data} options={options} label={label} />;
}
