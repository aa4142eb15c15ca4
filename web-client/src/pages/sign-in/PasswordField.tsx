import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { texts } from "@/texts";
import { Field } from "@/ui/field";

/** A password, which can be shown. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, "label" | "type">) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field
      label={texts.signIn.password}
      type={shown ? "text" : "password"}
      action={
        <button
          type="button"
          aria-label={shown ? texts.signIn.hidePassword : texts.signIn.showPassword}
          onClick={() => setShown(!shown)}
          className="grid size-10 place-items-center rounded-lg text-muted-foreground hover:text-foreground"
        >
          <Icon aria-hidden className="size-5" />
        </button>
      }
      {...props}
    />
  );
}
