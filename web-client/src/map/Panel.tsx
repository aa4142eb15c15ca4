import { type ReactNode, use, useEffect, useRef } from "react";
import { cn } from "@/ui/cn";
import { ViewContext } from "./stage";

/** The height of the shell's bar, which lies over the map. */
const BAR_PX = 56;
const DESK = "(min-width: 768px)";

interface Props {
  label: string;
  className?: string;
  children: ReactNode;
}

/** What a page says beside its map: a sheet from below on a phone, a card at the side on a desk. */
export function Panel({ label, className, children }: Props) {
  const place = useRef<HTMLElement>(null);
  const { setInsets } = use(ViewContext);
  useEffect(() => {
    const panel = place.current!;
    const desk = matchMedia(DESK);
    const measure = () => {
      const { width, height } = panel.getBoundingClientRect();
      setInsets(
        desk.matches
          ? { top: BAR_PX, left: width + 16, bottom: 0 }
          : { top: BAR_PX, left: 0, bottom: height },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(panel);
    desk.addEventListener("change", measure);
    return () => {
      observer.disconnect();
      desk.removeEventListener("change", measure);
    };
  }, [setInsets]);
  return (
    <section
      ref={place}
      aria-label={label}
      className={cn(
        "absolute inset-x-0 bottom-0 z-10 flex max-h-[68dvh] flex-col overflow-hidden rounded-t-3xl border-t bg-card shadow-float",
        "pb-[env(safe-area-inset-bottom)]",
        "md:inset-x-auto md:top-18 md:bottom-auto md:left-4 md:max-h-[calc(100dvh-5.5rem)] md:w-[25rem] md:rounded-3xl md:border",
        "3xl:w-[30rem]",
        className,
      )}
    >
      {children}
    </section>
  );
}

/** The part of a panel that scrolls when there is more than fits. */
export function PanelBody({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn("min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-5", className)}>
      {children}
    </div>
  );
}

/** The part of a panel that stays in sight below what scrolls. */
export function PanelFooter({ children }: { children: ReactNode }) {
  return <div className="border-t bg-card px-5 py-4">{children}</div>;
}
