import { useMutation } from "@tanstack/react-query";
import { RadioGroup } from "radix-ui";
import { useState } from "react";
import { Problem } from "@/api/problem";
import { readable } from "@/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { FormError } from "@/ui/field";

interface Words {
  title: string;
  body: string;
  reason: string;
  reasons: readonly [string, ...string[]];
  confirm: string;
  keep: string;
  /** said where it was decided otherwise */
  late: string;
}

interface Props {
  words: Words;
  cancel: (reason: string) => Promise<unknown>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks whether, and why. */
export function CancelDialog({ words, cancel, open, onOpenChange }: Props) {
  const [reason, setReason] = useState(words.reasons[0]);
  const cancelling = useMutation({
    mutationFn: () => cancel(reason),
    onSuccess: () => onOpenChange(false),
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.title} description={words.body}>
      <RadioGroup.Root
        aria-label={words.reason}
        value={reason}
        onValueChange={setReason}
        className="grid gap-1"
      >
        {words.reasons.map((one) => (
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
      <FormError>{cancelling.error && why(cancelling.error, words)}</FormError>
      <div className="grid grid-cols-2 gap-2">
        <Button variant="secondary" size="lg" onClick={() => onOpenChange(false)}>
          {words.keep}
        </Button>
        <Button
          variant="destructive"
          size="lg"
          busy={cancelling.isPending}
          onClick={() => cancelling.mutate()}
        >
          {words.confirm}
        </Button>
      </div>
    </Dialog>
  );
}

function why(error: Error, { late }: Words): string {
  return error instanceof Problem && error.status === 409 ? late : readable(error);
}
