import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { useScheme } from "@/theme/theme";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { NoMap } from "./NoMap";
import { palettes } from "./palette";
import { type Insets, type Sight, type Stage, StageContext, ViewContext } from "./stage";
import { useTurn } from "./useTurn";

const MapCanvas = lazy(() => import("./MapCanvas"));

const NOTHING: Insets = { top: 0, left: 0, bottom: 0 };

interface Props {
  /** that it is what the page is about: it does not wait until something is to be in sight */
  isNeeded?: boolean;
  children: ReactNode;
}

/** A map that fills its place and stays while the pages on it change. */
export function MapStage({ isNeeded = false, children }: Props) {
  const [stage, setStage] = useState<Stage | null>(null);
  const [insets, setInsets] = useState(NOTHING);
  const [sight, setSight] = useState<Sight | null>(null);
  const isTurn = useTurn(isNeeded || sight !== null);
  const view = useMemo(() => ({ setInsets, setSight }), []);
  return (
    <StageContext value={stage}>
      <ViewContext value={view}>
        <div className="absolute inset-0">
          <Ground />
          {isTurn && (
            <ErrorBoundary fallback={<NoMap />}>
              <Suspense>
                <MapCanvas insets={insets} sight={sight} onStage={setStage} />
              </Suspense>
            </ErrorBoundary>
          )}
        </div>
        {children}
      </ViewContext>
    </StageContext>
  );
}

/** What is there before the map: as much of its look as is for nothing. */
function Ground() {
  const { ground, graticule } = palettes[useScheme()];
  return (
    <div
      className="absolute inset-0"
      style={{
        backgroundColor: ground,
        backgroundImage: `linear-gradient(${graticule} 1px, transparent 1px), linear-gradient(90deg, ${graticule} 1px, transparent 1px)`,
        backgroundSize: "9rem 9rem",
      }}
    />
  );
}
