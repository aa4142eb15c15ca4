import { useEffect, useEffectEvent, useState } from "react";
import type { Offer } from "@/generated/server-message";
import { distance, minutes, texts } from "@/texts";
import { armSound, chime } from "./sound";

const AGAIN_MS = 3000;

/** Calls the driver while there is an offer: by sound, and by the browser where the page is hidden. */
export function useAlarm(offer: Offer | undefined, isLoud: boolean): void {
  useEffect(armSound, []);

  const ring = useEffectEvent(() => {
    if (!isLoud) return;
    chime();
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([180, 90, 180]);
  });
  const notify = useEffectEvent(() => offer && notification(offer));
  const offerId = offer?.offerId;
  useEffect(() => {
    if (!offerId) return;
    ring();
    const rings = setInterval(ring, AGAIN_MS);
    const shown = notify();
    return () => {
      clearInterval(rings);
      shown?.close();
    };
  }, [offerId]);
}

function notification({ offerId, kind, distanceM, etaS }: Offer): Notification | undefined {
  if (permission() !== "granted" || document.visibilityState === "visible") return undefined;
  try {
    const shown = new Notification(texts.offer.title, {
      body: texts.offer.summary(texts.offer.kind[kind], distance(distanceM), minutes(etaS)),
      tag: offerId,
      requireInteraction: true,
    });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
    return shown;
  } catch {
    // Some phones have the word for it and let only a service worker say it.
    return undefined;
  }
}

type Permission = NotificationPermission | "none";

const permission = (): Permission => ("Notification" in window ? Notification.permission : "none");

/** Whether this page may notify, and the question whether it may. */
export function useNotificationPermission(): [Permission, () => void] {
  const [known, setKnown] = useState(permission);
  return [known, () => void Notification.requestPermission().then(setKnown)];
}
