import createClient from "openapi-fetch";
import type { paths } from "@/generated/api";
import { Problem } from "./problem";
import { Session } from "./session";

export const session = new Session();

/** Sends a request in the name of whoever is signed in, a second time if the token was refused. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.accessToken();
  // Whoever has just signed out may have a page open yet that asks.
  if (!token) throw Problem.signedOut();
  const response = await send(request, token);
  if (response.status !== 401) return response;
  const fresh = await session.accessToken(token);
  return fresh ? send(again, fresh) : response;
}

function send(request: Request, token: string): Promise<Response> {
  request.headers.set("Authorization", `Bearer ${token}`);
  return fetch(request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw Problem.unreached();
  });
}

/** Every operation of the API, by its path and typed by the schema. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: authorisedFetch,
});

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await Problem.of(response);
  },
});

/** What an operation answered. Whatever else became of it was thrown as a {@link Problem}. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
