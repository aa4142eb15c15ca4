import { texts } from "@/texts";
import { useTitle } from "@/ui/useTitle";

export function DrivePage() {
  useTitle(texts.nav.drive);
  return <h1 className="px-6 pt-20 font-bold text-2xl">{texts.nav.drive}</h1>;
}
