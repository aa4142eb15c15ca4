import { QueryClient } from "@tanstack/react-query";
import { Problem } from "@/api/problem";

const TRIES = 3;

/** What was asked of the API; asked again only where that may help. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < TRIES && error instanceof Problem && error.passing && error.status !== 429,
    },
    mutations: { retry: false },
  },
});
