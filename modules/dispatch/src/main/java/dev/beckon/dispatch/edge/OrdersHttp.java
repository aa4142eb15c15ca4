package dev.beckon.dispatch.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.offer.OfferState;
import dev.beckon.contracts.order.Kind;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.CancelRequested;
import dev.beckon.contracts.order.OrderFact.Delivered;
import dev.beckon.contracts.order.OrderFact.DriverArrived;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderFact.PickedUp;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.dispatch.edge.OrderQueryTable.Found;
import dev.beckon.platform.http.Check;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.security.Caller;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Orders over HTTP: commands become facts on the intake, questions go to the tables. */
@RestController
@RequestMapping("/orders")
class OrdersHttp {

    private static final int KEY_MAX = 200;
    private static final int PAGE = 20;
    private static final int PAGE_MAX = 100;

    private final OrderCommandsService commands;
    private final OrderQueryTable orders;
    private final ServiceAreaHttp serviceArea;
    private final InstantSource clock;

    OrdersHttp(
            OrderCommandsService commands,
            OrderQueryTable orders,
            ServiceAreaHttp serviceArea,
            InstantSource clock) {
        this.commands = commands;
        this.orders = orders;
        this.serviceArea = serviceArea;
        this.clock = clock;
    }

    /** The answer to a command that is recorded, and whose outcome will be heard elsewhere. */
    record Accepted(OrderId orderId, OrderState status) {}

    /**
     * A page of orders, the newest first.
     *
     * @param next the cursor of the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<OrderView> orders, @Nullable String next) {}

    /** The body of {@code POST /orders/ID/cancel}. */
    record Cancel(@Nullable String reason) {}

