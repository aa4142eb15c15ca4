import { useQuery } from "@tanstack/react-query";
import { useCombobox } from "downshift";
import { Crosshair, LocateFixed, type LucideIcon, MapPin, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { createPortal } from "react-dom";
import type { LatLng } from "@/generated/server-message";
import { type End, EndSign } from "@/orders/ends";
import { texts } from "@/texts";
import { cn } from "@/ui/cn";
import { named, type Spot } from "./draft";
import { type NamedPlace, places } from "./requests";
import { useDelayed } from "./useDelayed";

type Item = { type: "here" } | { type: "map" } | { type: "place"; place: NamedPlace };

interface Props {
  end: End;
  spot: Spot | null;
  /** of places of one name, those near here come first */
  near: LatLng | undefined;
  /** where the suggestions go, below both fields */
  list: HTMLElement | null;
  onSpot: (spot: Spot | null) => void;
  onHere: () => void;
  onMap: () => void;
  onOpen: (open: boolean) => void;
}

/** An end of the way: typed, or chosen otherwise. */
export function PlaceField({ end, spot, near, list, onSpot, onHere, onMap, onOpen }: Props) {
  const [typed, setTyped] = useState("");
  const query = useDelayed(typed.trim(), 180);
  const found = useQuery({ ...places(query, near), enabled: query.length > 0 });
  const items: Item[] = [
    ...(typed && found.data ? found.data.map((place) => ({ type: "place", place }) as const) : []),
    ...("geolocation" in navigator ? [{ type: "here" } as const] : []),
    { type: "map" },
  ];
  const box = useCombobox<Item>({
    items,
    inputValue: spot?.label ?? typed,
    selectedItem: null,
    itemToString: () => "",
    // A click into what is open already does not close it.
    stateReducer: (_, { type, changes }) =>
      type === useCombobox.stateChangeTypes.InputClick ? { ...changes, isOpen: true } : changes,
    onIsOpenChange: ({ isOpen }) => onOpen(isOpen),
    onSelectedItemChange: ({ selectedItem: item }) => {
      setTyped("");
      if (item?.type === "place") onSpot(named(item.place));
      if (item?.type === "here") onHere();
      if (item?.type === "map") onMap();
    },
  });
  const label = texts.order[end];
  const menu = box.getMenuProps({ "aria-label": label }, { suppressRefError: true });
  return (
    <div className="flex items-center gap-3.5 pl-4">
      <EndSign end={end} />
      <input
        {...box.getInputProps({
          "aria-label": label,
          // Not onInputValueChange: that comes too late for the caret to stay where it is.
          onChange: (event) => {
            if (spot) onSpot(null);
            setTyped(event.currentTarget.value);
          },
        })}
        placeholder={
          end === "pickup" ? texts.order.pickupPlaceholder : texts.order.dropoffPlaceholder
        }
        autoComplete="off"
        spellCheck={false}
        className="h-13 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground"
      />
      {(spot || typed) && (
        <button
          type="button"
          aria-label={texts.order.clear(label)}
          onClick={() => {
            setTyped("");
            onSpot(null);
          }}
          className="mr-1 grid size-10 place-items-center rounded-full text-muted-foreground hover:bg-muted"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
      {list &&
        createPortal(
          <div className={cn(!box.isOpen && "hidden")}>
            <ul {...menu} className="grid gap-0.5 pt-3">
              {box.isOpen &&
                items.map((item, index) => (
                  <li
                    key={
                      item.type === "place"
                        ? `${item.place.name}${item.place.lat}${item.place.lng}`
                        : item.type
                    }
                    {...box.getItemProps({ item, index })}
                    className={cn(
                      "flex cursor-pointer items-center gap-3 rounded-xl px-2 py-2",
                      box.highlightedIndex === index && "bg-muted",
                    )}
                  >
                    <Suggestion item={item} />
                  </li>
                ))}
            </ul>
            <p role="status" className="px-2 pt-2 text-muted-foreground text-sm empty:hidden">
              {box.isOpen && said(query, found)}
            </p>
          </div>,
          list,
        )}
    </div>
  );
}

function said(query: string, found: { data?: unknown[] | null; isFetching: boolean }): ReactNode {
  if (!query) return null;
  if (found.data === null) return texts.order.noSearch;
  if (found.data?.length === 0) return texts.order.noPlaces(query);
  return found.data === undefined && found.isFetching ? texts.order.searching : null;
}

function Suggestion({ item }: { item: Item }) {
  switch (item.type) {
    case "here":
      return <Line icon={LocateFixed} name={texts.order.here} detail={texts.order.hereHint} />;
    case "map":
      return <Line icon={Crosshair} name={texts.order.onMap} detail={texts.order.onMapHint} />;
    case "place":
      return <Line icon={MapPin} name={item.place.name} detail={item.place.detail} />;
  }
}

function Line({ icon: Icon, name, detail }: { icon: LucideIcon; name: string; detail?: string }) {
  return (
    <>
      <span className="grid size-9 shrink-0 place-items-center rounded-full bg-muted">
        <Icon aria-hidden className="size-4" />
      </span>
      <span className="grid min-w-0">
        <span className="truncate font-medium text-[0.9375rem]">{name}</span>
        {detail && (
          <span className="truncate text-muted-foreground text-xs first-letter:uppercase">
            {detail}
          </span>
        )}
      </span>
    </>
  );
}
