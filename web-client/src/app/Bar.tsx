import { Link, useNavigate } from "@tanstack/react-router";
import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { session } from "@/api/client";
import type { User } from "@/api/session";
import { texts } from "@/texts";
import { chooseTheme, useTheme } from "@/theme/theme";
import { Mark } from "@/ui/brand";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "@/ui/menu";

/** The way to each page of a role, and what is the user's own. */
export default function Bar({ user }: { user: User }) {
  return (
    <>
      <Link
        to="/"
        aria-label={texts.brand}
        className="mr-2 flex items-center gap-2.5 rounded-lg pr-1 font-bold text-lg tracking-tight"
      >
        <Mark className="size-8" />
        <span className="hidden sm:inline">{texts.brand}</span>
      </Link>
      <nav aria-label={texts.nav.label} className="flex flex-1 items-center gap-1">
        {links[user.role].map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: true }}
            className="rounded-lg px-3 py-2 font-medium text-muted-foreground text-sm transition-colors hover:bg-muted hover:text-foreground aria-[current=page]:bg-muted aria-[current=page]:text-foreground"
          >
            {label}
          </Link>
        ))}
      </nav>
      <Account user={user} />
    </>
  );
}

const links = {
  CUSTOMER: [
    { to: "/", label: texts.nav.order },
    { to: "/orders", label: texts.nav.orders },
  ],
  DRIVER: [{ to: "/drive", label: texts.nav.drive }],
  ADMIN: [
    { to: "/city", label: texts.nav.city },
    { to: "/board", label: texts.nav.board },
    { to: "/figures", label: texts.nav.figures },
  ],
  SYSTEM: [],
} as const satisfies Record<User["role"], readonly { to: string; label: string }[]>;

function Account({ user }: { user: User }) {
  const theme = useTheme();
  const navigate = useNavigate();
  // Whoever signs in next begins at the start, and not where this user was.
  const signOut = async () => {
    await session.logout();
    await navigate({ to: "/sign-in", search: {}, replace: true });
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={texts.nav.account}
          className="grid size-10 place-items-center rounded-full bg-muted hover:bg-border"
        >
          <UserRound aria-hidden className="size-5" />
        </button>
      }
    >
      <div className="grid px-3 pt-2 pb-1">
        <span className="font-semibold text-sm">{user.name}</span>
        <span className="text-muted-foreground text-xs">{user.email}</span>
      </div>
      <MenuSeparator />
      <MenuLabel>{texts.theme.label}</MenuLabel>
      <MenuChoice
        value={theme}
        onChange={chooseTheme}
        choices={[
          { value: "light", label: texts.theme.light, icon: <Sun aria-hidden /> },
          { value: "dark", label: texts.theme.dark, icon: <Moon aria-hidden /> },
          { value: "system", label: texts.theme.system, icon: <Monitor aria-hidden /> },
        ]}
      />
      <MenuSeparator />
      <MenuItem onSelect={signOut}>
        <LogOut aria-hidden />
        {texts.nav.signOut}
      </MenuItem>
    </Menu>
  );
}
