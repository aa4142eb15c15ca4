import { answer, api } from "./client";

/** A ticket for one socket. */
export async function ticket(): Promise<string> {
  return (await answer(api.POST("/ws/ticket"))).ticket;
}
