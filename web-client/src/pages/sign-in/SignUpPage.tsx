import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { CarFront, Package } from "lucide-react";
import { useState } from "react";
import { session } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Registration } from "@/api/session";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { Field, FormError } from "@/ui/field";
import { toast } from "@/ui/toast";
import { useTitle } from "@/ui/useTitle";
import { Entrance } from "./Entrance";
import { PasswordField } from "./PasswordField";

const route = getRouteApi("/sign-up");

export function SignUpPage() {
  useTitle(texts.signUp.title);
  const { next } = route.useSearch();
  const navigate = useNavigate();
  const [role, setRole] = useState<Registration["role"]>("CUSTOMER");
  const register = useMutation({
    mutationFn: async (form: FormData) => {
      const email = String(form.get("email")).trim();
      const password = String(form.get("password"));
      const name = String(form.get("name")).trim();
      const account = await session.register({ email, password, name, role });
      return account.approved ? session.login({ email, password }) : null;
    },
    onSuccess: (user) => {
      if (user) return;
      toast(texts.signUp.waiting);
      return navigate({ to: "/sign-in" });
    },
  });
  const problem = register.error instanceof Problem ? register.error : null;
  const errorOf = (field: string) =>
    problem?.field === field ? readable(register.error) : undefined;
  const isPlaced = problem?.field && ["email", "password", "name"].includes(problem.field);
  return (
    <Entrance title={texts.signUp.welcome} lead={texts.signUp.lead}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          register.mutate(new FormData(event.currentTarget));
        }}
      >
        <Choice
          label={texts.signUp.role}
          value={role}
          onChange={setRole}
          choices={[
            {
              value: "CUSTOMER",
              label: texts.signUp.customer,
              hint: texts.signUp.customerHint,
              icon: Package,
            },
            {
              value: "DRIVER",
              label: texts.signUp.driver,
              hint: texts.signUp.driverHint,
              icon: CarFront,
            },
          ]}
        />
        <Field
          label={texts.signUp.name}
          hint={texts.signUp.nameHint}
          error={errorOf("name")}
          name="name"
          autoComplete="name"
          required
        />
        <Field
          label={texts.signIn.email}
          error={errorOf("email")}
          name="email"
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField
          hint={texts.signUp.passwordHint}
          error={errorOf("password")}
          name="password"
          autoComplete="new-password"
          minLength={8}
          required
        />
        <FormError>{register.error && !isPlaced && why(register.error)}</FormError>
        <Button type="submit" size="lg" busy={register.isPending}>
          {texts.signUp.submit}
        </Button>
      </form>
      <p className="text-muted-foreground text-sm">
        {texts.signUp.toSignIn}{" "}
        <Button asChild variant="link" className="text-foreground">
          <Link to="/sign-in" search={{ next }}>
            {texts.signUp.toSignInLink}
          </Link>
        </Button>
      </p>
    </Entrance>
  );
}

function why(error: Error): string {
  return error instanceof Problem && error.status === 409
    ? texts.problem.emailTaken
    : readable(error);
}