    @PostMapping
    @PreAuthorize("hasRole('CUSTOMER')")
    ResponseEntity<Accepted> place(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PlaceOrderHttp body) {
        if (key != null && (key.isBlank() || key.length() > KEY_MAX)) {
            throw Problem.badRequest(
                    "Idempotency-Key",
                    "Idempotency-Key must have 1 to %d characters".formatted(KEY_MAX));
        }
        var pickup = body.pickupPlace();
        var dropoff = body.dropoffPlace();
        var note = body.checkedNote();
        serviceArea.check("pickup", pickup);
        serviceArea.check("dropoff", dropoff);
        var customer = new CustomerId(caller.id());
        var id = OrderCommandsService.orderId(customer, key);
        commands.place(
                new OrderPlaced(
                        newFact(),
                        id,
                        clock.instant(),
                        caller.actor(),
                        null,
                        body.kind() == null ? Kind.DELIVERY : body.kind(),
                        pickup,
                        dropoff,
                        note));
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + id))
                .body(new Accepted(id, OrderState.PLACED));
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    OrderView get(Caller caller, @PathVariable UUID id) {
        var found = find(caller, new OrderId(id));
        return OrderView.of(found.status(), found.profile());
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable OrderState status,
            @RequestParam(defaultValue = "" + PAGE) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > PAGE_MAX) {
            throw Problem.badRequest("limit", "limit must be between 1 and " + PAGE_MAX);
        }
        var after =
                cursor == null
                        ? null
                        : OrderQueryTable.Cursor.find(cursor)
                                .orElseThrow(
                                        () ->
                                                Problem.badRequest(
                                                        "cursor",
                                                        "cursor must be the one that the page"
                                                                + " before ended with"));
        var found =
                orders.list(
                        new OrderQueryTable.Query(
                                caller.role() == ActorRole.CUSTOMER
                                        ? new CustomerId(caller.id())
                                        : null,
                                caller.role() == ActorRole.DRIVER
                                        ? new DriverId(caller.id())
                                        : null,
                                status,
                                after,
                                limit + 1));
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return new Page(
                page.stream().map(one -> OrderView.of(one.status(), one.profile())).toList(),
                more ? OrderQueryTable.Cursor.of(page.getLast().status()).toString() : null);
    }

    @GetMapping("/{id}/events")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    List<JsonNode> events(Caller caller, @PathVariable UUID id) {
        var found = find(caller, new OrderId(id));
        return TimelineHttp.seenBy(caller, orders.events(found.status().orderId()));
    }

    @PostMapping("/{id}/cancel")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    ResponseEntity<?> cancel(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Cancel body) {
        var reason =
                body == null ? null : Check.atMost("reason", body.reason(), OrderFact.REASON_MAX);
        // Who had it and lost it may say so again: the answer is the same.
        var before =
                find(new OrderId(id), status -> concerns(caller, status) || had(caller, status));
        return command(
                caller,
                before,
                order ->
                        new CancelRequested(
                                newFact(), order, clock.instant(), caller.actor(), null, reason));
    }

    @PostMapping("/{id}/arrived")
    @PreAuthorize("hasRole('DRIVER')")
    ResponseEntity<?> arrived(Caller caller, @PathVariable UUID id) {
        return command(
                caller,
                find(caller, new OrderId(id)),
                order ->
                        new DriverArrived(
                                newFact(),
                                order,
                                clock.instant(),
                                caller.actor(),
                                null,
                                new DriverId(caller.id())));
    }

    @PostMapping("/{id}/pickup")
    @PreAuthorize("hasRole('DRIVER')")
    ResponseEntity<?> pickup(Caller caller, @PathVariable UUID id) {
        return command(
                caller,
                find(caller, new OrderId(id)),
                order ->
                        new PickedUp(
                                newFact(),
                                order,
                                clock.instant(),
                                caller.actor(),
                                null,
                                new DriverId(caller.id())));
    }

    @PostMapping("/{id}/deliver")
    @PreAuthorize("hasRole('DRIVER')")
    ResponseEntity<?> deliver(Caller caller, @PathVariable UUID id) {
        return command(
                caller,
                find(caller, new OrderId(id)),
                order ->
                        new Delivered(
                                newFact(),
                                order,
                                clock.instant(),
                                caller.actor(),
                                null,
                                new DriverId(caller.id())));
    }

    /** Makes a fact of a command about an order. */
    @FunctionalInterface
    private interface ToFact {
        OrderFact about(OrderId order);
    }

    /**
     * @param before the order as it was: when the command is decided it may be the caller's no more
     */
    private ResponseEntity<?> command(Caller caller, Found before, ToFact fact) {
        return commands.command(fact.about(before.status().orderId()))
                .<ResponseEntity<?>>map(
                        decision ->
                                switch (decision) {
                                    case Decisions.Decision.Done done ->
                                            ResponseEntity.ok(view(done.status()));
                                    case Decisions.Decision.Told told ->
                                            answer(caller, before, told.reply());
                                })
                .orElseGet(() -> ResponseEntity.accepted().body(known(caller, before)));
    }

    private ResponseEntity<?> answer(Caller caller, Found before, OrderReply reply) {
        var present =
                find(before.status().orderId()).filter(found -> concerns(caller, found.status()));
        var reason = reply.reason();
        if (reason == null) {
            return ResponseEntity.ok(
                    present.<Object>map(found -> OrderView.of(found.status(), found.profile()))
                            .orElseGet(() -> known(caller, before)));
        }
        var state =
                present.map(found -> found.status().state().name().toLowerCase(Locale.ROOT))
                        .orElse("no longer yours");
        throw Problem.conflict(
                reason.name(), "this cannot be done: the order is " + state.replace('_', ' '));
    }

    /** What a driver who lost the order knows of it: where they left it, and not who has it now. */
    private static Accepted known(Caller caller, Found before) {
        var status = before.status();
        return new Accepted(
                status.orderId(), concerns(caller, status) ? status.state() : OrderState.SEARCHING);
    }

    private OrderView view(OrderStatus status) {
        var assignment = status.assignment();
        return OrderView.of(
                status,
                assignment == null ? null : orders.profile(assignment.driverId()).orElse(null));
    }

    /** The order, if it is any of the caller's business; strangers learn nothing of it. */
    private Found find(Caller caller, OrderId id) {
        return find(id, status -> concerns(caller, status));
    }

    private Found find(OrderId id, Predicate<OrderStatus> concerns) {
        return find(id).filter(found -> concerns.test(found.status()))
                .orElseThrow(() -> Problem.notFound("there is no order " + id));
    }

    private Optional<Found> find(OrderId id) {
        return orders.find(id)
                .or(() -> commands.findPlaced(id).map(status -> new Found(status, null)));
    }

    private static boolean had(Caller caller, OrderStatus status) {
        return caller.role() == ActorRole.DRIVER
                && status.offers().stream()
                        .anyMatch(
                                offer ->
                                        offer.state() == OfferState.ACCEPTED
                                                && offer.driverId().value().equals(caller.id()));
    }

    private static boolean concerns(Caller caller, OrderStatus status) {
        var assignment = status.assignment();
        return switch (caller.role()) {
            case ADMIN -> true;
            case CUSTOMER -> status.customerId().value().equals(caller.id());
            case DRIVER -> assignment != null && assignment.driverId().value().equals(caller.id());
            case SYSTEM -> false;
        };
    }

    private static FactId newFact() {
        return new FactId(UUID.randomUUID());
    }
}
