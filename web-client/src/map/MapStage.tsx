import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { NoMap } from "./NoMap";
import { type Insets, type Sight, type Stage, StageContext, ViewContext } from "./stage";

const MapCanvas = lazy(() => import("./MapCanvas"));

const NOTHING: Insets = { top: 0, left: 0, bottom: 0 };

/** A map that fills its place and stays while the pages on it change. */
export function MapStage({ children }: { children: ReactNode }) {
  const [stage, setStage] = useState<Stage | null>(null);
  const [insets, setInsets] = useState(NOTHING);
  const [sight, setSight] = useState<Sight | null>(null);
  const view = useMemo(() => ({ setInsets, setSight }), []);
  return (
    <StageContext value={stage}>
      <ViewContext value={view}>
        <div className="absolute inset-0 bg-background">
          <ErrorBoundary fallback={<NoMap />}>
            <Suspense>
              <MapCanvas insets={insets} sight={sight} onStage={setStage} />
            </Suspense>
          </ErrorBoundary>
        </div>
        {children}
      </ViewContext>
    </StageContext>
  );
}
