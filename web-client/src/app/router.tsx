import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { session } from "@/api/client";
import type { User } from "@/api/session";
import type { OrderState } from "@/generated/server-message";
import { texts } from "@/texts";
import { Failed } from "./Failed";
import { home } from "./home";
import { NotFound } from "./NotFound";
import { Pending } from "./Pending";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

/** Sends whoever is not of the role to sign in, or to where their own work is. */
function only(role: User["role"]) {
  return ({ location }: { location: { href: string } }) => {
    const user = session.user();
    if (!user) throw redirect({ to: "/sign-in", search: { next: location.href } });
    if (user.role !== role) throw redirect({ to: home[user.role] });
  };
}

/** Sends whoever has signed in to where they wanted to go, or to where their work is. */
function guest({ search }: { search: { next?: string } }) {
  const user = session.user();
  if (user) throw redirect({ href: search.next ?? home[user.role] });
}

const next = (search: Record<string, unknown>): { next?: string } =>
  // Said outright: what is only left out stays as it was asked for.
  ({
    next:
      typeof search.next === "string" && /^\/(?![/\\])/.test(search.next) ? search.next : undefined,
  });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: next,
  beforeLoad: guest,
  component: lazyRouteComponent(() => import("@/pages/sign-in/SignInPage"), "SignInPage"),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: next,
  beforeLoad: guest,
  component: lazyRouteComponent(() => import("@/pages/sign-in/SignUpPage"), "SignUpPage"),
});

/** The customer's pages lie on one map, which stays while they change. */
const customerMap = createRoute({
  getParentRoute: () => root,
  id: "customer-map",
  beforeLoad: only("CUSTOMER"),
  component: lazyRouteComponent(() => import("@/pages/customer/CustomerMap"), "CustomerMap"),
});

const order = createRoute({
  getParentRoute: () => customerMap,
  path: "/",
  validateSearch: ({ again }: Record<string, unknown>): { again?: string } => ({
    again: typeof again === "string" ? again : undefined,
  }),
  component: lazyRouteComponent(() => import("@/pages/customer/OrderPage"), "OrderPage"),
});

const orderDetail = createRoute({
  getParentRoute: () => customerMap,
  path: "/orders/$id",
  component: lazyRouteComponent(() => import("@/pages/customer/FollowPage"), "FollowPage"),
});

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  beforeLoad: only("CUSTOMER"),
  component: lazyRouteComponent(() => import("@/pages/customer/HistoryPage"), "HistoryPage"),
});

const drive = createRoute({
  getParentRoute: () => root,
  path: "/drive",
  beforeLoad: only("DRIVER"),
  component: lazyRouteComponent(() => import("@/pages/driver/DrivePage"), "DrivePage"),
});

const city = createRoute({
  getParentRoute: () => root,
  path: "/city",
  beforeLoad: only("ADMIN"),
  component: lazyRouteComponent(() => import("@/pages/operator/CityPage"), "CityPage"),
});

const board = createRoute({
  getParentRoute: () => root,
  path: "/board",
  beforeLoad: only("ADMIN"),
  validateSearch: ({ status }: Record<string, unknown>): { status?: OrderState } =>
    // Said outright: what is only left out stays as it was asked for.
    ({
      status:
        typeof status === "string" && status in texts.state ? (status as OrderState) : undefined,
    }),
  component: lazyRouteComponent(() => import("@/pages/operator/BoardPage"), "BoardPage"),
});

const boardDetail = createRoute({
  getParentRoute: () => root,
  path: "/board/$id",
  beforeLoad: only("ADMIN"),
  component: lazyRouteComponent(
    () => import("@/pages/operator/OrderDetailPage"),
    "OrderDetailPage",
  ),
});

const figures = createRoute({
  getParentRoute: () => root,
  path: "/figures",
  beforeLoad: only("ADMIN"),
  component: lazyRouteComponent(() => import("@/pages/operator/FiguresPage"), "FiguresPage"),
});

/** Not in what is delivered: the city with thousands of made-up drivers, to measure frames. */
const benches =
  import.meta.env.MODE === "production"
    ? []
    : [
        createRoute({
          getParentRoute: () => root,
          path: "/bench/city",
          component: lazyRouteComponent(() => import("@/pages/operator/CityBench"), "CityBench"),
        }),
      ];

const routeTree = root.addChildren([
  signIn,
  signUp,
  customerMap.addChildren([order, orderDetail]),
  orders,
  drive,
  city,
  board,
  boardDetail,
  figures,
  ...benches,
]);

/** All pages, over the browser's history or another. */
export const routerOver = (history?: RouterHistory) =>
  createRouter({
    routeTree,
    history,
    defaultPreload: "intent",
    defaultErrorComponent: Failed,
    defaultPendingComponent: Pending,
    defaultPendingMs: 150,
    scrollRestoration: true,
  });

export const router = routerOver();

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
