import type { DriverState } from "@/generated/server-message";
import type { Palette } from "@/map/palette";
import { STATES } from "./fleet";

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

/** Drivers and orders drawn beforehand, for one size and one look. */
export class Sprites {
  readonly sheet: HTMLCanvasElement;
  /** side of a sprite in device pixels */
  readonly size: number;
  private readonly hasHeadings: boolean;

  constructor(
    readonly palette: Palette,
    readonly radius: number,
    readonly ratio: number,
  ) {
    this.size = Math.ceil((radius * 2 + 5) * ratio);
    this.hasHeadings = radius >= HEADED_PX;
    this.sheet = document.createElement("canvas");
    this.sheet.width = this.size * (HEADINGS + 1);
    this.sheet.height = this.size * (STATES.length + 1);
    const context = this.sheet.getContext("2d");
    if (!context) return;
    for (const [row, state] of STATES.entries()) {
      const color = palette.drivers[state];
      for (let column = 0; column <= HEADINGS; column++) {
        this.at(context, column, row, () => {
          if (column === HEADINGS || !this.hasHeadings) dot(context, radius, color, palette.rim);
          else arrow(context, radius, (column / HEADINGS) * 360, color, palette.rim);
        });
      }
    }
    this.at(context, 0, STATES.length, () => ring(context, radius + 1, palette));
  }

  /** Where a driver's sprite begins on the sheet. */
  column(heading: number): number {
    const column = heading < 0 ? HEADINGS : Math.round((heading / 360) * HEADINGS) % HEADINGS;
    return column * this.size;
  }

  row(state: DriverState): number {
    return STATES.indexOf(state) * this.size;
  }

  get searchRow(): number {
    return STATES.length * this.size;
  }

  private at(
    context: CanvasRenderingContext2D,
    column: number,
    row: number,
    draw: () => void,
  ): void {
    context.setTransform(
      this.ratio,
      0,
      0,
      this.ratio,
      (column + 0.5) * this.size,
      (row + 0.5) * this.size,
    );
    draw();
  }
}

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
