import { lazy, type ReactNode, Suspense, useState } from "react";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { NoMap } from "./NoMap";
import { type Insets, InsetsContext, type Stage, StageContext } from "./stage";

const MapCanvas = lazy(() => import("./MapCanvas"));

const NOTHING: Insets = { top: 0, left: 0, bottom: 0 };

/** A map that fills its place and stays while the pages on it change. */
export function MapStage({ children }: { children: ReactNode }) {
  const [stage, setStage] = useState<Stage | null>(null);
  const [insets, setInsets] = useState(NOTHING);
  return (
    <StageContext value={stage}>
      <InsetsContext value={setInsets}>
        <div className="absolute inset-0 bg-background">
          <ErrorBoundary fallback={<NoMap />}>
            <Suspense>
              <MapCanvas insets={insets} onStage={setStage} />
            </Suspense>
          </ErrorBoundary>
        </div>
        {children}
      </InsetsContext>
    </StageContext>
  );
}
