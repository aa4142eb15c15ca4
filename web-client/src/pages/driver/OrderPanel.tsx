import { useMutation } from "@tanstack/react-query";
import { ArrowUp, CornerUpLeft, CornerUpRight } from "lucide-react";
import { useState } from "react";
import type { OrderView } from "@/generated/server-message";
import { Unanswered } from "@/live/connection";
import { live } from "@/live/store";
import { distanceM, lengthM } from "@/map/geometry";
import { Panel, PanelBody, PanelFooter } from "@/map/Panel";
import { CancelDialog } from "@/orders/CancelDialog";
import { Details } from "@/orders/Details";
import { cancelOrder } from "@/orders/requests";
import { canCancel, stageOf } from "@/orders/stages";
import type { Way } from "@/orders/useWay";
import { distance, minutes, readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { FormError } from "@/ui/field";
import { nextTurn } from "./drive";
import type { Position } from "./usePosition";

type Step = "ARRIVED" | "PICKUP" | "DELIVER";

/** From further away somebody may have touched the button by mistake. */
const NEAR_M = 300;

interface Props {
  view: OrderView;
  position?: Position;
  way: Way | null;
}

/** The order that the driver has: where to, and what next. */
export function OrderPanel({ view, position, way }: Props) {
  const [cancelling, setCancelling] = useState(false);
  const [doubting, setDoubting] = useState(false);
  const step = stepOf(view);
  const place = step === "DELIVER" ? view.dropoff : view.pickup;
  const awayM = position ? distanceM(position, place) : 0;
  const take = useMutation({
    mutationFn: () => live.socket.ask({ type: step, orderId: view.orderId }),
    onSettled: () => setDoubting(false),
  });
  const error = take.error;
  return (
    <Panel label={texts.drive.order}>
      <PanelBody className="grid content-start gap-4">
        <div className="flex items-start justify-between gap-4">
          <div className="grid gap-1">
            <h1 aria-live="polite" className="font-bold text-2xl leading-tight">
              {texts.drive.headline[step](texts.kind[view.kind])}
            </h1>
            <p className="text-muted-foreground text-sm">{texts.drive.hint[step]}</p>
          </div>
          {way && (
            <p className="grid shrink-0 justify-items-end text-right">
              <span className="font-bold text-2xl leading-tight tabular">
                {minutes(way.remainingS)}
              </span>
              <span className="text-muted-foreground text-xs tabular">
                {distance(lengthM(way.path))}
              </span>
            </p>
          )}
        </div>
        {way && <NextTurn way={way} />}
        <Details view={view} />
        <FormError>
          {error && (error instanceof Unanswered ? texts.drive.unanswered : readable(error))}
        </FormError>
      </PanelBody>
      <PanelFooter>
        <div className="grid grid-cols-[auto_1fr] gap-2">
          {canCancel(view.status) && (
            <Button variant="secondary" size="xl" onClick={() => setCancelling(true)}>
              {texts.drive.giveUp}
            </Button>
          )}
          <Button
            size="xl"
            busy={take.isPending}
            onClick={() => (awayM > NEAR_M ? setDoubting(true) : take.mutate())}
            className="col-start-[-2] data-[alone=true]:col-span-2"
            data-alone={!canCancel(view.status)}
          >
            {texts.drive.action[step][view.kind]}
          </Button>
        </div>
      </PanelFooter>
      <CancelDialog
        words={texts.drive.cancel}
        cancel={(reason) => cancelOrder(view.orderId, reason)}
        open={cancelling}
        onOpenChange={setCancelling}
      />
      <Dialog
        open={doubting}
        onOpenChange={setDoubting}
        title={texts.drive.far(distance(awayM))}
        description={texts.drive.farHint}
      >
        <div className="grid grid-cols-2 gap-2">
          <Button variant="secondary" size="lg" onClick={() => setDoubting(false)}>
            {texts.drive.notYet}
          </Button>
          <Button size="lg" busy={take.isPending} onClick={() => take.mutate()}>
            {texts.drive.action[step][view.kind]}
          </Button>
        </div>
      </Dialog>
    </Panel>
  );
}

function stepOf({ status }: OrderView): Step {
  if (stageOf(status) === "trip") return "DELIVER";
  return status === "ARRIVED" ? "PICKUP" : "ARRIVED";
}

function NextTurn({ way }: { way: Way }) {
  const turn = nextTurn(way.path);
  const Icon = turn ? (turn.to === "LEFT" ? CornerUpLeft : CornerUpRight) : ArrowUp;
  return (
    <p className="flex items-center gap-3.5 rounded-2xl bg-foreground px-4 py-3 font-semibold text-background">
      <Icon aria-hidden className="size-6 shrink-0" />
      {turn ? texts.drive.turn[turn.to](distance(turn.inM)) : texts.drive.straight}
    </p>
  );
}
