import type { DriverState } from "@/generated/server-message";
import type { Palette } from "@/map/palette";
import { STATES } from "./fleet";
import { type Pixels, type Sprite, spriteOf } from "./pixels";

/** How finely a heading is drawn. */
const HEADINGS = 32;

/** How large something is on the map, in pixels from its middle to its edge. */
export function radiusAt(zoom: number): number {
  if (zoom < 10.5) return 2.5;
  if (zoom < 12.5) return 3.5;
  if (zoom < 14) return 5.5;
  return zoom < 16 ? 7.5 : 10;
}

/** From this size on there is room for a heading. */
const HEADED_PX = 5;

/** In how many steps across a pixel something glides. */
const STEPS = 4;

/** Drivers and orders as pixels, for one size, one look, and an image so wide. */
export class Sprites {
  /** side of a sprite in device pixels */
  readonly size: number;
  private readonly hasHeadings: boolean;
  private readonly scratch = document.createElement("canvas");
  private readonly drawn: Sprite[] = [];

  constructor(
    readonly palette: Palette,
    readonly radius: number,
    readonly ratio: number,
    readonly stride: number,
  ) {
    this.size = sizeOf(radius, ratio);
    this.hasHeadings = radius >= HEADED_PX;
    this.scratch.width = this.scratch.height = this.size;
  }

  /** Puts a driver onto the image, its middle at a place in device pixels. */
  putDriver(pixels: Pixels, state: DriverState, heading: number, x: number, y: number): void {
    const hasHeading = this.hasHeadings && heading >= 0;
    const turn = hasHeading ? Math.round((heading / 360) * HEADINGS) % HEADINGS : HEADINGS;
    this.put(pixels, STATES.indexOf(state), turn, x, y);
  }

  /** Puts an order that looks for a driver. */
  putSearch(pixels: Pixels, x: number, y: number): void {
    this.put(pixels, STATES.length, 0, x, y);
  }

  private put(pixels: Pixels, row: number, turn: number, x: number, y: number): void {
    const stepsX = Math.floor(x * STEPS);
    const stepsY = Math.floor(y * STEPS);
    const wholeX = Math.floor(stepsX / STEPS);
    const wholeY = Math.floor(stepsY / STEPS);
    const restX = stepsX - wholeX * STEPS;
    const restY = stepsY - wholeY * STEPS;
    const key = ((row * (HEADINGS + 1) + turn) * STEPS + restY) * STEPS + restX;
    this.drawn[key] ??= this.draw(row, turn, restX / STEPS, restY / STEPS);
    pixels.put(this.drawn[key], wholeX, wholeY);
  }

  private draw(row: number, turn: number, restX: number, restY: number): Sprite {
    const { scratch, size, ratio, radius, palette, stride } = this;
    const middle = Math.floor(size / 2);
    const context = scratch.getContext("2d", { willReadFrequently: true })!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, size, size);
    context.setTransform(ratio, 0, 0, ratio, middle + restX, middle + restY);
    const state = STATES[row];
    if (!state) ring(context, radius + 1, palette);
    else if (turn === HEADINGS) dot(context, radius, palette.drivers[state], palette.rim);
    else arrow(context, radius, (turn / HEADINGS) * 360, palette.drivers[state], palette.rim);
    const { data } = context.getImageData(0, 0, size, size);
    return spriteOf(new Uint32Array(data.buffer), size, middle, stride);
  }
}

/** The side of a sprite with its rim, in device pixels; an order stands on a corner. */
export const sizeOf = (radius: number, ratio: number): number =>
  Math.ceil((radius * 2.5 + 6) * ratio);

function dot(context: CanvasRenderingContext2D, radius: number, color: string, rim: string) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
  context.lineWidth = radius < 4 ? 0.75 : 1.5;
  context.strokeStyle = rim;
  context.stroke();
}

function arrow(
  context: CanvasRenderingContext2D,
  radius: number,
  heading: number,
  color: string,
  rim: string,
) {
  context.save();
  context.rotate((heading * Math.PI) / 180);
  context.beginPath();
  context.moveTo(0, -radius * 1.1);
  context.lineTo(radius * 0.85, radius * 0.9);
  context.lineTo(0, radius * 0.45);
  context.lineTo(-radius * 0.85, radius * 0.9);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 2.5;
  context.strokeStyle = rim;
  context.stroke();
  context.fillStyle = color;
  context.fill();
  context.restore();
}

function ring(context: CanvasRenderingContext2D, radius: number, { search, rim }: Palette) {
  const side = radius * 0.9;
  context.rotate(Math.PI / 4);
  context.beginPath();
  context.roundRect(-side, -side, side * 2, side * 2, side * 0.35);
  context.fillStyle = search;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = rim;
  context.stroke();
}
