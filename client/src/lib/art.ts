/**
 * Product art: a tile, its pattern and an emblem, drawn from the product's id alone. The same id gives the same picture
 * everywhere; the canvas is 120 by 120.
 */
export type Shape = { d: string; fill: string };
export type Art = { background: string; shapes: Shape[] };

type Random = () => number;
type Tile = (x: number, y: number, s: number, turn: number) => string;

export function drawArt(id: string): Art {
  const random = randomFrom(id);
  const palette = mixPalette(random);
  const shapes = tiles(random, palette, 36);
  const medal = pick(random, medals);
  const emblem = pick(random, emblems);
  return {
    background: palette.ground,
    shapes: [
      ...shapes,
      { d: medal(60, 60, 34), fill: palette.ground },
      { d: medal(60, 60, 31), fill: palette.medal },
      { d: emblem(60, 60), fill: palette.emblem },
    ],
  };
}

/** The pattern alone. */
export function drawTile(id: string): Art {
  const random = randomFrom(id);
  const palette = mixPalette(random);
  return { background: palette.ground, shapes: tiles(random, palette, 0) };
}

/** FNV-1a into mulberry32: small, and equal in every browser. */
function randomFrom(text: string): Random {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

type Palette = { ground: string; tone: string; second: string; medal: string; emblem: string };

function mixPalette(random: Random): Palette {
  const hue = Math.floor(random() * 24) * 15;
  const other = (hue + pick(random, [40, 150, 180, 210, 320])) % 360;
  const of = (lightness: number, chroma: number, h: number) => `oklch(${lightness} ${chroma} ${h})`;
  return pick(random, [
    {
      ground: of(0.9, 0.055, hue),
      tone: of(0.8, 0.095, hue),
      second: of(0.7, 0.12, other),
      medal: of(0.36, 0.075, hue),
      emblem: of(0.9, 0.09, other),
    },
    {
      ground: of(0.38, 0.075, hue),
      tone: of(0.48, 0.09, hue),
      second: of(0.68, 0.12, other),
      medal: of(0.93, 0.04, hue),
      emblem: of(0.45, 0.12, other),
    },
    {
      ground: of(0.73, 0.115, hue),
      tone: of(0.82, 0.085, hue),
      second: of(0.93, 0.045, hue),
      medal: of(0.96, 0.02, hue),
      emblem: of(0.42, 0.1, other),
    },
    {
      ground: of(0.945, 0.025, other),
      tone: of(0.84, 0.075, hue),
      second: of(0.62, 0.12, hue),
      medal: of(0.78, 0.125, other),
      emblem: of(0.3, 0.06, hue),
    },
  ]);
}

const turns: readonly ((column: number, row: number) => number)[] = [
  (column, row) => (column % 2) + 2 * ((row + column) % 2),
  (column, row) => (column + row) % 4,
  (column, row) => (row % 2) * 2 + (column % 2 ? 1 : 0),
  () => 0,
];

/** Tiles nearer to the middle than `hollow` would only look out from under the medal; they are left out. */
function tiles(random: Random, palette: Palette, hollow: number): Shape[] {
  const pattern = pick(random, patterns);
  const count = pick(random, [3, 4, 4, 5]);
  const turn = pick(random, turns);
  const size = 120 / count;
  const layers = ["", ""];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (Math.hypot((column + 0.5) * size - 60, (row + 0.5) * size - 60) < hollow) continue;
      layers[(row + column) % 2] += pattern(column * size, row * size, size, turn(column, row));
    }
  }
  return [
    { d: layers[0] ?? "", fill: palette.tone },
    { d: layers[1] ?? "", fill: palette.second },
  ];
}

const n = (value: number) => String(Math.round(value * 100) / 100);

