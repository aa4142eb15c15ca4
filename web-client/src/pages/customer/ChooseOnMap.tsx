import { useEffect, useRef } from "react";
import { Panel, PanelFooter } from "@/map/Panel";
import { useStage } from "@/map/stage";
import { type End, EndSign } from "@/orders/ends";
import { texts } from "@/texts";
import { Button } from "@/ui/button";
import { pinned, type Spot } from "./draft";

interface Props {
  end: End;
  onSpot: (spot: Spot) => void;
  onCancel: () => void;
}

/** The map moves under a pin in its middle until it is right. */
export function ChooseOnMap({ end, onSpot, onCancel }: Props) {
  const map = useStage()?.map;
  const cross = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!map) return;
    const place = () => {
      const { x, y } = map.project(map.getCenter());
      if (cross.current) cross.current.style.translate = `${x}px ${y}px`;
    };
    place();
    map.on("move", place);
    map.on("resize", place);
    map.getCanvas().focus({ preventScroll: true });
    return () => {
      map.off("move", place);
      map.off("resize", place);
    };
  }, [map]);

  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === "Escape" && onCancel();
    window.addEventListener("keydown", leave);
    return () => window.removeEventListener("keydown", leave);
  }, [onCancel]);

  return (
    <>
      <div ref={cross} aria-hidden className="pointer-events-none absolute top-0 left-0 z-[5]">
        <div className="-translate-x-1/2 -translate-y-full grid justify-items-center">
          <span className="grid size-9 place-items-center rounded-full bg-foreground shadow-float">
            <EndSign end={end} className="border-card bg-transparent" />
          </span>
          <span className="h-5 w-[3px] rounded-b-full bg-foreground" />
        </div>
      </div>
      <Panel label={texts.order.onMap}>
        <div className="grid gap-1 px-5 pt-5 pb-4">
          <h1 className="font-semibold text-lg">
            {end === "pickup" ? texts.order.choosePickup : texts.order.chooseDropoff}
          </h1>
          <p className="text-muted-foreground text-sm">{texts.order.chooseHint}</p>
        </div>
        <PanelFooter>
          <div className="grid grid-cols-[auto_1fr] gap-2">
            <Button variant="secondary" size="lg" onClick={onCancel}>
              {texts.order.cancelChoice}
            </Button>
            <Button
              size="lg"
              disabled={!map}
              onClick={() => map && onSpot(pinned(map.getCenter()))}
            >
              {end === "pickup" ? texts.order.setPickup : texts.order.setDropoff}
            </Button>
          </div>
        </PanelFooter>
      </Panel>
    </>
  );
}
