import { texts } from "@/texts";

/** What is said in the map's place. */
export function NoMap() {
  return (
    <p className="absolute inset-x-0 top-24 px-6 text-center text-muted-foreground text-sm md:left-[26rem]">
      {texts.map.unavailable}
    </p>
  );
}
