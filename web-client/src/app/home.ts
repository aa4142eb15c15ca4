import type { User } from "@/api/session";

type Role = User["role"];

/** Where each role's work is. */
export const home = {
  CUSTOMER: "/",
  DRIVER: "/drive",
  ADMIN: "/city",
  SYSTEM: "/",
} as const satisfies Record<Role, string>;
