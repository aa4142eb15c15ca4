import type { InfiniteQueryObserverResult } from "@tanstack/react-query";
import { texts } from "@/texts";
import { Button } from "./button";

interface Props {
  pages: Pick<InfiniteQueryObserverResult, "hasNextPage" | "isFetchingNextPage" | "fetchNextPage">;
}

/** The way on in a list that comes in pages; nothing where it is whole. */
export function More({ pages }: Props) {
  if (!pages.hasNextPage) return null;
  return (
    <Button
      variant="secondary"
      busy={pages.isFetchingNextPage}
      onClick={() => pages.fetchNextPage()}
      className="justify-self-center"
    >
      {texts.more}
    </Button>
  );
}
