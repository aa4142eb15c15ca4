import type { CityOrder, DriverState } from "@/generated/server-message";
import { stageOf } from "@/orders/stages";

/** How many there were of each, at a time. */
export interface Sample extends Record<DriverState, number> {
  at: number;
  search: number;
  pickup: number;
  trip: number;
}

/** What happened in a minute. */
export interface Minute {
  /** its beginning */
  at: number;
  placed: number;
  delivered: number;
  cancelled: number;
  unserved: number;
  /** how many seconds each order had been looked for that found its driver */
  searchedS: readonly number[];
}

/** What was seen of the whole city so far. */
export interface Figures {
  /** from when on it was watched */
  since: number;
  samples: readonly Sample[];
  minutes: readonly Minute[];
}

export const noFigures: Figures = { since: Number.POSITIVE_INFINITY, samples: [], minutes: [] };

export const KEPT_MS = 30 * 60_000;
const SAMPLE_MS = 5_000;
const MINUTE_MS = 60_000;

/** Takes a sample if the last one is some time ago. */
export function sample(figures: Figures, at: number, count: () => Omit<Sample, "at">): Figures {
  const last = figures.samples.at(-1);
  if (last && at - last.at < SAMPLE_MS) return figures;
  const samples = figures.samples.filter((kept) => at - kept.at <= KEPT_MS);
  return { ...figures, samples: [...samples, { at, ...count() }] };
}

/** Notes what a change of an order means. */
export function observe(
  figures: Figures,
  before: CityOrder | undefined,
  after: CityOrder,
  at: number,
): Figures {
  if (before && before.version >= after.version) return figures;
  const from = before && stageOf(before.status);
  const to = stageOf(after.status);
  if (!before) {
    const isNew = to === "search" && Date.parse(after.placedAt) >= figures.since;
    return isNew ? within(figures, at, { placed: 1 }) : figures;
  }
  if (after.status === "DELIVERED") return within(figures, at, { delivered: 1 });
  if (after.status === "CANCELLED") return within(figures, at, { cancelled: 1 });
  if (after.status === "NO_DRIVER_FOUND") return within(figures, at, { unserved: 1 });
  if (from === "search" && (to === "pickup" || to === "trip")) {
    return within(figures, at, {}, [(at - Date.parse(after.placedAt)) / 1000]);
  }
  return figures;
}

type Count = "placed" | "delivered" | "cancelled" | "unserved";

function within(
  figures: Figures,
  at: number,
  counts: Partial<Record<Count, number>>,
  searchedS: readonly number[] = [],
): Figures {
  const start = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const minutes = figures.minutes.filter((kept) => start - kept.at <= KEPT_MS);
  const last = minutes.at(-1);
  const known = last?.at === start ? last : emptyMinute(start);
  const earlier = last?.at === start ? minutes.slice(0, -1) : minutes;
  const minute: Minute = {
    at: start,
    placed: known.placed + (counts.placed ?? 0),
    delivered: known.delivered + (counts.delivered ?? 0),
    cancelled: known.cancelled + (counts.cancelled ?? 0),
    unserved: known.unserved + (counts.unserved ?? 0),
    searchedS: [...known.searchedS, ...searchedS],
  };
  return { ...figures, minutes: [...earlier, minute] };
}

const emptyMinute = (at: number): Minute => ({
  at,
  placed: 0,
  delivered: 0,
  cancelled: 0,
  unserved: 0,
  searchedS: [],
});

/** All minutes from the first one seen to now, those in which nothing happened too. */
export function everyMinute({ minutes, since }: Figures, now: number): Minute[] {
  const first = Math.max(since, now - KEPT_MS);
  const known = new Map(minutes.map((minute) => [minute.at, minute]));
  const all: Minute[] = [];
  for (let at = Math.floor(first / MINUTE_MS) * MINUTE_MS; at <= now; at += MINUTE_MS) {
    all.push(known.get(at) ?? emptyMinute(at));
  }
  return all;
}

/** The value below which that share of the values lies; undefined of none. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
