import { texts } from "@/texts";
import { useTitle } from "@/ui/useTitle";

export function OrderPage() {
  useTitle(texts.order.title);
  return <h1 className="px-6 pt-20 font-bold text-2xl">{texts.order.title}</h1>;
}
