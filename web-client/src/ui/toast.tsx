import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useSyncExternalStore } from "react";
import { texts } from "@/texts";
import { cn } from "./cn";

interface Toast {
  id: number;
  text: string;
  tone: "plain" | "bad";
}

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something in passing. The same text is not said twice at a time. */
export function toast(text: string, tone: Toast["tone"] = "plain"): void {
  set([...toasts.filter((shown) => shown.text !== text), { id: ++count, text, tone }]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where what is said in passing appears. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <Radix.Provider duration={6000} swipeDirection="up">
      {shown.map(({ id, text, tone }) => (
        <Radix.Root
          key={id}
          onOpenChange={() => set(toasts.filter((toast) => toast.id !== id))}
          className={cn(
            "flex animate-enter items-center gap-3 rounded-2xl border bg-card py-3 pr-2 pl-4 shadow-float",
            "data-[swipe=move]:translate-y-(--radix-toast-swipe-move-y)",
            tone === "bad" && "border-destructive/40",
          )}
        >
          <Radix.Description className="flex-1 text-sm">{text}</Radix.Description>
          <Radix.Close
            aria-label={texts.close}
            className="grid size-8 place-items-center rounded-full text-muted-foreground hover:bg-muted"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed inset-x-4 top-18 z-50 mx-auto grid max-w-md gap-2 md:right-4 md:left-auto md:w-96" />
    </Radix.Provider>
  );
}
