import { Outlet } from "@tanstack/react-router";
import { MapStage } from "@/map/MapStage";

export function CustomerMap() {
  return (
    <MapStage>
      <Outlet />
    </MapStage>
  );
}
