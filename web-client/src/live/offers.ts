import type { LiveOffer, LiveState } from "./state";

type Offers = Pick<LiveState, "offers">;

/** The offer that waits for this driver's answer: of several the one that ends first. */
export function openOffer({ offers }: Offers, now: number): LiveOffer | undefined {
  return Object.values(offers)
    .filter(
      ({ offer, closed, answer }) =>
        !closed && answer?.accept !== false && Date.parse(offer.expiresAt) > now,
    )
    .sort((one, other) => Date.parse(one.offer.expiresAt) - Date.parse(other.offer.expiresAt))[0];
}

/** The offers whose receipt is still to be confirmed. */
export function unconfirmed({ offers }: Offers): string[] {
  return Object.values(offers)
    .filter(({ closed, confirmed }) => !closed && !confirmed)
    .map(({ offer }) => offer.offerId);
}

export interface Countdown {
  /** whole seconds that are left, begun ones counted */
  leftS: number;
  /** how much of the time is left, from 1 to 0 */
  share: number;
}

/** The time for an answer, by the server's clock. */
export function countdown({ offer }: LiveOffer, now: number): Countdown {
  const end = Date.parse(offer.expiresAt);
  const whole = end - Date.parse(offer.at);
  const left = Math.max(0, end - now);
  return { leftS: Math.ceil(left / 1000), share: whole > 0 ? Math.min(1, left / whole) : 0 };
}
