import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useTheme } from "@/lib/theme";

const height = 200;

/** A token of the theme that is shown. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function plotAxis(): uPlot.Axis {
  return {
    stroke: colour("ink-muted"),
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
    font: "12px Inter Variable, sans-serif",
  };
}

type Props = {
  data: uPlot.AlignedData;
  /** Called again when the theme changes. A constant function. */
  options: () => Pick<uPlot.Options, "scales" | "axes" | "series" | "tzDate">;
  /** What the chart shows, in words. Something beside it gives the same figures as text. */
  label: string;
};

/** A chart that follows its width and the theme. Import it lazily: uPlot is 22 kB. */
export function Plot({ data, options, label }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const { theme } = useTheme();

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = { legend: { show: false }, cursor: { show: false }, height };
    const chart = new uPlot({ ...look, ...options(), width: element.clientWidth }, undefined, element);
    plot.current = chart;
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [theme, options]);

  useEffect(() => {
    plot.current?.setData(data);
  }, [data, theme, options]);

  return <div ref={box} role="img" aria-label={label} className="h-[200px] w-full overflow-hidden" />;
}
