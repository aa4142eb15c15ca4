import { useEffect } from "react";
import type { City, CityDriver, CityOrder } from "@/generated/server-message";
import { live } from "@/live/store";
import { CityPage } from "./CityPage";

const DRIVERS = 5000;
const SEARCHING = 120;
/** What fits into a message. */
const PART = 400;
const TOLD_MS = 500;
const SPEED_DEG = 0.00012;
const MIDDLE = { lat: 52.5, lng: 16 };
const STATES = ["AVAILABLE", "AVAILABLE", "BUSY", "BUSY", "BUSY", "OFFERED"] as const;

const id = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;

/** The live city with thousands of made-up drivers, all of them on the move. */
export function CityBench() {
  useEffect(() => {
    const drivers = fleet();
    live.dispatch({ type: "CONNECTION", connection: "OPEN" });
    tell(drivers, true);
    const timer = setInterval(() => {
      for (const driver of drivers) drive(driver);
      tell(drivers, false);
    }, TOLD_MS);
    return () => {
      clearInterval(timer);
      live.dispatch({ type: "FORGET" });
    };
  }, []);
  return <CityPage />;
}

function fleet(): CityDriver[] {
  return Array.from({ length: DRIVERS }, (_, i) => ({
    driverId: id(i),
    lat: MIDDLE.lat + (noise(i) - 0.5) * 0.09,
    lng: MIDDLE.lng + (noise(i + 0.5) - 0.5) * 0.24,
    state: STATES[i % STATES.length]!,
    heading: Math.floor(noise(i + 0.25) * 360),
    at: new Date().toISOString(),
  }));
}

/** The same on each run. */
function noise(i: number): number {
  const wave = Math.sin(i * 127.1 + 11.7) * 43_758.5453;
  return wave - Math.floor(wave);
}

function drive(driver: CityDriver): void {
  driver.heading = (driver.heading! + 357 + Math.floor(noise(driver.lat * 1e5) * 7)) % 360;
  const angle = (driver.heading * Math.PI) / 180;
  driver.lat += SPEED_DEG * Math.cos(angle);
  driver.lng += SPEED_DEG * Math.sin(angle) * 1.6;
  driver.at = new Date().toISOString();
}

/** In parts, each a task of its own, as they come from a socket. */
function tell(drivers: readonly CityDriver[], anew: boolean): void {
  const orders = anew ? searching() : [];
  for (let from = 0; from < drivers.length; from += PART) {
    const text = JSON.stringify({
      type: "CITY",
      at: new Date().toISOString(),
      ...(anew && from === 0 && { anew }),
      drivers: drivers.slice(from, from + PART),
      orders: from === 0 ? orders : [],
    } satisfies City);
    setTimeout(() => {
      const message = JSON.parse(text) as City;
      live.dispatch({ type: "HEARD", message, receivedAt: Date.now() });
    });
  }
}

function searching(): CityOrder[] {
  const at = (i: number) => ({
    lat: MIDDLE.lat + (noise(i) - 0.5) * 0.08,
    lng: MIDDLE.lng + (noise(i + 0.3) - 0.5) * 0.2,
  });
  return Array.from({ length: SEARCHING }, (_, i) => ({
    orderId: id(i),
    version: 1,
    status: "SEARCHING",
    kind: "DELIVERY",
    pickup: at(i + 9000),
    dropoff: at(i + 9500),
    placedAt: new Date(Date.now() - noise(i) * 90_000).toISOString(),
  }));
}
