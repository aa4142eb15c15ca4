import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

interface Props {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  className?: string;
}

/** What is said where there is nothing, or where something went wrong; with a way on. */
export function Empty({ icon: Icon, title, children, className }: Props) {
  return (
    <div className={cn("grid justify-items-center gap-3 px-6 py-14 text-center", className)}>
      <span className="grid size-14 place-items-center rounded-2xl bg-muted text-muted-foreground">
        <Icon aria-hidden className="size-6" />
      </span>
      <h2 className="font-semibold text-lg">{title}</h2>
      <div className="grid max-w-sm justify-items-center gap-5 text-muted-foreground text-sm">
        {children}
      </div>
    </div>
  );
}
