import { Link, Outlet, useNavigate, useRouter } from "@tanstack/react-router";
import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { session } from "@/api/client";
import type { User } from "@/api/session";
import { useUser } from "@/api/useUser";
import { useConnection, useNotices } from "@/live/hooks";
import type { Notice } from "@/live/state";
import { texts } from "@/texts";
import { chooseTheme, useTheme } from "@/theme/theme";
import { Mark } from "@/ui/brand";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "@/ui/menu";
import { Toaster, toast } from "@/ui/toast";

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
      {user && <Bar user={user} />}
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

function Bar({ user }: { user: User }) {
  return (
    <header className="absolute inset-x-0 top-0 z-20 flex h-14 items-center gap-1 border-b bg-card px-3 md:px-4">
      <Link
        to="/"
        aria-label={texts.brand}
        className="mr-2 flex items-center gap-2.5 rounded-lg pr-1 font-bold text-lg tracking-tight"
      >
        <Mark className="size-8" />
        <span className="hidden sm:inline">{texts.brand}</span>
      </Link>
      <nav aria-label={texts.nav.label} className="flex flex-1 items-center gap-1">
        {links[user.role].map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: true }}
            className="rounded-lg px-3 py-2 font-medium text-muted-foreground text-sm transition-colors hover:bg-muted hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:text-foreground"
          >
            {label}
          </Link>
        ))}
      </nav>
      <Account user={user} />
    </header>
  );
}

const links = {
  CUSTOMER: [
    { to: "/", label: texts.nav.order },
    { to: "/orders", label: texts.nav.orders },
  ],
  DRIVER: [{ to: "/drive", label: texts.nav.drive }],
  ADMIN: [
    { to: "/city", label: texts.nav.city },
    { to: "/board", label: texts.nav.board },
    { to: "/figures", label: texts.nav.figures },
  ],
  SYSTEM: [],
} as const satisfies Record<User["role"], readonly { to: string; label: string }[]>;

function Account({ user }: { user: User }) {
  const theme = useTheme();
  const navigate = useNavigate();
  // Whoever signs in next begins at the start, and not where this user was.
  const signOut = async () => {
    await session.logout();
    await navigate({ to: "/sign-in", search: {}, replace: true });
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={texts.nav.account}
          className="grid size-10 place-items-center rounded-full bg-muted hover:bg-border"
        >
          <UserRound aria-hidden className="size-5" />
        </button>
      }
    >
      <div className="grid px-3 pt-2 pb-1">
        <span className="font-semibold text-sm">{user.name}</span>
        <span className="text-muted-foreground text-xs">{user.email}</span>
      </div>
      <MenuSeparator />
      <MenuLabel>{texts.theme.label}</MenuLabel>
      <MenuChoice
        value={theme}
        onChange={chooseTheme}
        choices={[
          { value: "light", label: texts.theme.light, icon: <Sun aria-hidden /> },
          { value: "dark", label: texts.theme.dark, icon: <Moon aria-hidden /> },
          { value: "system", label: texts.theme.system, icon: <Monitor aria-hidden /> },
        ]}
      />
      <MenuSeparator />
      <MenuItem onSelect={signOut}>
        <LogOut aria-hidden />
        {texts.nav.signOut}
      </MenuItem>
    </Menu>
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
