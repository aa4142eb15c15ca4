import type { LatLng } from "@/generated/server-message";
import { texts } from "@/texts";

/** Where this device is. What it is rejected with is for people. */
export function locate(): Promise<LatLng> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lng: coords.longitude }),
      ({ code, PERMISSION_DENIED }) =>
        reject(
          new Error(
            code === PERMISSION_DENIED ? texts.order.deniedLocation : texts.order.noLocation,
          ),
        ),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  });
}
