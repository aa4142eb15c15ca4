import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, CircleAlert, Package } from "lucide-react";
import type { OrderView } from "@/generated/server-message";
import { useLive } from "@/live/hooks";
import { placeName } from "@/orders/ends";
import { kindIcons } from "@/orders/kinds";
import { StatusBadge } from "@/orders/StatusBadge";
import { newest } from "@/orders/stages";
import { dayTime, readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { More } from "@/ui/more";
import { Skeleton } from "@/ui/skeleton";
import { useTitle } from "@/ui/useTitle";
import { orders } from "./requests";

/** What was ordered so far, the newest first. */
export function HistoryPage() {
  useTitle(texts.history.title);
  const told = useLive((state) => state.orders);
  const pages = useInfiniteQuery(orders());
  const views = pages.data?.pages.flatMap((page) => page.orders);
  return (
    <div className="mx-auto grid w-full max-w-2xl content-start gap-4 px-4 pt-20 pb-12 sm:px-6">
      <h1 className="font-bold text-3xl">{texts.history.title}</h1>
      {views ? (
        views.length === 0 ? (
          <Empty icon={Package} title={texts.history.empty}>
            <p>{texts.history.emptyHint}</p>
            <Button asChild>
              <Link to="/">{texts.history.start}</Link>
            </Button>
          </Empty>
        ) : (
          <ul className="grid gap-2">
            {views.map((view) => (
              <li key={view.orderId}>
                <Row view={newest(told[view.orderId]?.view, view)!} />
              </li>
            ))}
          </ul>
        )
      ) : pages.error ? (
        <Empty icon={CircleAlert} title={texts.history.failed}>
          <p>{readable(pages.error)}</p>
          <Button onClick={() => pages.refetch()}>{texts.retry}</Button>
        </Empty>
      ) : (
        [0, 1, 2, 3, 4].map((i) => <Skeleton key={i} className="h-19 w-full rounded-2xl" />)
      )}
      <More pages={pages} />
    </div>
  );
}

function Row({ view }: { view: OrderView }) {
  const Icon = kindIcons[view.kind];
  return (
    <Link
      to="/orders/$id"
      params={{ id: view.orderId }}
      className="flex items-center gap-4 rounded-2xl border bg-card p-4 transition-colors hover:border-input"
    >
      <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-muted">
        <Icon aria-hidden className="size-5" />
        <span className="sr-only">{texts.kind[view.kind]}</span>
      </span>
      <span className="grid min-w-0 flex-1 gap-1.5">
        <span className="truncate font-semibold">{placeName(view.dropoff)}</span>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge status={view.status} />
          <time dateTime={view.placedAt} className="text-muted-foreground text-sm">
            {dayTime(view.placedAt)}
          </time>
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
    </Link>
  );
}
