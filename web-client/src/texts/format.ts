const clock = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "numeric",
  minute: "2-digit",
});
const exact = new Intl.DateTimeFormat("en", {
  hour: "numeric",
  minute: "2-digit",
  second: "2-digit",
});

export const clockTime = (at: string | number) => clock.format(new Date(at));
export const exactTime = (at: string | number) => exact.format(new Date(at));
export const dayTime = (at: string | number) => dayAndClock.format(new Date(at));

/** As a person would say it: whole minutes, and never none. */
export function minutes(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds / 60));
  if (whole < 60) return `${whole} min`;
  const rest = whole % 60;
  return rest === 0 ? `${Math.floor(whole / 60)} h` : `${Math.floor(whole / 60)} h ${rest} min`;
}

/** As on a stopwatch: 0:07, 12:30, 1:02:03. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const s = String(whole % 60).padStart(2, "0");
  const m = Math.floor(whole / 60) % 60;
  const h = Math.floor(whole / 3600);
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

export function distance(metres: number): string {
  if (metres < 950) return `${Math.max(10, Math.round(metres / 10) * 10)} m`;
  const km = metres / 1000;
  return `${km < 10 ? Math.round(km * 10) / 10 : Math.round(km)} km`;
}

export const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** The end of an id, where the whole of it is too long: its beginning is a time, and alike. */
export const shortId = (id: string) => id.slice(-6);
