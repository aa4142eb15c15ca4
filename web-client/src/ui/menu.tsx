import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const item =
  "flex h-10 cursor-default items-center gap-3 rounded-lg px-3 text-sm outline-none data-highlighted:bg-muted [&_svg]:size-4 [&_svg]:text-muted-foreground";

/** A menu below the button that opens it. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    // Not modal: that would write a style element, which the CSP forbids.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={8}
          collisionPadding={8}
          className="z-50 min-w-56 animate-fade rounded-2xl border bg-card p-1.5 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({ className, ...props }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={cn(item, className)} {...props} />;
}

export function MenuLabel({ className, ...props }: ComponentProps<typeof Radix.Label>) {
  return (
    <Radix.Label
      className={cn("px-3 pt-2 pb-1 font-medium text-muted-foreground text-xs", className)}
      {...props}
    />
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="mx-1 my-1.5 h-px bg-border" />;
}

interface ChoiceProps<T extends string> {
  value: T;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: string; icon: ReactNode }[];
}

/** One of several, marked. */
export function MenuChoice<T extends string>({ value, onChange, choices }: ChoiceProps<T>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as T)}>
      {choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={item}>
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
