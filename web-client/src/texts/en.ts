import type {
  ActorRole,
  Kind,
  OfferClosedReason,
  OrderState,
  Refusal,
} from "@/generated/server-message";
import { plural } from "./format";

/** Everything that the client says. */
export const en = {
  brand: "Beckon",
  skip: "Skip to content",
  retry: "Try again",
  close: "Close",
  back: "Back",
  or: "or",

  nav: {
    label: "Main",
    order: "Order",
    orders: "Your orders",
    drive: "Drive",
    trips: "Your trips",
    city: "City",
    board: "Orders",
    account: "Account",
    signOut: "Sign out",
  },

  theme: {
    label: "Appearance",
    light: "Light",
    dark: "Dark",
    system: "As the device",
  },

  connection: {
    lost: "Connection lost. Trying to get back…",
    back: "Back online",
  },

  map: {
    title: "Map",
    unavailable: "The map cannot be shown on this device. Everything else works without it.",
    pickup: "Pickup",
    dropoff: "Drop-off",
    freeDriver: "Free driver",
  },

  page: {
    notFound: "There is nothing here",
    notFoundHint: "The address may be mistyped, or what it led to is gone.",
    home: "Go to the start",
    failed: "Something went wrong here",
    failedHint: "It has nothing to do with your orders; they go on.",
    notForRole: "This page is for somebody else",
    title: (page?: string) => (page ? `${page} · Beckon` : "Beckon"),
  },

  problem: {
    unreached: "The server cannot be reached. Check the connection and try again.",
    busy: "The service is busy right now. Try again in a moment.",
    tooOften: (seconds?: number) =>
      seconds
        ? `That was too often. Try again in ${plural(seconds, "second", "seconds")}.`
        : "That was too often. Try again in a moment.",
    signedOut: "You have been signed out. Sign in again.",
    forbidden: "This account may not do that.",
    notFound: "There is no such thing, or it is not yours.",
    unexpected: "Something unexpected happened. Try again.",
    credentials: "E-mail and password do not match an account.",
    emailTaken: "There is an account with this e-mail already. Sign in instead.",
    notApproved: "This driver account is waiting for its approval.",
  },

  signIn: {
    title: "Sign in",
    welcome: "Welcome back",
    lead: "Order, drive or watch: your account knows where you belong.",
    email: "E-mail",
    password: "Password",
    showPassword: "Show password",
    hidePassword: "Hide password",
    submit: "Sign in",
    toSignUp: "New here?",
    toSignUpLink: "Create an account",
  },

  signUp: {
    title: "Create an account",
    welcome: "Create your account",
    lead: "It takes a minute. Then something can be on its way.",
    name: "Name",
    nameHint: "As others should see it",
    passwordHint: "At least 8 characters",
    role: "What would you like to do?",
    customer: "Order",
    customerHint: "Have things brought, be driven, get things done",
    driver: "Drive",
    driverHint: "Take orders and earn your way",
    submit: "Create account",
    toSignIn: "Have an account?",
    toSignInLink: "Sign in",
    waiting: "Your account is there. An administrator has to approve it before you can drive.",
  },

  kind: {
    DELIVERY: "Delivery",
    RIDE: "Ride",
    TASK: "Task",
  } satisfies Record<Kind, string>,

  kindHint: {
    DELIVERY: "Something from A to B",
    RIDE: "Somebody from A to B",
    TASK: "A pair of hands",
  } satisfies Record<Kind, string>,

  state: {
    PLACED: "Placed",
    SEARCHING: "Looking for a driver",
    OFFERED: "Asking a driver",
    ACCEPTED: "Driver on the way",
    ARRIVING: "Driver almost there",
    ARRIVED: "Driver has arrived",
    PICKED_UP: "On the way",
    DELIVERED: "Completed",
    CANCELLED: "Cancelled",
    NO_DRIVER_FOUND: "No driver found",
  } satisfies Record<OrderState, string>,

  actor: {
    CUSTOMER: "the customer",
    DRIVER: "the driver",
    ADMIN: "the operator",
    SYSTEM: "the system",
  } satisfies Record<ActorRole, string>,

  offerClosed: {
    EXPIRED: "The time for that offer ran out. The next one will come.",
    TAKEN: "Somebody else was a moment faster. The next one will come.",
    CANCELLED: "The customer cancelled. You have nothing to do.",
    WITHDRAWN: "That offer was withdrawn. The next one will come.",
  } satisfies Record<OfferClosedReason, string>,

  refusal: {
    OFFER_EXPIRED: "The time for that offer ran out.",
    OFFER_TAKEN: "Somebody else was a moment faster.",
    ORDER_CANCELLED: "The order was cancelled meanwhile.",
    NOT_YOURS: "That order is not yours any more.",
    UNKNOWN_OFFER: "That offer is gone.",
    WRONG_STATE: "That cannot be done at this point of the order.",
    BAD_MESSAGE: "That was not understood. Reload the page and try again.",
    TOO_FAST: "That was a little fast. Try again in a moment.",
  } satisfies Record<Refusal, string>,

  order: {
    title: "Order",
    heading: "Where to?",
    pickup: "Pickup",
    dropoff: "Drop-off",
    pickupPlaceholder: "Where from?",
    dropoffPlaceholder: "Where to?",
    clear: (field: string) => `Clear ${field.toLowerCase()}`,
    swap: "Swap pickup and drop-off",
    here: "Where I am",
    hereHint: "Uses this device's location",
    locating: "Finding where you are…",
    onMap: "Choose on the map",
    onMapHint: "Move the map under a pin",
    pinned: "Pin on the map",
    pinAt: (lat: number, lng: number) => `Pin at ${lat.toFixed(4)}, ${lng.toFixed(4)}`,
    noPlaces: (query: string) =>
      `Nothing called “${query}” on this map. Choose it on the map instead.`,
    searching: "Looking it up…",
    noSearch: "Places cannot be looked up here. Choose on the map instead.",
    noLocation: "Your location is not available. Choose on the map instead.",
    deniedLocation:
      "This page may not see your location. Allow it in the browser, or choose on the map.",
    choosePickup: "Move the map to the pickup",
    chooseDropoff: "Move the map to the drop-off",
    chooseHint: "Drag the map, or use the arrow keys on it",
    setPickup: "Set pickup here",
    setDropoff: "Set drop-off here",
    cancelChoice: "Cancel",
    kind: "What is it?",
    note: "Note for the driver",
    noteHint: "Floor, door, what to look out for",
    quote: "What to expect",
    pickupIn: "Pickup in",
    trip: "Trip",
    distance: "Distance",
    noneInReach: "Nobody is free nearby right now. You can order anyway; we keep looking.",
    place: { DELIVERY: "Order delivery", RIDE: "Order ride", TASK: "Order task" } satisfies Record<
      Kind,
      string
    >,
    hint: "Say where it starts and where it ends: type it, or tap the map.",
    running: "Under way",
    free: (n: number) =>
      n === 0
        ? "No free drivers around here"
        : `${plural(n, "free driver", "free drivers")} around here`,
  },

  follow: {
    title: "Your order",
    progress: "Progress",
    unknown: "There is no such order",
    unknownHint: "It may belong to another account.",
    headline: {
      PLACED: "Your order is in",
      SEARCHING: "Looking for a driver",
      OFFERED: "Asking a driver nearby",
      ACCEPTED: "Your driver is on the way",
      ARRIVING: "Your driver is almost there",
      ARRIVED: "Your driver is here",
      PICKED_UP: "On the way to the drop-off",
      DELIVERED: "All done",
      CANCELLED: "Order cancelled",
      NO_DRIVER_FOUND: "No driver found",
    } satisfies Record<OrderState, string>,
    placed: "We have it safely. The search starts any moment.",
    asking: "A driver is looking at your order right now.",
    wait: (seconds: number) =>
      seconds > 0
        ? `Nobody is free yet. Next try in ${seconds} s.`
        : "Nobody is free yet. Trying again…",
    attempt: (n: number) => `Try ${n}`,
    elapsed: "Time searched",
    arrived: "Please meet at the pickup.",
    now: "now",
    away: "away",
    arrivesAt: (clock: string) => `There at about ${clock}`,
    noDriver: "Everyone nearby was busy. Often it works a moment later.",
    again: "Try again",
    change: "Change the order",
    orderAgain: "Order again",
    newOrder: "New order",
    took: (duration: string) => `Completed in ${duration}`,
    cancelledBy: (who: string, reason?: string) => (reason ? `By ${who}: ${reason}` : `By ${who}`),
    you: "you",
    driver: "Your driver",
    nameless: "Driver",
    car: "Your driver's vehicle",
    plate: "Plate",
    details: "Details",
    note: "Note",
    timeline: "Timeline",
    cancel: "Cancel order",
    stages: ["Search", "Pickup", "On the way", "Done"],
  },

  cancel: {
    title: "Cancel this order?",
    body: "Nobody will come for it any more.",
    reason: "Why?",
    reasons: ["I changed my mind", "It takes too long", "The address is wrong", "Something else"],
    confirm: "Cancel order",
    keep: "Keep order",
    late: "That came too late: the order is on its way already.",
  },

  history: {
    title: "Your orders",
    empty: "No orders yet",
    emptyHint: "What you order will be listed here, with all that happened.",
    start: "Place your first order",
    more: "Show more",
    failed: "Your orders could not be loaded",
  },

  event: {
    repeated: (text: string, times: number) => `${text}, ${times} times`,
    OrderOpened: "Order placed",
    SearchStarted: "Looking for a driver",
    searchRestarted: "Looking for another driver",
    SearchWaiting: (km: string) => `Nobody free within ${km}`,
    OfferMade: (m: string) => `Asked a driver ${m} away`,
    OfferClosed: {
      DECLINED: "The driver declined",
      EXPIRED: "The driver did not answer",
      UNDELIVERED: "The driver could not be reached",
      WITHDRAWN: "The question was withdrawn",
    },
    OrderAccepted: "A driver accepted",
    OrderArriving: "The driver was almost there",
    OrderArrived: "The driver arrived",
    OrderPickedUp: "Picked up",
    OrderDelivered: "Completed",
    OrderReleased: "The driver gave the order up",
    OrderCancelled: (who: string) => `Cancelled by ${who}`,
    NoDriverFound: "The search was given up",
    DriverWentSilent: "The driver could not be heard",
  },

  notice: {
    driverGone: "Your driver had to give the order up. We are looking for another one.",
    driverLost: "A driver has gone silent. The search for another one has started.",
    driverLostWithGoods: "A driver with goods or a passenger has gone silent. Please have a look.",
  },
} as const;
