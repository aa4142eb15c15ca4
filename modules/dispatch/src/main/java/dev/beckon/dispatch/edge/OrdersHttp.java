package dev.beckon.dispatch.edge;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
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
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.security.Caller;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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
import tools.jackson.databind.node.ObjectNode;

/** Orders over HTTP: commands become facts on the intake, questions go to the tables. */
@RestController
@RequestMapping("/orders")
class OrdersHttp {

    private static final int KEY_MAX = 200;
    private static final int PAGE = 20;
    private static final int PAGE_MAX = 100;

    /** What only an admin sees of an event: whom else the matcher had in view. */
    private static final List<String> WHY = List.of("candidates", "policy");

    private final OrderCommandsService commands;
    private final OrderQueryTable orders;
    private final InstantSource clock;

    OrdersHttp(OrderCommandsService commands, OrderQueryTable orders, InstantSource clock) {
        this.commands = commands;
        this.orders = orders;
        this.clock = clock;
    }

    /** The answer to a command that is recorded, and whose outcome will be heard elsewhere. */
    record Accepted(OrderId orderId, OrderState status) {}

    /**
     * A page of orders, the newest first.
     *
     * @param next the cursor of the next page; absent on the last
     */
    record Page(List<OrderView> orders, @Nullable String next) {}

    /** The body of {@code POST /orders/ID/cancel}. */
    record Cancel(@Nullable String reason) {

        /**
         * @throws IllegalArgumentException if the reason is too long
         */
        Cancel {
            if (reason != null && reason.length() > OrderFact.REASON_MAX) {
                throw new IllegalArgumentException(
                        "reason must have at most %d characters".formatted(OrderFact.REASON_MAX));
            }
        }
    }

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
                        body.pickupPlace(),
                        body.dropoffPlace(),
                        body.checkedNote()));
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
        var after = cursor == null ? null : OrderQueryTable.Cursor.parse(cursor);
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
        var events = orders.events(found.status().orderId());
        if (caller.role() != ActorRole.ADMIN) {
            events.forEach(event -> ((ObjectNode) event).remove(WHY));
        }
        return events;
    }

    @PostMapping("/{id}/cancel")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    ResponseEntity<?> cancel(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Cancel body) {
        return command(
                caller,
                id,
                order ->
                        new CancelRequested(
                                newFact(),
                                order,
                                clock.instant(),
                                caller.actor(),
                                null,
                                body == null ? null : body.reason()));
    }

    @PostMapping("/{id}/arrived")
    @PreAuthorize("hasRole('DRIVER')")
    ResponseEntity<?> arrived(Caller caller, @PathVariable UUID id) {
        return command(
                caller,
                id,
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
                id,
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
                id,
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

    private ResponseEntity<?> command(Caller caller, UUID id, ToFact fact) {
        var order = find(caller, new OrderId(id)).status().orderId();
        return commands.command(fact.about(order))
                .<ResponseEntity<?>>map(
                        decision ->
                                switch (decision) {
                                    case Decisions.Decision.Done done ->
                                            ResponseEntity.ok(view(done.status()));
                                    case Decisions.Decision.Told told ->
                                            answer(caller, order, told.reply());
                                })
                .orElseGet(
                        () ->
                                ResponseEntity.accepted()
                                        .body(
                                                new Accepted(
                                                        order,
                                                        find(caller, order).status().state())));
    }

    private ResponseEntity<?> answer(Caller caller, OrderId order, OrderReply reply) {
        var reason = reply.reason();
        if (reason == null) {
            var found = find(caller, order);
            return ResponseEntity.ok(OrderView.of(found.status(), found.profile()));
        }
        var state = find(caller, order).status().state().name().toLowerCase(Locale.ROOT);
        throw Problem.conflict(
                reason.name(), "this cannot be done: the order is " + state.replace('_', ' '));
    }

    private OrderView view(OrderStatus status) {
        var assignment = status.assignment();
        return OrderView.of(
                status,
                assignment == null ? null : orders.profile(assignment.driverId()).orElse(null));
    }

    /** The order, if it is any of the caller's business; strangers learn nothing of it. */
    private OrderQueryTable.Found find(Caller caller, OrderId id) {
        return orders.find(id)
                .or(
                        () ->
                                commands.findPlaced(id)
                                        .map(status -> new OrderQueryTable.Found(status, null)))
                .filter(found -> concerns(caller, found.status()))
                .orElseThrow(() -> Problem.notFound("there is no order " + id));
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
