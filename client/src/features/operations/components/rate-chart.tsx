import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { showTime } from "@/lib/dates";
import { useTheme } from "@/lib/theme";
import type { Series } from "../model/history";

const height = 200;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Before there are any data the axis begins with zero, which is no time to show. */
function timeAt(seconds: number): string {
  return seconds > 1e9 ? showTime(seconds * 1000) : "";
}

function optionsFor(width: number): uPlot.Options {
  const axis = {
    stroke: colour("ink-muted"),
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
    font: "12px Inter Variable, sans-serif",
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.15)] } },
    axes: [
      { ...axis, space: 110, values: (_, seconds) => seconds.map(timeAt) },
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
  };
}

/** A picture only: the figures beside it say the same in words. */
export function RateChart({ series, label }: { series: Series; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const { theme } = useTheme();

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = new uPlot(optionsFor(element.clientWidth), [[], []], element);
    plot.current = chart;
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [theme]);

  useEffect(() => {
    plot.current?.setData([series.seconds, series.values]);
  }, [series, theme]);

  return <div ref={box} role="img" aria-label={label} className="h-[200px] w-full overflow-hidden" />;
}
