import { type ReactNode, useId } from "react";
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { type Palette, palettes } from "@/map/palette";
import { clockTime, exactTime, texts } from "@/texts";
import { useScheme } from "@/theme/theme";

type Color = "available" | "offered" | "busy" | "search" | "neutral";

interface Series {
  key: string;
  name: string;
  color: Color;
}

type Row = { at: number };

interface Props {
  title: string;
  rows: readonly Row[];
  series: readonly Series[];
  format?: (value: number) => string;
}

const MARGIN = { top: 6, right: 6, bottom: 0, left: 0 };

function useColors(): Record<Color, string> {
  const palette: Palette = palettes[useScheme()];
  return {
    available: palette.drivers.AVAILABLE,
    offered: palette.drivers.OFFERED,
    busy: palette.drivers.BUSY,
    search: palette.search,
    neutral: palette.quarter,
  };
}

/** How many of each there were at a time, one on the other. */
export function Stack({ domain, ...props }: Props & { domain: [number, number] }) {
  const colors = useColors();
  const axes = axesOf(props, domain);
  return (
    <Card {...props}>
      <AreaChart data={[...props.rows]} margin={MARGIN}>
        {axes}
        {props.series.map(({ key, name, color }) => (
          <Area
            key={key}
            dataKey={key}
            name={name}
            stackId="all"
            type="monotone"
            stroke={colors[color]}
            strokeWidth={1.5}
            fill={colors[color]}
            fillOpacity={0.28}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </Card>
  );
}

/** What happened in each minute, beside each other. */
export function Bars(props: Props) {
  const colors = useColors();
  const axes = axesOf(props);
  return (
    <Card {...props}>
      <BarChart data={[...props.rows]} margin={MARGIN} barGap={1}>
        {axes}
        {props.series.map(({ key, name, color }) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            fill={colors[color]}
            maxBarSize={14}
            radius={[3, 3, 0, 0]}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </Card>
  );
}

/** Values that go up and down. */
export function Lines(props: Props) {
  const colors = useColors();
  const axes = axesOf(props);
  return (
    <Card {...props}>
      <LineChart data={[...props.rows]} margin={MARGIN}>
        {axes}
        {props.series.map(({ key, name, color }) => (
          <Line
            key={key}
            dataKey={key}
            name={name}
            type="monotone"
            stroke={colors[color]}
            strokeWidth={2}
            dot={{ r: 2.5, fill: colors[color], strokeWidth: 0 }}
            connectNulls
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </Card>
  );
}

/** Axes, grid and tooltip are the same everywhere; a domain makes the time even. */
function axesOf({ format = String }: Props, domain?: [number, number]): ReactNode {
  const tick = { fill: "var(--muted-foreground)", fontSize: 11 };
  const time = domain
    ? ({ type: "number", domain, ticks: ticksOf(domain), allowDataOverflow: true } as const)
    : ({ type: "category" } as const);
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--border)" />
      <XAxis
        dataKey="at"
        {...time}
        tickFormatter={clockTime}
        tick={tick}
        tickLine={false}
        axisLine={false}
        minTickGap={48}
      />
      <YAxis
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={44}
        allowDecimals={false}
        tickFormatter={format}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--input)", fill: "var(--muted)", fillOpacity: 0.6 }}
        labelFormatter={(at) => (domain ? exactTime(Number(at)) : clockTime(Number(at)))}
        formatter={(value) => format(Number(value))}
        contentStyle={{
          background: "var(--card)",
          border: "1px solid var(--border)",
          borderRadius: 12,
          fontSize: 13,
        }}
        itemStyle={{ color: "var(--foreground)" }}
      />
    </>
  );
}

const MINUTE_MS = 60_000;
const STEPS = [1, 2, 5, 10];
const TICKS = 6;

/** Whole minutes, not too many of them. */
export function ticksOf([from, to]: readonly [number, number]): number[] {
  const step =
    (STEPS.find((minutes) => (to - from) / (minutes * MINUTE_MS) <= TICKS) ?? 10) * MINUTE_MS;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

function Card({ title, rows, series, children }: Props & { children: ReactNode }) {
  const colors = useColors();
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3 rounded-2xl border bg-card p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-muted-foreground text-xs">
          {series.map(({ key, name, color }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span
                aria-hidden
                className="size-2.5 rounded-[3px]"
                style={{ background: colors[color] }}
              />
              {name}
            </li>
          ))}
        </ul>
      </div>
      <div className="h-52 3xl:h-72">
        {rows.length > 0 ? (
          <ResponsiveContainer width="100%" height="100%">
            {children}
          </ResponsiveContainer>
        ) : (
          <p className="grid h-full place-items-center rounded-xl bg-muted px-6 text-center text-muted-foreground text-sm">
            {texts.figures.soon}
          </p>
        )}
      </div>
    </section>
  );
}