function polygon(points: [number, number][]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}Z`;
}

function circle(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
}

/** A star of `points` points; with inner near outer it is a polygon. */
function star(x: number, y: number, outer: number, inner: number, points: number, tilt = 0): string {
  return polygon(
    Array.from({ length: points * 2 }, (_, index) => {
      const angle = tilt + (index * Math.PI) / points;
      const radius = index % 2 ? inner : outer;
      return [x + radius * Math.sin(angle), y - radius * Math.cos(angle)];
    }),
  );
}

function petal(x: number, y: number, length: number, width: number, angle: number): string {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const at = (across: number, along: number) =>
    `${n(x + across * cos + along * sin)} ${n(y + across * sin - along * cos)}`;
  return `M${at(0, 0)}Q${at(width, length / 2)} ${at(0, length)}Q${at(-width, length / 2)} ${at(0, 0)}Z`;
}

function flower(x: number, y: number, length: number, width: number, petals: number): string {
  return Array.from({ length: petals }, (_, index) =>
    petal(x, y, length, width, (index * 2 * Math.PI) / petals),
  ).join("");
}

const corners = (x: number, y: number, s: number): [number, number][] => [
  [x, y],
  [x + s, y],
  [x + s, y + s],
  [x, y + s],
];

const patterns: readonly Tile[] = [
  function quarter(x, y, s, turn) {
    const corner = corners(x, y, s);
    const [at, next, before] = [corner[turn % 4]!, corner[(turn + 1) % 4]!, corner[(turn + 3) % 4]!];
    return `M${n(at[0])} ${n(at[1])}L${n(next[0])} ${n(next[1])}A${n(s)} ${n(s)} 0 0 1 ${n(before[0])} ${n(before[1])}Z`;
  },
  function triangle(x, y, s, turn) {
    const corner = corners(x, y, s);
    return polygon([corner[turn % 4]!, corner[(turn + 1) % 4]!, corner[(turn + 3) % 4]!]);
  },
  (x, y, s) => star(x + s / 2, y + s / 2, s * 0.5, s * 0.36, 8),
  (x, y, s) => star(x + s / 2, y + s / 2, s * 0.5, s * 0.2, 4),
  (x, y, s) => flower(x + s / 2, y + s / 2, s * 0.48, s * 0.2, 8),
  function leaf(x, y, s, turn) {
    const odd = turn % 2 ? 1 : 0;
    const [from, to] = odd
      ? [`${n(x + s)} ${n(y)}`, `${n(x)} ${n(y + s)}`]
      : [`${n(x)} ${n(y)}`, `${n(x + s)} ${n(y + s)}`];
    return `M${from}A${n(s)} ${n(s)} 0 0 1 ${to}A${n(s)} ${n(s)} 0 0 1 ${from}Z`;
  },
  function arch(x, y, s) {
    return `M${n(x + s * 0.1)} ${n(y + s)}V${n(y + s / 2)}A${n(s * 0.4)} ${n(s * 0.4)} 0 0 1 ${n(x + s * 0.9)} ${n(y + s / 2)}V${n(y + s)}Z`;
  },
  (x, y, s) => circle(x + s / 2, y + s / 2, s * 0.36) + circle(x + s / 2, y + s / 2, s * 0.14),
];

const medals: readonly ((x: number, y: number, r: number) => string)[] = [
  circle,
  (x, y, r) => star(x, y, r * 1.12, r * 0.86, 8),
  (x, y, r) => star(x, y, r * 1.1, r * 0.95, 12),
  (x, y, r) =>
    polygon([
      [x, y - r * 1.2],
      [x + r * 1.2, y],
      [x, y + r * 1.2],
      [x - r * 1.2, y],
    ]),
  (x, y, r) =>
    `M${n(x - r)} ${n(y + r)}V${n(y - r * 0.2)}A${n(r)} ${n(r)} 0 0 1 ${n(x + r)} ${n(y - r * 0.2)}V${n(y + r)}Z`,
];

const emblems: readonly ((x: number, y: number) => string)[] = [
  (x, y) => star(x, y, 19, 8, 8),
  (x, y) => star(x, y, 20, 13, 8, Math.PI / 8),
  (x, y) => flower(x, y, 20, 8, 8),
  (x, y) => flower(x, y, 20, 11, 5),
  (x, y) => petal(x, y + 19, 38, 17, 0),
  (x, y) => `M${x + 5} ${y - 17}A17.5 17.5 0 1 0 ${x + 15} ${y + 9}A14 14 0 0 1 ${x + 5} ${y - 17}Z`,
  (x, y) =>
    `M${x} ${y - 20}C${x + 4} ${y - 10} ${x + 14} ${y - 4} ${x + 14} ${y + 6}A14 14 0 0 1 ${x - 14} ${y + 6}C${x - 14} ${y - 4} ${x - 4} ${y - 10} ${x} ${y - 20}Z`,
  (x, y) => star(x, y, 20, 17, 16),
  (x, y) => petal(x, y + 18, 36, 12, 0) + petal(x, y + 18, 28, 11, 0.75) + petal(x, y + 18, 28, 11, -0.75),
  (x, y) =>
    `M${x - 13} ${y + 18}V${y - 4}A13 13 0 0 1 ${x + 13} ${y - 4}V${y + 18}H${x + 6}V${y}A6 6 0 0 0 ${x - 6} ${y}V${y + 18}Z`,
];
