import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, authorisedFetch } from "@/api/client";
import { Problem } from "@/api/problem";
import type { OrderState } from "@/generated/server-message";

const PAGE = 30;
const BOARD_MS = 5_000;
const HEALTH_MS = 10_000;

/** All orders, the newest first, or those in one state. */
export const board = (status: OrderState | undefined) =>
  infiniteQueryOptions({
    queryKey: ["board", status],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/orders", {
          params: { query: { status, limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: BOARD_MS,
  });

export const reassign = (id: string) =>
  answer(api.POST("/orders/{id}/reassign", { params: { path: { id } } }));

export interface Health {
  status: string;
  components?: Record<string, { status: string }>;
}

/** How the service and what it needs are; asked beside the API, and answered with 503 too. */
export const health = queryOptions({
  queryKey: ["health"],
  queryFn: async ({ signal }): Promise<Health> => {
    const url = new URL("/actuator/health", location.origin);
    const response = await authorisedFetch(new Request(url, { signal }));
    if (!response.ok && response.status !== 503) throw await Problem.of(response);
    return (await response.json()) as Health;
  },
  refetchInterval: HEALTH_MS,
});
