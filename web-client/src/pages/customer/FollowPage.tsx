import { texts } from "@/texts";
import { useTitle } from "@/ui/useTitle";

export function FollowPage() {
  useTitle(texts.follow.title);
  return <h1 className="px-6 pt-20 font-bold text-2xl">{texts.follow.title}</h1>;
}
