import type { ReactNode } from "react";
import type { OrderView } from "@/generated/server-message";
import { useServerNow } from "@/live/hooks";
import { stageOf } from "@/orders/stages";
import type { Way } from "@/orders/useWay";
import { clockTime, minutes, stopwatch, texts } from "@/texts";

interface Props {
  view: OrderView;
  arrivesAt?: number;
  way: Way | null;
}

/** Where the order stands, in a word, and what there is to wait for. */
export function Headline({ view, arrivesAt, way }: Props) {
  const now = useServerNow();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-1">
        <h1 aria-live="polite" className="font-bold text-2xl leading-tight">
          {texts.follow.headline[view.status]}
        </h1>
        <p className="text-muted-foreground text-sm">{said(view, now)}</p>
      </div>
      <Waiting view={view} now={now} due={dueAt(view, now, arrivesAt, way)} />
    </div>
  );
}

function said(view: OrderView, now: number): ReactNode {
  const { status, nextAt, by, reason } = view;
  switch (status) {
    case "PLACED":
      return texts.follow.placed;
    case "OFFERED":
      return texts.follow.asking;
    case "SEARCHING":
      return nextAt
        ? texts.follow.wait(Math.ceil((Date.parse(nextAt) - now) / 1000))
        : texts.follow.asking;
    case "ACCEPTED":
    case "ARRIVING":
    case "PICKED_UP":
      return view.driver?.name ?? texts.follow.nameless;
    case "ARRIVED":
      return texts.follow.arrived;
    case "DELIVERED":
      return texts.follow.took(minutes((ended(view) - Date.parse(view.placedAt)) / 1000));
    case "NO_DRIVER_FOUND":
      return texts.follow.noDriver;
    case "CANCELLED":
      return texts.follow.cancelledBy(
        by === "CUSTOMER" ? texts.follow.you : texts.actor[by ?? "SYSTEM"],
        reason,
      );
  }
}

const ended = ({ endedAt, placedAt }: OrderView) => Date.parse(endedAt ?? placedAt);

/** When what is waited for should be there, by the server's clock. */
function dueAt(
  view: OrderView,
  now: number,
  arrivesAt: number | undefined,
  way: Way | null,
): number | undefined {
  if (way) return now + way.remainingS * 1000;
  return stageOf(view.status) === "pickup" && view.status !== "ARRIVED" ? arrivesAt : undefined;
}

function Waiting({ view, now, due }: { view: OrderView; now: number; due?: number }) {
  if (stageOf(view.status) === "search") {
    return (
      <Figure
        label={view.attempt > 0 ? texts.follow.attempt(view.attempt + 1) : texts.follow.elapsed}
      >
        {stopwatch((now - Date.parse(view.placedAt)) / 1000)}
      </Figure>
    );
  }
  if (due === undefined) return null;
  const leftS = (due - now) / 1000;
  return (
    <Figure label={texts.follow.arrivesAt(clockTime(Math.max(now, due)))}>
      {leftS < 10 ? texts.follow.now : leftS < 60 ? `${Math.ceil(leftS)} s` : minutes(leftS)}
    </Figure>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="grid shrink-0 justify-items-end text-right">
      <span className="font-bold text-2xl leading-tight tabular">{children}</span>
      <span className="text-muted-foreground text-xs">{label}</span>
    </p>
  );
}
