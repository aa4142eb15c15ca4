import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { texts } from "@/texts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children: ReactNode;
}

/** A question that has to be answered first: from below on a phone, in the middle on a desk. */
export function Dialog({ open, onOpenChange, title, description, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        {/* Not Radix's overlay: that one writes a style element, which the CSP forbids. */}
        <div aria-hidden className="fixed inset-0 z-40 animate-fade bg-black/50" />
        <Radix.Content className="fixed inset-x-0 bottom-0 z-50 grid max-h-[90dvh] animate-enter gap-4 overflow-y-auto rounded-t-3xl bg-card p-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] shadow-float sm:inset-0 sm:m-auto sm:h-fit sm:max-w-md sm:rounded-3xl">
          <div className="flex items-start gap-4">
            <div className="grid flex-1 gap-1">
              <Radix.Title className="font-semibold text-xl">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-muted-foreground text-sm">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label={texts.close}
              className="-mt-2 -mr-2 grid size-10 place-items-center rounded-full text-muted-foreground hover:bg-muted"
            >
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
