import { useQuery } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { MapStage } from "@/map/MapStage";
import { Panel, PanelBody } from "@/map/Panel";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Skeleton } from "@/ui/skeleton";
import { useTitle } from "@/ui/useTitle";
import { Duty } from "./Duty";
import { me } from "./requests";

/** The driver's whole work, on one map. */
export function DrivePage() {
  useTitle(texts.nav.drive);
  const profile = useQuery(me);
  return (
    <MapStage>
      {profile.data ? (
        <Duty me={profile.data} />
      ) : (
        <Panel label={texts.nav.drive}>
          {profile.error ? (
            <Empty icon={CircleAlert} title={texts.drive.failed} className="py-10">
              <p>{readable(profile.error)}</p>
              <Button onClick={() => profile.refetch()}>{texts.retry}</Button>
            </Empty>
          ) : (
            <PanelBody className="grid gap-4">
              <Skeleton className="h-8 w-2/3" />
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-16 w-full rounded-2xl" />
              <Skeleton className="h-13 w-full rounded-xl" />
            </PanelBody>
          )}
        </Panel>
      )}
    </MapStage>
  );
}
