import type { ErrorComponentProps } from "@tanstack/react-router";
import { CircleAlert } from "lucide-react";
import { texts } from "@/texts";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";

/** A page that broke; a new version of the client mends most of what breaks one. */
export function Failed(_: ErrorComponentProps) {
  return (
    <Empty icon={CircleAlert} title={texts.page.failed} className="pt-[18dvh]">
      <p>{texts.page.failedHint}</p>
      <Button onClick={() => window.location.reload()}>{texts.retry}</Button>
    </Empty>
  );
}
