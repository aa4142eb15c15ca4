import type { Map as MapLibreMap } from "maplibre-gl";
import type { DriverState } from "@/generated/server-message";
import { type CityState, noCity, PARTS_MS } from "@/live/city";
import { screenOf, type View, viewOf, wrapped } from "@/map/mercator";
import type { Palette } from "@/map/palette";
import { stageOf } from "@/orders/stages";
import { prefersReducedMotion } from "@/theme/motion";
import { Fleet, STATES } from "./fleet";
import { type Cells, cellsOf, type Heat, pointsOf, strength } from "./heat";
import { Pixels } from "./pixels";
import { radiusAt, Sprites, sizeOf } from "./sprites";

/** What of the city is shown. */
export interface Look {
  palette: Palette;
  shown: Record<DriverState | "SEARCH", boolean>;
  heat: Heat;
  picked: Picked | null;
}

export type Picked = { type: "driver"; id: string } | { type: "order"; id: string };

/** So near to something a click is meant for it. */
const REACH_PX = 22;
const HEAT_MS = 1000;
const HEAT_ALPHA = 150;

/**
 * The city on canvases of its own above a map that stays still: one for the heat, one for who moves,
 * which is drawn anew only while somebody does.
 */
export class CityLayer {
  private readonly heat: HTMLCanvasElement;
  private readonly canvas: HTMLCanvasElement;
  private readonly fleet = new Fleet();
  private city: CityState = noCity;
  private pixels?: Pixels;
  private sprites?: Sprites;
  private cells: Cells | null = null;
  private cellsAt = Number.NEGATIVE_INFINITY;
  private readonly cellsImage = document.createElement("canvas");
  private frame = 0;
  private isOutdated = false;
  private staying = noCity.drivers;
  private late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly map: MapLibreMap,
    private look: Look,
  ) {
    this.heat = this.makeCanvas();
    this.canvas = this.makeCanvas();
    this.fit();
    map.on("resize", this.fit);
    map.on("move", this.moved);
    map.on("moveend", this.rested);
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.late);
    this.map.off("resize", this.fit);
    this.map.off("move", this.moved);
    this.map.off("moveend", this.rested);
    this.heat.remove();
    this.canvas.remove();
  }

  show(look: Look): void {
    const isOtherHeat = look.heat !== this.look.heat || look.palette !== this.look.palette;
    this.look = look;
    if (isOtherHeat) this.countCells();
    this.request();
  }

  /** Takes over what was told; who was there stays until all parts of a beginning have come. */
  sync(city: CityState): void {
    const waitMs = city.anewAt + PARTS_MS - city.at;
    if (waitMs <= 0) this.staying = noCity.drivers;
    else if (city.anewAt !== this.city.anewAt) {
      this.staying = new Map([...this.staying, ...this.city.drivers]);
    }
    this.city = city;
    clearTimeout(this.late);
    if (this.staying.size > 0) {
      this.late = setTimeout(() => {
        this.staying = noCity.drivers;
        this.place();
      }, waitMs);
    }
    this.place();
  }

  /** With the next frame, as more parts may come before it. */
  private place(): void {
    this.isOutdated = true;
    this.request();
  }

  private catchUp(now: number): void {
    this.isOutdated = false;
    const { drivers } = this.city;
    const all = this.staying.size > 0 ? new Map([...this.staying, ...drivers]) : drivers;
    this.fleet.sync(all, now, prefersReducedMotion());
    if (now - this.cellsAt > HEAT_MS) this.countCells();
  }

  /** What is nearest to a point of the map, if anything is near. */
  pick(at: { x: number; y: number }): Picked | null {
    const view = viewOf(this.map);
    const driver = this.fleet.nearest(view, at, REACH_PX, this.look.shown, performance.now());
    let best: Picked | null = driver && { type: "driver", id: driver.driverId };
    let bestPx = driver?.px ?? REACH_PX;
    if (!this.look.shown.SEARCH) return best;
    for (const order of this.city.orders.values()) {
      if (stageOf(order.status) !== "search") continue;
      const { x, y } = screenOf(view, order.pickup);
      const px = Math.hypot(x - at.x, y - at.y);
      if (px <= bestPx) {
        best = { type: "order", id: order.orderId };
        bestPx = px;
      }
    }
    return best;
  }

  private makeCanvas(): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.cssText = "position:absolute;inset:0;pointer-events:none";
    this.map.getCanvasContainer().append(canvas);
    return canvas;
  }

  private readonly fit = () => {
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    const ratio = window.devicePixelRatio;
    for (const canvas of [this.heat, this.canvas]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.countCells();
    this.draw(performance.now());
  };

  /** In the same frame as the map, lest one swims on the other. */
  private readonly moved = () => {
    this.draw(performance.now());
    this.drawHeat();
  };

  private readonly rested = () => this.countCells();

  private request(): void {
    if (!this.frame) this.frame = requestAnimationFrame(this.tick);
  }

  private readonly tick = (now: number) => {
    this.frame = 0;
    if (this.isOutdated) this.catchUp(now);
    this.draw(now);
    if (now < this.fleet.movesUntil) this.request();
  };

  private draw(now: number): void {
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    if (!context) return;
    const { shown, picked } = this.look;
    const ratio = window.devicePixelRatio;
    const view = viewOf(this.map);
    const { sprites, pixels } = this.brushes(radiusAt(this.map.getZoom()), ratio);
    pixels.clear();
    for (const state of STATES) {
      if (!shown[state]) continue;
      this.fleet.each(state, now, (x, y, heading) => {
        const dx = wrapped(x - view.x);
        const dy = y - view.y;
        const left = (view.screenX + dx * view.eastX + dy * view.southX) * ratio;
        const top = (view.screenY + dx * view.eastY + dy * view.southY) * ratio;
        sprites.putDriver(pixels, state, heading, left, top);
      });
    }
    if (shown.SEARCH) {
      for (const order of this.city.orders.values()) {
        if (stageOf(order.status) !== "search") continue;
        const { x, y } = screenOf(view, order.pickup);
        sprites.putSearch(pixels, x * ratio, y * ratio);
      }
    }
    pixels.showOn(context);
    if (picked) this.drawPicked(context, view, ratio, picked, now);
  }

  /** A ring round what is picked, and the way of its order. */
  private drawPicked(
    context: CanvasRenderingContext2D,
    view: View,
    ratio: number,
    picked: Picked,
    now: number,
  ): void {
    const order =
      picked.type === "order" ? this.city.orders.get(picked.id) : orderOf(this.city, picked.id);
    const driverId = picked.type === "driver" ? picked.id : order?.driverId;
    const place = driverId ? this.fleet.placeOf(driverId, now) : null;
    const at = place && {
      x: view.screenX + wrapped(place.x - view.x) * view.eastX + (place.y - view.y) * view.southX,
      y: view.screenY + wrapped(place.x - view.x) * view.eastY + (place.y - view.y) * view.southY,
    };
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineWidth = 2.5;
    context.strokeStyle = this.look.palette.route;
    context.fillStyle = this.look.palette.route;
    if (order) {
      const stops = [
        at,
        stageOf(order.status) === "trip" ? null : screenOf(view, order.pickup),
        screenOf(view, order.dropoff),
      ].filter((stop) => stop !== null);
      context.beginPath();
      context.setLineDash([6, 5]);
      for (const { x, y } of stops) context.lineTo(x, y);
      context.stroke();
      context.setLineDash([]);
      const end = screenOf(view, order.dropoff);
      context.fillRect(end.x - 5, end.y - 5, 10, 10);
    }
    const middle = at ?? (order && screenOf(view, order.pickup));
    if (!middle) return;
    context.beginPath();
    context.arc(middle.x, middle.y, 15, 0, 2 * Math.PI);
    context.stroke();
  }

  private brushes(radius: number, ratio: number): { sprites: Sprites; pixels: Pixels } {
    const { palette } = this.look;
    const { width, height } = this.canvas;
    const margin = sizeOf(radius, ratio);
    let { sprites, pixels } = this;
    if (pixels?.width !== width || pixels.height !== height || pixels.margin !== margin) {
      this.pixels = pixels = new Pixels(width, height, margin);
    }
    if (
      sprites?.palette !== palette ||
      sprites.radius !== radius ||
      sprites.ratio !== ratio ||
      sprites.stride !== pixels.stride
    ) {
      this.sprites = sprites = new Sprites(palette, radius, ratio, pixels.stride);
    }
    return { sprites, pixels };
  }

  private countCells(): void {
    const { heat } = this.look;
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    this.cellsAt = performance.now();
    this.cells =
      heat === "none" ? null : cellsOf(pointsOf(this.city, heat), viewOf(this.map), width, height);
    this.paintCells();
    this.drawHeat();
  }

  /** A pixel for each cell; made as large as the map it is soft. */
  private paintCells(): void {
    const { cells, cellsImage } = this;
    if (!cells) return;
    cellsImage.width = cells.columns;
    cellsImage.height = cells.columns;
    const context = cellsImage.getContext("2d");
    if (!context) return;
    const { palette, heat } = this.look;
    const color = rgb(heat === "demand" ? palette.search : palette.drivers.AVAILABLE);
    const image = context.createImageData(cells.columns, cells.columns);
    for (const [i, count] of cells.counts.entries()) {
      image.data.set([...color, strength(count, cells.most) * HEAT_ALPHA], i * 4);
    }
    context.putImageData(image, 0, 0);
  }

  private drawHeat(): void {
    const context = this.heat.getContext("2d");
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.heat.width, this.heat.height);
    const { cells } = this;
    // An empty one would be laid over the map with each frame all the same.
    this.heat.hidden = !cells;
    if (!cells) return;
    const ratio = window.devicePixelRatio;
    const view = viewOf(this.map);
    const dx = cells.column * cells.side - view.x;
    const dy = cells.row * cells.side - view.y;
    const scale = cells.side * ratio;
    context.setTransform(
      view.eastX * scale,
      view.eastY * scale,
      view.southX * scale,
      view.southY * scale,
      (view.screenX + dx * view.eastX + dy * view.southX) * ratio,
      (view.screenY + dx * view.eastY + dy * view.southY) * ratio,
    );
    context.imageSmoothingQuality = "high";
    context.drawImage(this.cellsImage, 0, 0);
  }
}

/** The order that a driver is at or asked for. */
export function orderOf(city: CityState, driverId: string) {
  for (const order of city.orders.values()) if (order.driverId === driverId) return order;
  return undefined;
}

const rgb = (hex: string): [number, number, number] => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];
