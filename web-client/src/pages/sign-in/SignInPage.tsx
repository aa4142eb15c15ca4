import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { session } from "@/api/client";
import { Problem } from "@/api/problem";
import { readable, texts } from "@/texts";
import { Button } from "@/ui/button";
import { Field, FormError } from "@/ui/field";
import { useTitle } from "@/ui/useTitle";
import { Entrance } from "./Entrance";
import { PasswordField } from "./PasswordField";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  useTitle(texts.signIn.title);
  const { next } = route.useSearch();
  const login = useMutation({
    mutationFn: (form: FormData) =>
      session.login({
        email: String(form.get("email")).trim(),
        password: String(form.get("password")),
      }),
  });
  return (
    <Entrance title={texts.signIn.welcome} lead={texts.signIn.lead}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          login.mutate(new FormData(event.currentTarget));
        }}
      >
        <Field
          label={texts.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          required
        />
        <PasswordField name="password" autoComplete="current-password" required />
        <FormError>{login.error && why(login.error)}</FormError>
        <Button type="submit" size="lg" busy={login.isPending}>
          {texts.signIn.submit}
        </Button>
      </form>
      <p className="text-muted-foreground text-sm">
        {texts.signIn.toSignUp}{" "}
        <Button asChild variant="link" className="text-foreground">
          <Link to="/sign-up" search={{ next }}>
            {texts.signIn.toSignUpLink}
          </Link>
        </Button>
      </p>
    </Entrance>
  );
}

function why(error: Error): string {
  if (error instanceof Problem && error.status === 401) return texts.problem.credentials;
  if (error instanceof Problem && error.status === 403) return texts.problem.notApproved;
  return readable(error);
}
