import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { act, render } from "@testing-library/react";
import type { User } from "@/api/session";
import { routerOver } from "@/app/router";
import type { ServerMessage } from "@/generated/server-message";
import { live } from "@/live/store";

const SESSION = "beckon.session";

/** A request as a test sees it. */
export interface Asked {
  operation: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answered = { status?: number; body?: unknown } | undefined;
type Answer = (asked: Asked) => Answered | Promise<Answered>;

/** The whole client at an address, before a server that answers as it is told. */
export class AppUnderTest {
  readonly asked: Asked[] = [];
  private readonly answers: [operation: string, answer: Answer][] = [];
  private readonly realFetch = globalThis.fetch;

  /** An operation is a method and a path; what nobody answers is 404. */
  on(operation: string, answer: Answer): this {
    this.answers.unshift([operation, answer]);
    return this;
  }

  /** What was asked of an operation. */
  askedFor(operation: string): Asked[] {
    return this.asked.filter((asked) => asked.operation === operation);
  }

  async open(address: string, role: User["role"] = "CUSTOMER") {
    globalThis.fetch = (input, init) => this.answer(new Request(input, init));
    const user: User = { id: "1", email: "ada@example.org", name: "Ada", role };
    const session = { user, accessToken: "t", refreshToken: "r", expiresAt: Date.now() + 1e9 };
    localStorage.setItem(SESSION, JSON.stringify(session));
    window.dispatchEvent(new StorageEvent("storage", { key: SESSION }));
    const router = routerOver(createMemoryHistory({ initialEntries: [address] }));
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    render(
      <QueryClientProvider client={queries}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>,
    );
    await act(() => router.load());
    return router;
  }

  close() {
    globalThis.fetch = this.realFetch;
    localStorage.clear();
    window.dispatchEvent(new StorageEvent("storage", { key: SESSION }));
    live.dispatch({ type: "FORGET" });
  }

  private async answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    const asked: Asked = {
      operation: `${request.method} ${pathname}`,
      query: searchParams,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    this.asked.push(asked);
    const found = this.answers.find(([operation]) => operation === asked.operation);
    const answered = (await found?.[1](asked)) ?? { status: 404, body: { status: 404 } };
    const { status = 200, body } = answered;
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { "Content-Type": "application/json" },
    });
  }
}

/** Says messages as if they had come on the socket. */
export function say(...messages: ServerMessage[]): void {
  act(() => {
    live.dispatch({ type: "CONNECTION", connection: "OPEN" });
    for (const message of messages) {
      live.dispatch({ type: "HEARD", message, receivedAt: Date.parse(message.at) });
    }
  });
}
