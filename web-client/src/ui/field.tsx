import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

export const inputClasses =
  "h-12 w-full rounded-xl border border-input/60 bg-card px-3.5 text-base text-foreground transition-colors placeholder:text-muted-foreground hover:border-input focus-visible:border-ring focus-visible:outline-offset-0 aria-invalid:border-destructive";

interface Props extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: string;
  error?: string;
  /** at the end of the input, over it */
  action?: ReactNode;
}

/** An input with its label, a hint, and what is wrong with it. */
export function Field({ label, hint, error, action, className, ...input }: Props) {
  const id = useId();
  const said = error ?? hint;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={said ? `${id}said` : undefined}
          className={cn(inputClasses, action && "pr-12", className)}
          {...input}
        />
        {action && (
          <div className="absolute inset-y-0 right-1 grid place-items-center">{action}</div>
        )}
      </div>
      {said && (
        <p
          id={`${id}said`}
          className={cn("text-sm", error ? "text-destructive" : "text-muted-foreground")}
        >
          {said}
        </p>
      )}
    </div>
  );
}

/** What came of a form as a whole. */
export function FormError({ children }: { children?: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children && (
        <p className="rounded-xl bg-destructive-soft px-4 py-3 text-destructive text-sm">
          {children}
        </p>
      )}
    </div>
  );
}
