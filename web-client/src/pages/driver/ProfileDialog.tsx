import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Problem } from "@/api/problem";
import type { Kind } from "@/generated/server-message";
import { KINDS, kindIcons } from "@/orders/kinds";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, FormError } from "@/ui/field";
import { changeProfile, type Me, me as mine } from "./requests";

/** A profile that is being changed. */
export interface ProfileDraft {
  name: string;
  vehicle: string;
  plate: string;
  kinds: readonly Kind[];
}

export const draftOf = ({ name, vehicle, plate, kinds }: Me): ProfileDraft => ({
  name,
  vehicle: vehicle ?? "",
  plate: plate ?? "",
  // None means all: that is how it is stored, and not how it is understood.
  kinds: kinds.length > 0 ? kinds : KINDS,
});

interface Props {
  /** null: nothing is being changed */
  draft: ProfileDraft | null;
  onDraft: (draft: ProfileDraft | null) => void;
}

/** What customers see of a driver, and which orders the driver takes. */
export function ProfileDialog({ draft, onDraft }: Props) {
  return (
    <Dialog
      open={draft !== null}
      onOpenChange={() => onDraft(null)}
      title={texts.profile.title}
      description={texts.profile.hint}
    >
      {draft && <ProfileForm draft={draft} onDraft={onDraft} />}
    </Dialog>
  );
}

function ProfileForm({ draft, onDraft }: Props & { draft: ProfileDraft }) {
  const { kinds } = draft;
  const change = (changes: Partial<ProfileDraft>) => onDraft({ ...draft, ...changes });
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      changeProfile({
        name: draft.name.trim(),
        vehicle: draft.vehicle.trim() || null,
        plate: draft.plate.trim() || null,
        kinds: kinds.length === KINDS.length ? [] : [...kinds],
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: mine.queryKey });
      onDraft(null);
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
        save.mutate();
      }}
    >
      <Field
        label={texts.signUp.name}
        value={draft.name}
        onChange={({ target }) => change({ name: target.value })}
        error={errorOf("name")}
        autoComplete="name"
        required
      />
      <div className="grid grid-cols-[3fr_2fr] gap-3">
        <Field
          label={texts.profile.vehicle}
          value={draft.vehicle}
          onChange={({ target }) => change({ vehicle: target.value })}
          error={errorOf("vehicle")}
          placeholder={texts.profile.vehicleHint}
        />
        <Field
          label={texts.follow.plate}
          value={draft.plate}
          onChange={({ target }) => change({ plate: target.value })}
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
                    change({
                      kinds: KINDS.filter((one) =>
                        one === kind ? target.checked : kinds.includes(one),
                      ),
                    })
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
