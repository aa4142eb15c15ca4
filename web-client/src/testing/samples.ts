import { readFileSync } from "node:fs";
import type { OrderView, ServerMessage } from "@/generated/server-message";

type Type = ServerMessage["type"];
type Message<T extends Type> = Extract<ServerMessage, { type: T }>;

/** A message as schemas/samples has it, changed where a test needs it. */
export function sample<T extends Type>(type: T, changes: Partial<Message<T>> = {}): Message<T> {
  const file = `../schemas/samples/socket-server-message.${type}.json`;
  return { ...(JSON.parse(readFileSync(file, "utf8")) as Message<T>), ...changes };
}

/** The order that the samples are about. */
export function sampleOrder(changes: Partial<OrderView> = {}): OrderView {
  return { ...sample("ORDER_PLACED").order, ...changes };
}
