import { Problem } from "@/api/problem";
import { en } from "./en";

/** What went wrong, for people. */
export function readable(error: unknown): string {
  if (!(error instanceof Problem)) return en.problem.unexpected;
  switch (error.status) {
    case 0:
      return en.problem.unreached;
    case 401:
      return en.problem.signedOut;
    case 403:
      return en.problem.forbidden;
    case 404:
      return en.problem.notFound;
    case 429:
      return en.problem.tooOften(error.retryAfterS);
    case 400:
    case 409:
    case 413:
    case 422:
      return sentence(error.message);
    default:
      return error.status >= 500 ? en.problem.busy : en.problem.unexpected;
  }
}

/** The server's word on it, which is meant for people too. */
function sentence(detail: string): string {
  const start = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
