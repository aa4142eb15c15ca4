import { Skeleton } from "@/ui/skeleton";

/** The place of a page whose code is on its way. */
export function Pending() {
  return (
    <div className="mx-auto grid w-full max-w-2xl gap-4 px-5 pt-24">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-24 w-full rounded-2xl" />
      <Skeleton className="h-24 w-full rounded-2xl" />
    </div>
  );
}
