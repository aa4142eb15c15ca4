import { texts } from "@/texts";
import { useTitle } from "@/ui/useTitle";

export function HistoryPage() {
  useTitle(texts.history.title);
  return <h1 className="px-6 pt-20 font-bold text-2xl">{texts.history.title}</h1>;
}
