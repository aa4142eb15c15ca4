import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { ticket } from "@/api/ticket";
import { useUser } from "@/api/useUser";
import { live } from "@/live/store";
import { queries } from "./queries";
import { router } from "./router";

/** The whole client. Whoever signs in gets a socket; whoever signs out leaves nothing behind. */
export function App() {
  const user = useUser();
  useEffect(() => {
    void router.invalidate();
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
