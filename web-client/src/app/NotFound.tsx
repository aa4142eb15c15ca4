import { Link } from "@tanstack/react-router";
import { MapPinOff } from "lucide-react";
import { texts } from "@/texts";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { useTitle } from "@/ui/useTitle";

export function NotFound() {
  useTitle(texts.page.notFound);
  return (
    <Empty icon={MapPinOff} title={texts.page.notFound} className="pt-[18dvh]">
      <p>{texts.page.notFoundHint}</p>
      <Button asChild variant="outline">
        <Link to="/">{texts.page.home}</Link>
      </Button>
    </Empty>
  );
}
