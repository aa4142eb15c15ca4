import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { ticket } from "@/api/ticket";
import { useUser } from "@/api/useUser";
import { live } from "@/live/store";
import { queries } from "./queries";
import { router } from "./router";

/** The whole client. Whoever signs in gets a socket; whoever signs out leaves nothing behind. */
export function App() {
  const user = useUser();
  const routedFor = useRef(user);
  useEffect(() => {
    // The first page is for whom it was found.
    if (routedFor.current !== user) void router.invalidate();
    routedFor.current = user;
    if (!user) return;
    const disconnect = live.connect(ticket);
    return () => {
      disconnect();
      queries.clear();
    };
  }, [user]);
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
