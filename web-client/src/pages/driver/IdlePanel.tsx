import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff, LocateOff, Pencil, Volume2, VolumeX } from "lucide-react";
import type { ReactNode } from "react";
import type { ShiftState } from "@/generated/client-message";
import { useConnection } from "@/live/hooks";
import { Panel, PanelBody, PanelFooter } from "@/map/Panel";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { FormError } from "@/ui/field";
import { LastOrder } from "./LastOrder";
import { changeShift, type Me, me as mine } from "./requests";
import { useNotificationPermission } from "./useAlarm";
import { canSimulate, type Trouble } from "./usePosition";

interface Props {
  me: Me;
  isLoud: boolean;
  onLoud: (isLoud: boolean) => void;
  isLocated: boolean;
  trouble?: Trouble;
  onEdit: () => void;
  simulation: boolean;
  onSimulate: (isOn: boolean) => void;
}

/** Offline, or online with nothing to do yet. */
export function IdlePanel({ me, isLoud, onLoud, isLocated, trouble, onEdit, ...drive }: Props) {
  const queries = useQueryClient();
  const shift = useMutation({
    mutationFn: (state: ShiftState) => changeShift(state),
    onSuccess: async (_, state) => {
      // What is on its way was asked before, and may not know it yet.
      await queries.cancelQueries({ queryKey: mine.queryKey });
      queries.setQueryData(mine.queryKey, (known) => known && { ...known, state });
    },
  });
  const isOnline = me.state === "ONLINE";
  return (
    <Panel label={texts.nav.drive}>
      <PanelBody className="grid content-start gap-4">
        <Headline isOnline={isOnline} isLocated={isLocated} />
        <LastOrder />
        {isOnline && trouble && (
          <Hint icon={LocateOff}>
            {trouble === "denied" ? texts.drive.denied : texts.drive.unavailable}
          </Hint>
        )}
        {isOnline && <NotificationHint />}
        <button
          type="button"
          onClick={onEdit}
          className="flex items-center gap-3.5 rounded-2xl bg-muted px-4 py-3.5 text-left transition-colors hover:bg-border"
        >
          <span className="grid min-w-0 flex-1">
            <span className="truncate font-semibold">{me.name}</span>
            <span className="truncate text-muted-foreground text-sm">
              {[me.vehicle, me.plate].filter(Boolean).join(" · ") || texts.profile.noVehicle}
            </span>
            <span className="truncate text-muted-foreground text-sm">
              {me.kinds.length > 0
                ? me.kinds.map((kind) => texts.kind[kind]).join(", ")
                : texts.profile.allKinds}
            </span>
          </span>
          <Pencil aria-hidden className="size-4 text-muted-foreground" />
          <span className="sr-only">{texts.profile.edit}</span>
        </button>
        {canSimulate() && isOnline && (
          <label className="flex min-h-11 items-center justify-between gap-3 px-1 text-sm">
            <span className="grid">
              <span className="font-medium">{texts.drive.simulate}</span>
              <span className="text-muted-foreground text-xs">{texts.drive.simulateHint}</span>
            </span>
            <input
              type="checkbox"
              checked={drive.simulation}
              onChange={(event) => drive.onSimulate(event.target.checked)}
              className="size-5 accent-primary"
            />
          </label>
        )}
        <FormError>{shift.error && readable(shift.error)}</FormError>
      </PanelBody>
      <PanelFooter>
        <div className="grid grid-cols-[1fr_auto] gap-2">
          <Button
            variant={isOnline ? "secondary" : "primary"}
            size="lg"
            busy={shift.isPending}
            onClick={() => shift.mutate(isOnline ? "OFFLINE" : "ONLINE")}
          >
            {isOnline ? texts.drive.goOffline : texts.drive.goOnline}
          </Button>
          <Button
            variant="outline"
            size="icon"
            aria-pressed={isLoud}
            aria-label={texts.drive.sound}
            onClick={() => onLoud(!isLoud)}
            className="size-13"
          >
            {isLoud ? <Volume2 aria-hidden /> : <VolumeX aria-hidden />}
          </Button>
        </div>
      </PanelFooter>
    </Panel>
  );
}

function Headline({ isOnline, isLocated }: { isOnline: boolean; isLocated: boolean }) {
  const isConnected = useConnection() === "OPEN";
  const hint = !isOnline
    ? texts.drive.offlineHint
    : !isConnected
      ? texts.drive.disconnected
      : isLocated
        ? texts.drive.waitingHint
        : texts.drive.locating;
  return (
    <div className="flex items-center gap-4">
      <span aria-hidden className="relative grid size-12 shrink-0 place-items-center">
        {isOnline && isConnected && isLocated && (
          <span className="absolute size-5 animate-beacon rounded-full bg-primary" />
        )}
        <span
          className={`size-5 rounded-full border-4 border-card shadow-float ${isOnline ? "bg-primary" : "bg-input"}`}
        />
      </span>
      <div className="grid gap-0.5" role="status">
        <h1 className="font-bold text-2xl leading-tight">
          {isOnline ? texts.drive.waiting : texts.drive.offline}
        </h1>
        <p className="text-muted-foreground text-sm">{hint}</p>
      </div>
    </div>
  );
}

/** Asked once there is something to be notified of: a driver who is online. */
function NotificationHint() {
  const [permission, ask] = useNotificationPermission();
  if (permission === "default") {
    return (
      <Hint
        icon={Bell}
        action={
          <Button size="sm" variant="outline" onClick={ask}>
            {texts.drive.allow}
          </Button>
        }
      >
        {texts.drive.notify}
      </Hint>
    );
  }
  return permission === "denied" ? <Hint icon={BellOff}>{texts.drive.notNotified}</Hint> : null;
}

interface HintProps {
  icon: typeof Bell;
  action?: ReactNode;
  children: ReactNode;
}

function Hint({ icon: Icon, action, children }: HintProps) {
  return (
    <div className="flex items-center gap-3 rounded-2xl border px-4 py-3 text-sm">
      <Icon aria-hidden className="size-5 shrink-0 text-muted-foreground" />
      <p className="flex-1">{children}</p>
      {action}
    </div>
  );
}
