import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { components } from "@/generated/api";
import type { ShiftState } from "@/generated/client-message";

export type Me = components["schemas"]["Me"];
export type Profile = components["schemas"]["Profile"];

export const me = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => answer(api.GET("/drivers/me", { signal })),
});

export const changeProfile = (profile: Profile) =>
  answer(api.PUT("/drivers/me", { body: profile }));

export const changeShift = (state: ShiftState) =>
  answer(api.PUT("/drivers/me/shift", { body: { state } }));
