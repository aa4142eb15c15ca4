import type { components } from "@/generated/api";

type ProblemDetails = components["schemas"]["Problem"];

/** Why a request came to nothing. Status 0: the server was not reached. */
export class Problem extends Error {
  readonly status: number;
  readonly field?: string;
  readonly reason?: string;
  /** seconds after which it may be tried again */
  readonly retryAfterS?: number;

  constructor(status: number, details: Partial<ProblemDetails> = {}, retryAfterS?: number) {
    super(details.detail ?? details.title ?? `status ${status}`);
    this.name = "Problem";
    this.status = status;
    this.field = details.field;
    this.reason = details.reason;
    this.retryAfterS = retryAfterS;
  }

  static async of(response: Response): Promise<Problem> {
    const type = response.headers.get("Content-Type") ?? "";
    const details = type.includes("json")
      ? ((await response.json().catch(() => ({}))) as Partial<ProblemDetails>)
      : {};
    const wait = Number(response.headers.get("Retry-After"));
    return new Problem(response.status, details, wait > 0 ? wait : undefined);
  }

  static unreached(): Problem {
    return new Problem(0, { detail: "the server was not reached" });
  }

  static signedOut(): Problem {
    return new Problem(401, { detail: "nobody is signed in" });
  }

  /** Whether the same request may do better in a moment. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
