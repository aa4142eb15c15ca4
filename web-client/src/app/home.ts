import type { User } from "@/api/session";

/** Where each role's work is. */
export const home = {
  CUSTOMER: "/",
  DRIVER: "/drive",
  ADMIN: "/city",
  SYSTEM: "/",
} as const satisfies Record<User["role"], string>;
