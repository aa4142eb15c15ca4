/** The pixels of a small picture that can be seen at all, those that hide what is below first. */
export interface Sprite {
  /** where each is in an image so wide, from the sprite's middle */
  offsets: Int32Array;
  /** as an image keeps them: red in the lowest byte, opacity in the highest */
  colors: Uint32Array;
  /** how many hide what is below */
  opaque: number;
}

const ALPHA = 24;

/**
 * Takes the visible pixels out of a picture.
 *
 * @param middle its middle pixel, across and down
 * @param stride how wide the image is that it will be put on
 */
export function spriteOf(
  picture: Uint32Array,
  side: number,
  middle: number,
  stride: number,
): Sprite {
  const visible = [...picture.keys()].filter((i) => picture[i]! >>> ALPHA > 0);
  const isOpaque = (i: number) => picture[i]! >>> ALPHA === 255;
  const sorted = [...visible.filter(isOpaque), ...visible.filter((i) => !isOpaque(i))];
  return {
    offsets: Int32Array.from(
      sorted,
      (i) => (Math.floor(i / side) - middle) * stride + (i % side) - middle,
    ),
    colors: Uint32Array.from(sorted, (i) => picture[i]!),
    opaque: visible.filter(isOpaque).length,
  };
}

/**
 * An image that is written by the pixel. Thousands of small pictures a frame are too many for a
 * canvas where no graphics card draws; their pixels are not.
 */
export class Pixels {
  readonly stride: number;
  private readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  private readonly colors: Uint32Array;

  /** @param margin how far sprites may reach out of it */
  constructor(
    readonly width: number,
    readonly height: number,
    readonly margin: number,
  ) {
    this.stride = width + 2 * margin;
    this.bytes = new Uint8ClampedArray(this.stride * (height + 2 * margin) * 4);
    this.colors = new Uint32Array(this.bytes.buffer);
  }

  clear(): void {
    this.colors.fill(0);
  }

  /** Puts a sprite with its middle on a pixel; outside, as little of it as may be seen inside. */
  put({ offsets, colors, opaque }: Sprite, x: number, y: number): void {
    const { margin, width, height } = this;
    const half = margin / 2;
    if (x < -half || y < -half || x >= width + half || y >= height + half) return;
    const below = this.colors;
    const middle = (y + margin) * this.stride + x + margin;
    for (let i = 0; i < opaque; i++) below[middle + offsets[i]!] = colors[i]!;
    for (let i = opaque; i < offsets.length; i++) {
      const at = middle + offsets[i]!;
      below[at] = over(colors[i]!, below[at]!);
    }
  }

  /** The colour of a pixel, as an image keeps it. */
  at(x: number, y: number): number {
    return this.colors[(y + this.margin) * this.stride + x + this.margin]!;
  }

  showOn(context: CanvasRenderingContext2D): void {
    const { margin, width, height, stride } = this;
    const image = new ImageData(this.bytes, stride);
    context.putImageData(image, -margin, -margin, margin, margin, width, height);
  }
}

/** A colour that is laid over another one. */
function over(color: number, below: number): number {
  if (below === 0) return color;
  const alpha = color >>> ALPHA;
  const rest = ((below >>> ALPHA) * (255 - alpha)) / 255;
  const both = alpha + rest;
  const mix = (shift: number) =>
    Math.round((((color >>> shift) & 255) * alpha + ((below >>> shift) & 255) * rest) / both) <<
    shift;
  return (mix(0) | mix(8) | mix(16) | (Math.round(both) << ALPHA)) >>> 0;
}
