import { texts } from "@/texts";
import { useTitle } from "@/ui/useTitle";

export function CityPage() {
  useTitle(texts.nav.city);
  return <h1 className="px-6 pt-20 font-bold text-2xl">{texts.nav.city}</h1>;
}
