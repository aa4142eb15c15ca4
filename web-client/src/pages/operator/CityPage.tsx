import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useCity } from "@/live/hooks";
import { live } from "@/live/store";
import { lngLat } from "@/map/geometry";
import { easeMs } from "@/map/graphics";
import { MapStage } from "@/map/MapStage";
import { useStage } from "@/map/stage";
import { texts } from "@/texts";
import { useTitle } from "@/ui/useTitle";
import { CityLayer, type Look, type Picked } from "./CityLayer";
import { CityPanel } from "./CityPanel";
import { useWatchMap } from "./useWatch";

/** The whole city as it moves. */
export function CityPage() {
  useTitle(texts.nav.city);
  return (
    <MapStage isNeeded>
      <City />
    </MapStage>
  );
}

const ALL_SHOWN = { AVAILABLE: true, OFFERED: true, BUSY: true, SEARCH: true };

function City() {
  const [shown, setShown] = useState<Look["shown"]>(ALL_SHOWN);
  const [heat, setHeat] = useState<Look["heat"]>("none");
  const [picked, setPicked] = useState<Picked | null>(null);
  useWatchMap();
  useCityLayer({ shown, heat, picked }, setPicked);
  const city = useCity();
  const map = useStage()?.map;
  const find = (found: Picked | null) => {
    setPicked(found);
    const place = found && city.orders.get(found.id)?.pickup;
    if (place) map?.easeTo({ center: lngLat(place), duration: easeMs(600) });
  };
  return (
    <CityPanel
      city={city}
      shown={shown}
      onShown={setShown}
      heat={heat}
      onHeat={setHeat}
      picked={picked}
      onPick={find}
    />
  );
}

/** Lays the city over the map; told on the way past React, as it moves too often for that. */
function useCityLayer(
  { shown, heat, picked }: Omit<Look, "palette">,
  onPick: (picked: Picked | null) => void,
): void {
  const stage = useStage();
  const map = stage?.map;
  const palette = stage?.palette;
  const layer = useRef<CityLayer>(null);
  const look = useEffectEvent(() => ({ palette: palette!, shown, heat, picked }));
  const pickedAt = useEffectEvent((at: { x: number; y: number }) =>
    onPick(layer.current?.pick(at) ?? null),
  );

  useEffect(() => {
    if (!map) return;
    const made = new CityLayer(map, look());
    layer.current = made;
    const sync = () => made.sync(live.get().city);
    sync();
    const unsubscribe = live.subscribe(sync);
    const click = ({ point }: { point: { x: number; y: number } }) => pickedAt(point);
    const hover = ({ point }: { point: { x: number; y: number } }) => {
      map.getCanvas().style.cursor = made.pick(point) ? "pointer" : "";
    };
    map.on("click", click);
    map.on("mousemove", hover);
    return () => {
      unsubscribe();
      map.off("click", click);
      map.off("mousemove", hover);
      made.destroy();
      layer.current = null;
    };
  }, [map]);

  useEffect(() => {
    if (palette) layer.current?.show({ palette, shown, heat, picked });
  }, [palette, shown, heat, picked]);
}
