import uPlot from "uplot";
import { colour, Plot, plotAxis } from "@/components/ui/plot";
import { showTime } from "@/lib/dates";
import type { Series } from "../model/history";

/** Without data the axis starts at zero, which is not a time. */
function timeAt(seconds: number): string {
  return seconds > 1e9 ? showTime(seconds * 1000) : "";
}

function options() {
  const axis = plotAxis();
  return {
    scales: { y: { range: (_: uPlot, __: number, max: number) => [0, Math.max(1, max * 1.15)] } },
    axes: [
      { ...axis, space: 110, values: (_: uPlot, seconds: number[]) => seconds.map(timeAt) },
      { ...axis, size: 44, space: 44 },
    ],
    series: [
      {},
      {
        stroke: colour("accent"),
        fill: colour("accent-soft"),
        width: 2,
        points: { show: false },
        paths: uPlot.paths.stepped?.({ align: -1 }),
      },
    ],
  } satisfies Partial<uPlot.Options>;
}

export function RateChart({ series, label }: { series: Series; label: string }) {
  return <Plot data={[series.seconds, series.values]} options={options} label={label} />;
}
