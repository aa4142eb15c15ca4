import { Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useUser } from "@/api/useUser";
import { useConnection, useNotices } from "@/live/hooks";
import type { Notice } from "@/live/state";
import { texts } from "@/texts";
import { Toaster, toast } from "@/ui/toast";

// Guests have none, and wait for nothing of it.
const Bar = lazy(() => import("./Bar"));

/** The frame of every page: the bar with the way to each page, and what is said in passing. */
export function Shell() {
  const user = useUser();
  const main = useRef<HTMLElement>(null);
  useFocusAfterNavigation(main);
  useNotices(say);
  return (
    <div className="relative flex h-full flex-col">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-32 rounded-xl bg-card px-4 py-3 font-semibold shadow-float focus:translate-y-0"
      >
        {texts.skip}
      </a>
      {user && (
        // A hundredth of the ground shines through: where no graphics card composes the page, Chromium
        // leaves out as much of a map's lower edge as something opaque covers of its upper one.
        <header className="absolute inset-x-0 top-0 z-20 flex h-14 items-center gap-1 border-b bg-card/99 px-3 md:px-4">
          <Suspense>
            <Bar user={user} />
          </Suspense>
        </header>
      )}
      <main
        ref={main}
        id="main"
        tabIndex={-1}
        className="relative min-h-0 flex-1 overflow-y-auto outline-none"
      >
        <Outlet />
      </main>
      {user && <ConnectionSign />}
      <Toaster />
    </div>
  );
}

/** Quiet: below the bar, over nothing that matters, and only once it lasts. */
function ConnectionSign() {
  const lost = useConnection() === "LOST";
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-16 z-30 flex justify-center px-4"
    >
      {lost && (
        <p className="flex animate-enter items-center gap-2.5 rounded-full bg-foreground px-4 py-2 font-medium text-background text-sm shadow-float">
          <span aria-hidden className="size-2 animate-skeleton rounded-full bg-primary" />
          {texts.connection.lost}
        </p>
      )}
    </div>
  );
}

function say(notice: Notice): void {
  const isBad = notice.type === "REFUSED" || notice.type === "DRIVER_LOST";
  toast(words(notice), isBad ? "bad" : "plain");
}

function words(notice: Notice): string {
  switch (notice.type) {
    case "OFFER_CLOSED":
      return texts.offerClosed[notice.reason];
    case "REFUSED":
      return texts.refusal[notice.reason];
    case "DRIVER_GONE":
      return texts.notice.driverGone;
    case "ORDER_GONE":
      return texts.notice.orderGone;
    case "DRIVER_LOST":
      return notice.withGoods ? texts.notice.driverLostWithGoods : texts.notice.driverLost;
  }
}

/** A new page is read from its start, as after a load. */
function useFocusAfterNavigation(main: React.RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onResolved", ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged) main.current?.focus({ preventScroll: true });
      }),
    [router, main],
  );
}
