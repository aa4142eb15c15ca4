import type { FeatureCollection } from "geojson";
import type { GeoJSONSource } from "maplibre-gl";
import { useEffect, useId } from "react";
import type { OfferMade } from "@/generated/order-event";
import type { LatLng } from "@/generated/server-message";
import { circle } from "@/map/geometry";
import { useStage } from "@/map/stage";
import { distance, exactTime, shortId, stopwatch, texts } from "@/texts";
import { cn } from "@/ui/cn";
import { Skeleton } from "@/ui/skeleton";

interface Props {
  offers: readonly OfferMade[];
  /** the one that is looked at */
  offer?: OfferMade;
  onChoose: (offerId: string) => void;
  isLoading: boolean;
}

/** Among whom a driver was chosen for an offer, and by what. */
export function WhyThisDriver({ offers, offer, onChoose, isLoading }: Props) {
  return (
    <section aria-label={texts.why.title} className="grid gap-3 border-t pt-4">
      <h2 className="font-semibold">{texts.why.title}</h2>
      {isLoading ? (
        <Skeleton className="h-28 w-full rounded-2xl" />
      ) : !offer ? (
        <p className="text-muted-foreground text-sm">{texts.why.none}</p>
      ) : (
        <>
          {offers.length > 1 && (
            <div className="flex flex-wrap gap-1.5">
              {offers.map(({ offerId, at }, i) => (
                <button
                  key={offerId}
                  type="button"
                  aria-pressed={offerId === offer.offerId}
                  onClick={() => onChoose(offerId)}
                  className="rounded-full border px-3 py-1.5 text-xs tabular aria-pressed:border-foreground aria-pressed:bg-foreground aria-pressed:text-background"
                >
                  {texts.why.offer(i + 1, exactTime(at))}
                </button>
              ))}
            </div>
          )}
          <p className="text-muted-foreground text-sm">
            {texts.why.policies[offer.policy.name] ?? texts.why.policy(offer.policy.name)}
          </p>
          <Candidates offer={offer} />
        </>
      )}
    </section>
  );
}

function Candidates({ offer }: { offer: OfferMade }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{texts.why.candidates}</caption>
      <thead className="text-muted-foreground text-xs">
        <tr>
          <th scope="col" className="pb-1.5 text-left font-medium">
            {texts.why.driver}
          </th>
          <th scope="col" className="pb-1.5 text-right font-medium">
            {texts.why.away}
          </th>
          <th scope="col" className="pb-1.5 text-right font-medium">
            {texts.why.eta}
          </th>
        </tr>
      </thead>
      <tbody className="tabular">
        {offer.candidates.map(({ driverId, distanceM, etaS, by }) => {
          const isChosen = driverId === offer.driverId;
          return (
            <tr key={driverId} className={cn("border-t", isChosen && "bg-primary-soft")}>
              <th scope="row" className="py-2 pl-2 text-left font-medium">
                {shortId(driverId)}
                {isChosen && (
                  <span className="ml-2 rounded-full bg-primary px-2 py-0.5 font-semibold text-primary-foreground text-xs">
                    {texts.why.asked}
                  </span>
                )}
              </th>
              <td className="py-2 text-right">{distance(distanceM)}</td>
              <td className="py-2 pr-2 text-right">
                {stopwatch(etaS)}
                {by === "LINE" && (
                  <abbr title={texts.why.byLine} className="no-underline">
                    {" "}
                    ~
                  </abbr>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** How far away each candidate was, as rings round the pickup; the one asked in bold. */
export function CandidateRings({ pickup, offer }: { pickup: LatLng; offer: OfferMade }) {
  const stage = useStage();
  const map = stage?.map;
  const palette = stage?.palette;
  const id = `overlay:${useId()}`;

  useEffect(() => {
    if (!map) return;
    map.addSource(id, { type: "geojson", data: ringsOf(pickup, offer) });
    map.addLayer({ id: `${id}ring`, type: "line", source: id });
    return () => {
      if (!map.style) return;
      map.removeLayer(`${id}ring`);
      map.removeSource(id);
    };
  }, [map, id, pickup, offer]);

  useEffect(() => {
    if (!map || !palette) return;
    const isAsked = ["get", "asked"] as const;
    map.setPaintProperty(`${id}ring`, "line-color", [
      "case",
      [...isAsked],
      palette.drivers.OFFERED,
      palette.quarter,
    ]);
    map.setPaintProperty(`${id}ring`, "line-width", ["case", [...isAsked], 3, 1.25]);
    map.setPaintProperty(`${id}ring`, "line-dasharray", [3, 2]);
    map.getSource<GeoJSONSource>(id)?.setData(ringsOf(pickup, offer));
  }, [map, palette, id, pickup, offer]);

  return null;
}

const ringsOf = (pickup: LatLng, { candidates, driverId }: OfferMade): FeatureCollection => ({
  type: "FeatureCollection",
  features: candidates.map((candidate) => ({
    type: "Feature",
    properties: { asked: candidate.driverId === driverId },
    geometry: { type: "LineString", coordinates: circle(pickup, candidate.distanceM) },
  })),
});
