import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const button = cva(
  "inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded-xl font-semibold transition-[background-color,color,transform,opacity] duration-150 active:scale-[0.985] disabled:pointer-events-none disabled:opacity-45 aria-busy:pointer-events-none [&_svg]:size-[1.15em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground hover:bg-primary-hover",
        secondary: "bg-muted text-foreground hover:bg-border",
        outline: "border border-border bg-card text-foreground hover:bg-muted",
        ghost: "text-foreground hover:bg-muted",
        destructive: "bg-destructive-soft text-destructive hover:bg-destructive hover:text-card",
        link: "h-auto rounded-sm px-0 font-semibold underline decoration-primary decoration-2 underline-offset-4 hover:decoration-foreground",
      },
      size: {
        sm: "h-9 px-3 text-sm",
        md: "h-11 px-4 text-[0.9375rem]",
        lg: "h-13 px-5 text-base",
        xl: "h-15 px-5 text-lg",
        icon: "size-11",
      },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0" }],
    defaultVariants: { variant: "primary", size: "md" },
  },
);

interface Props extends ComponentProps<"button">, VariantProps<typeof button> {
  asChild?: boolean;
  /** shows that what it started is under way, without changing its size */
  busy?: boolean;
}

export function Button({ className, variant, size, asChild, busy, children, ...props }: Props) {
  const classes = cn(button({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} aria-busy={busy || undefined} {...props}>
      {busy ? (
        <span className="relative inline-flex items-center gap-2">
          <span className="opacity-60">{children}</span>
          <span
            aria-hidden
            className="absolute inset-x-0 -bottom-1.5 h-0.5 overflow-hidden rounded-full"
          >
            <span className="block h-full w-1/3 animate-sweep rounded-full bg-current" />
          </span>
        </span>
      ) : (
        children
      )}
    </button>
  );
}
