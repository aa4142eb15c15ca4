import { prefersReducedMotion } from "@/theme/motion";

let known: boolean | undefined;

/** Whether a graphics card draws. Where none does, each frame of a map holds the page up. */
export function hasGraphicsCard(): boolean {
  known ??= findGraphicsCard();
  return known;
}

/** What draws in a graphics card's stead, by its names. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function findGraphicsCard(): boolean {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const named = context.getExtension("WEBGL_debug_renderer_info");
  const name = context.getParameter(named?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !SOFTWARE.test(String(name));
}

/** How long the map takes for a movement: no time where it is not wanted, or would stutter. */
export const easeMs = (ms: number): number =>
  prefersReducedMotion() || !hasGraphicsCard() ? 0 : ms;
