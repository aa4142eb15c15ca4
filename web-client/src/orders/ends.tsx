import type { LatLng, Place } from "@/generated/server-message";
import { Pin } from "@/map/Pin";
import { texts } from "@/texts";
import { cn } from "@/ui/cn";

/** An end of the way of an order. */
export type End = "pickup" | "dropoff";

/** What a place is called where there is little room. */
export const placeName = ({ address, lat, lng }: Place): string =>
  address ?? texts.order.pinAt(lat, lng);

/** The sign of an end of the way: round where it begins, square where it ends. */
export function EndSign({ end, className }: { end: End; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "block size-3 shrink-0 border-[3.5px] border-foreground bg-card",
        end === "pickup" ? "rounded-full" : "rounded-[3px]",
        className,
      )}
    />
  );
}

interface Props {
  end: End;
  at: LatLng;
  /** a driver is looked for from here */
  calling?: boolean;
  onMove?: (to: LatLng) => void;
}

/** An end of the way on the map. */
export function EndPin({ end, at, calling = false, onMove }: Props) {
  const label = end === "pickup" ? texts.map.pickup : texts.map.dropoff;
  return (
    <Pin at={at} onMove={onMove}>
      <div
        role="img"
        aria-label={label}
        className={cn("relative grid size-11 place-items-center", onMove && "cursor-grab")}
      >
        {calling && (
          <>
            <span className="absolute size-11 animate-beacon rounded-full bg-primary" />
            <span className="absolute size-11 animate-beacon rounded-full bg-primary [animation-delay:1.2s]" />
          </>
        )}
        <span
          className={cn(
            "relative grid size-6.5 place-items-center border-[3px] border-card bg-foreground shadow-float",
            end === "pickup" ? "rounded-full" : "rounded-lg",
          )}
        >
          <span
            className={cn("size-2 bg-card", end === "pickup" ? "rounded-full" : "rounded-[2px]")}
          />
        </span>
      </div>
    </Pin>
  );
}
