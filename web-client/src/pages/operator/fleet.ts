import type { CityDriver, DriverState } from "@/generated/server-message";
import { glideMs, LEAP_M } from "@/map/glide";
import { mercatorX, mercatorY, metresPerUnit, onScreen, type View, wrapped } from "@/map/mercator";

/** In the order in which they are drawn, the last on top. */
export const STATES = ["BUSY", "AVAILABLE", "OFFERED"] as const satisfies DriverState[];

/** Who hardly moves does not turn round. */
const TURN_M = 2;
const UNKNOWN = -1;

/**
 * Thousands of drivers, each on a straight glide to where it was last seen. Kept in columns, as all
 * of them are gone through for each frame.
 */
export class Fleet {
  /** when the last glide ends */
  movesUntil = 0;

  private ids: string[] = [];
  private seen: CityDriver[] = [];
  private readonly rows = new Map<string, number>();
  private fromX = new Float64Array(0);
  private fromY = new Float64Array(0);
  private toX = new Float64Array(0);
  private toY = new Float64Array(0);
  private startedAt = new Float64Array(0);
  private durationMs = new Float64Array(0);
  private headings = new Float32Array(0);
  private states = new Uint8Array(0);

  get size(): number {
    return this.ids.length;
  }

  /**
   * Takes over who is there now, and where they are to glide.
   *
   * @param now by the clock of animation frames
   * @param isStill that nothing is to glide
   */
  sync(drivers: ReadonlyMap<string, CityDriver>, now: number, isStill = false): void {
    for (let row = this.size - 1; row >= 0; row--) {
      if (!drivers.has(this.ids[row]!)) this.remove(row);
    }
    this.grow(drivers.size);
    for (const driver of drivers.values()) {
      const row = this.rows.get(driver.driverId);
      if (row === undefined) this.add(driver);
      else if (this.seen[row] !== driver) this.move(row, driver, now, isStill);
    }
  }

  /** Goes through all of a state as they are shown at a time; a heading of -1 is not known. */
  each(
    state: DriverState,
    now: number,
    visit: (x: number, y: number, heading: number) => void,
  ): void {
    const wanted = STATES.indexOf(state);
    for (let row = 0; row < this.size; row++) {
      if (this.states[row] !== wanted) continue;
      const share = this.share(row, now);
      visit(
        this.fromX[row]! + (this.toX[row]! - this.fromX[row]!) * share,
        this.fromY[row]! + (this.toY[row]! - this.fromY[row]!) * share,
        this.headings[row]!,
      );
    }
  }

  /** Where a driver is shown at a time, on the square world; null if there is none. */
  placeOf(driverId: string, now: number): { x: number; y: number } | null {
    const row = this.rows.get(driverId);
    return row === undefined ? null : this.place(row, now);
  }

  /** Who is shown nearest to a point of the screen, if anybody is near. */
  nearest(
    view: View,
    at: { x: number; y: number },
    reachPx: number,
    shown: Record<DriverState, boolean>,
    now: number,
  ): { driverId: string; px: number } | null {
    let best: { driverId: string; px: number } | null = null;
    for (let row = 0; row < this.size; row++) {
      if (!shown[STATES[this.states[row]!]!]) continue;
      const place = this.place(row, now);
      const { x, y } = onScreen(view, place.x, place.y);
      const px = Math.hypot(x - at.x, y - at.y);
      if (px <= (best?.px ?? reachPx)) best = { driverId: this.ids[row]!, px };
    }
    return best;
  }

  private place(row: number, now: number): { x: number; y: number } {
    const share = this.share(row, now);
    return {
      x: this.fromX[row]! + (this.toX[row]! - this.fromX[row]!) * share,
      y: this.fromY[row]! + (this.toY[row]! - this.fromY[row]!) * share,
    };
  }

  private share(row: number, now: number): number {
    const share = (now - this.startedAt[row]!) / this.durationMs[row]!;
    return Math.min(1, Math.max(0, share));
  }

  private add(driver: CityDriver): void {
    const row = this.size;
    this.ids.push(driver.driverId);
    this.seen.push(driver);
    this.rows.set(driver.driverId, row);
    this.headings[row] = driver.heading ?? UNKNOWN;
    this.put(row, driver);
  }

  private put(row: number, driver: CityDriver): void {
    this.fromX[row] = this.toX[row] = mercatorX(driver.lng);
    this.fromY[row] = this.toY[row] = mercatorY(driver.lat);
    this.startedAt[row] = 0;
    this.durationMs[row] = 1;
    this.states[row] = STATES.indexOf(driver.state);
  }

  private move(row: number, driver: CityDriver, now: number, isStill: boolean): void {
    const before = this.seen[row]!;
    const from = this.place(row, now);
    this.seen[row] = driver;
    this.put(row, driver);
    const dx = wrapped(this.toX[row]! - from.x);
    const dy = this.toY[row]! - from.y;
    const metres = Math.hypot(dx, dy) * metresPerUnit(from.y);
    if (driver.heading !== undefined) this.headings[row] = driver.heading;
    else if (metres > TURN_M) {
      this.headings[row] = ((Math.atan2(dx, -dy) * 180) / Math.PI + 360) % 360;
    }
    if (isStill || metres === 0 || metres > LEAP_M) return;
    this.fromX[row] = this.toX[row]! - dx;
    this.fromY[row] = from.y;
    this.startedAt[row] = now;
    this.durationMs[row] = glideMs(Date.parse(driver.at) - Date.parse(before.at));
    this.movesUntil = Math.max(this.movesUntil, now + this.durationMs[row]!);
  }

  /** The last row takes the place of the removed one. */
  private remove(row: number): void {
    const last = this.size - 1;
    this.rows.delete(this.ids[row]!);
    if (row !== last) {
      this.ids[row] = this.ids[last]!;
      this.seen[row] = this.seen[last]!;
      this.rows.set(this.ids[row]!, row);
      for (const column of this.columns()) column[row] = column[last]!;
    }
    this.ids.pop();
    this.seen.pop();
  }

  private columns() {
    return [
      this.fromX,
      this.fromY,
      this.toX,
      this.toY,
      this.startedAt,
      this.durationMs,
      this.headings,
      this.states,
    ];
  }

  private grow(rows: number): void {
    if (rows <= this.states.length) return;
    const room = Math.max(256, rows * 2);
    const larger = <T extends Float64Array | Float32Array | Uint8Array>(column: T, next: T): T => {
      next.set(column);
      return next;
    };
    this.fromX = larger(this.fromX, new Float64Array(room));
    this.fromY = larger(this.fromY, new Float64Array(room));
    this.toX = larger(this.toX, new Float64Array(room));
    this.toY = larger(this.toY, new Float64Array(room));
    this.startedAt = larger(this.startedAt, new Float64Array(room));
    this.durationMs = larger(this.durationMs, new Float64Array(room));
    this.headings = larger(this.headings, new Float32Array(room));
    this.states = larger(this.states, new Uint8Array(room));
  }
}
