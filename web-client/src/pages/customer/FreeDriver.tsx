import type { LatLng } from "@/generated/server-message";
import { Pin } from "@/map/Pin";
import { texts } from "@/texts";

/** Somebody who is free, roughly there. */
export function FreeDriver({ at }: { at: LatLng }) {
  return (
    <Pin at={at}>
      <span
        role="img"
        aria-label={texts.map.freeDriver}
        className="block size-3.5 animate-fade rounded-full border-[2.5px] border-white bg-primary shadow-md"
      />
    </Pin>
  );
}
