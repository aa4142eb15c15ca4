import type { LucideIcon } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { cn } from "./cn";

interface Props<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: string; hint?: string; icon: LucideIcon }[];
}

/** One of a few, as tiles beside each other. */
export function Choice<T extends string>({ label, value, onChange, choices }: Props<T>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(chosen) => onChange(chosen as T)}
      className="grid auto-cols-fr grid-flow-col gap-2"
    >
      {choices.map(({ value: own, label: name, hint, icon: Icon }) => (
        <RadioGroup.Item
          key={own}
          value={own}
          className={cn(
            "grid content-start justify-items-start gap-1.5 rounded-2xl border bg-card p-3 text-left transition-colors hover:bg-muted",
            "data-[state=checked]:border-transparent data-[state=checked]:bg-primary-soft data-[state=checked]:ring-2 data-[state=checked]:ring-primary",
          )}
        >
          <Icon aria-hidden className="size-5" />
          <span className="font-semibold text-sm">{name}</span>
          {hint && <span className="text-muted-foreground text-xs leading-snug">{hint}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
