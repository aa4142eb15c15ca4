import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ChevronRight, CircleAlert, ListFilter } from "lucide-react";
import type { OrderState, OrderView } from "@/generated/server-message";
import { useServerNow } from "@/live/hooks";
import { placeName } from "@/orders/ends";
import { kindIcons } from "@/orders/kinds";
import { StatusBadge } from "@/orders/StatusBadge";
import { isOver } from "@/orders/stages";
import { dayTime, minutes, readable, shortId, stopwatch, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { More } from "@/ui/more";
import { Skeleton } from "@/ui/skeleton";
import { useTitle } from "@/ui/useTitle";
import { board } from "./requests";

const route = getRouteApi("/board");

export const STATES = Object.keys(texts.state) as OrderState[];

/** All orders, as a board that can be narrowed to a state. */
export function BoardPage() {
  useTitle(texts.board.title);
  const { status } = route.useSearch();
  const pages = useInfiniteQuery(board(status));
  const views = pages.data?.pages.flatMap((page) => page.orders);
  return (
    <div className="mx-auto grid w-full max-w-6xl content-start gap-4 px-4 pt-20 pb-12 sm:px-6">
      <h1 className="font-bold text-3xl">{texts.board.title}</h1>
      <Filters />
      {views ? (
        views.length === 0 ? (
          <Empty icon={ListFilter} title={texts.board.empty}>
            <p>{status ? texts.board.emptyFilter : texts.board.emptyHint}</p>
            {status && (
              <Button asChild variant="outline">
                <Link to="/board">{texts.board.all}</Link>
              </Button>
            )}
          </Empty>
        ) : (
          <Rows views={views} />
        )
      ) : pages.error ? (
        <Empty icon={CircleAlert} title={texts.board.failed}>
          <p>{readable(pages.error)}</p>
          <Button onClick={() => pages.refetch()}>{texts.retry}</Button>
        </Empty>
      ) : (
        <div className="grid gap-2">
          {[0, 1, 2, 3, 4, 5].map((i) => (
            <Skeleton key={i} className="h-17 w-full rounded-2xl" />
          ))}
        </div>
      )}
      <More pages={pages} />
    </div>
  );
}

function Filters() {
  return (
    <nav
      aria-label={texts.board.filter}
      className="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {[undefined, ...STATES].map((one) => (
        <Link
          key={one ?? "all"}
          to="/board"
          search={one ? { status: one } : {}}
          activeOptions={{ exact: true }}
          className="shrink-0 rounded-full border bg-card px-3.5 py-2 font-medium text-sm transition-colors hover:border-input aria-[current]:border-foreground aria-[current]:bg-foreground aria-[current]:text-background"
        >
          {one ? texts.state[one] : texts.board.all}
        </Link>
      ))}
    </nav>
  );
}

function Rows({ views }: { views: readonly OrderView[] }) {
  const now = useServerNow();
  return (
    <ul className="grid gap-2">
      {views.map((view) => {
        const Icon = kindIcons[view.kind];
        return (
          <li key={view.orderId}>
            <Link
              to="/board/$id"
              params={{ id: view.orderId }}
              className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4 gap-y-2 rounded-2xl border bg-card p-4 transition-colors hover:border-input md:grid-cols-[auto_minmax(0,2fr)_minmax(0,1fr)_5.5rem_11.5rem_auto] md:items-center"
            >
              <span className="row-span-2 grid size-10 place-items-center rounded-xl bg-muted md:row-span-1">
                <Icon aria-hidden className="size-5" />
                <span className="sr-only">{texts.kind[view.kind]}</span>
              </span>
              <span className="grid min-w-0 gap-0.5">
                <span className="grid font-semibold text-sm md:block md:truncate">
                  <span className="truncate">{placeName(view.pickup)}</span>
                  <span className="truncate">
                    <span aria-hidden> → </span>
                    <span className="sr-only"> {texts.board.to} </span>
                    {placeName(view.dropoff)}
                  </span>
                </span>
                <span className="truncate text-muted-foreground text-xs tabular">
                  <time dateTime={view.placedAt}>{dayTime(view.placedAt)}</time> ·{" "}
                  {shortId(view.orderId)}
                </span>
              </span>
              <span className="hidden min-w-0 truncate text-muted-foreground text-sm md:block">
                {view.driver ? (view.driver.name ?? texts.follow.nameless) : "–"}
              </span>
              <span className="hidden justify-self-end text-sm tabular md:block">
                {age(view, now)}
              </span>
              <StatusBadge status={view.status} className="justify-self-start" />
              <ChevronRight aria-hidden className="hidden size-4 text-muted-foreground md:block" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** How long it took, or has taken so far. */
function age({ status, placedAt, endedAt }: OrderView, now: number): string {
  const from = Date.parse(placedAt);
  return isOver(status) && endedAt
    ? minutes((Date.parse(endedAt) - from) / 1000)
    : stopwatch((now - from) / 1000);
}
