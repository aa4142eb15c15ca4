import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Problem } from "@/api/problem";
import type { Kind } from "@/generated/server-message";
import { KINDS, kindIcons } from "@/orders/kinds";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, FormError } from "@/ui/field";
import { changeProfile, type Me, me as mine } from "./requests";

interface Props {
  me: Me;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What customers see of a driver, and which orders the driver takes. */
export function ProfileDialog({ me, open, onOpenChange }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={texts.profile.title}
      description={texts.profile.hint}
    >
      <ProfileForm me={me} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ProfileForm({ me, onDone }: { me: Me; onDone: () => void }) {
  // None means all: that is how it is stored, and not how it is understood.
  const [kinds, setKinds] = useState<readonly Kind[]>(me.kinds.length > 0 ? me.kinds : KINDS);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const text = (field: string) => String(form.get(field)).trim();
      return changeProfile({
        name: text("name"),
        vehicle: text("vehicle") || null,
        plate: text("plate") || null,
        kinds: kinds.length === KINDS.length ? [] : [...kinds],
      });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: mine.queryKey });
      onDone();
    },
  });
  const problem = save.error instanceof Problem ? save.error : null;
  const errorOf = (field: string) => (problem?.field === field ? readable(problem) : undefined);
  const isPlaced = ["name", "vehicle", "plate"].includes(problem?.field ?? "");
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(new FormData(event.currentTarget));
      }}
    >
      <Field
        label={texts.signUp.name}
        name="name"
        defaultValue={me.name}
        error={errorOf("name")}
        autoComplete="name"
        required
      />
      <div className="grid grid-cols-[3fr_2fr] gap-3">
        <Field
          label={texts.profile.vehicle}
          name="vehicle"
          defaultValue={me.vehicle ?? ""}
          error={errorOf("vehicle")}
          placeholder={texts.profile.vehicleHint}
        />
        <Field
          label={texts.follow.plate}
          name="plate"
          defaultValue={me.plate ?? ""}
          error={errorOf("plate")}
          autoCapitalize="characters"
        />
      </div>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">{texts.profile.kinds}</legend>
        <div className="grid grid-cols-3 gap-2">
          {KINDS.map((kind) => {
            const Icon = kindIcons[kind];
            return (
              <label
                key={kind}
                className="grid cursor-pointer justify-items-start gap-1.5 rounded-2xl border p-3 font-semibold text-sm has-checked:border-transparent has-checked:bg-primary-soft has-checked:ring-2 has-checked:ring-primary has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:outline-offset-2"
              >
                <input
                  type="checkbox"
                  className="sr-only"
                  checked={kinds.includes(kind)}
                  onChange={({ target }) =>
                    setKinds(
                      KINDS.filter((one) => (one === kind ? target.checked : kinds.includes(one))),
                    )
                  }
                />
                <Icon aria-hidden className="size-5" />
                {texts.kind[kind]}
              </label>
            );
          })}
        </div>
      </fieldset>
      <FormError>
        {kinds.length === 0
          ? texts.profile.noKind
          : problem && !isPlaced
            ? readable(problem)
            : undefined}
      </FormError>
      <Button type="submit" size="lg" busy={save.isPending} disabled={kinds.length === 0}>
        {texts.profile.save}
      </Button>
    </form>
  );
}
