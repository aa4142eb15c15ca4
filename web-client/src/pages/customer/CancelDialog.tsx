import { useMutation } from "@tanstack/react-query";
import { RadioGroup } from "radix-ui";
import { useState } from "react";
import { Problem } from "@/api/problem";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { FormError } from "@/ui/field";
import { cancelOrder } from "./requests";

interface Props {
  orderId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks whether, and why. */
export function CancelDialog({ orderId, open, onOpenChange }: Props) {
  const [reason, setReason] = useState<string>(texts.cancel.reasons[0]);
  const cancel = useMutation({
    mutationFn: () => cancelOrder(orderId, reason),
    onSuccess: () => onOpenChange(false),
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={texts.cancel.title}
      description={texts.cancel.body}
    >
      <RadioGroup.Root
        aria-label={texts.cancel.reason}
        value={reason}
        onValueChange={setReason}
        className="grid gap-1"
      >
        {texts.cancel.reasons.map((one) => (
          <RadioGroup.Item
            key={one}
            value={one}
            className="group flex h-12 items-center gap-3 rounded-xl px-3 text-left hover:bg-muted data-[state=checked]:bg-primary-soft"
          >
            <span className="grid size-5 place-items-center rounded-full border-2 border-input group-data-[state=checked]:border-foreground">
              <RadioGroup.Indicator className="size-2.5 rounded-full bg-foreground" />
            </span>
            {one}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <FormError>{cancel.error && why(cancel.error)}</FormError>
      <div className="grid grid-cols-2 gap-2">
        <Button variant="secondary" size="lg" onClick={() => onOpenChange(false)}>
          {texts.cancel.keep}
        </Button>
        <Button
          variant="destructive"
          size="lg"
          busy={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {texts.cancel.confirm}
        </Button>
      </div>
    </Dialog>
  );
}

function why(error: Error): string {
  return error instanceof Problem && error.status === 409 ? texts.cancel.late : readable(error);
}
