package dev.beckon.dispatch.edge;

import static io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue.TRUE;

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
import dev.beckon.contracts.order.OrderFact.ReassignRequested;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderState;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.order.OrderView;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.dispatch.edge.OrderQueryTable.Found;
import dev.beckon.platform.http.Check;
import dev.beckon.platform.http.Problem;
import dev.beckon.platform.http.Refuses;
import dev.beckon.platform.redis.Limit;
import dev.beckon.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
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
    private final BacklogService backlog;
    private final OrderQueryTable orders;
    private final Limit often;
    private final ServiceAreaHttp serviceArea;
    private final InstantSource clock;

    OrdersHttp(
            OrderCommandsService commands,
            BacklogService backlog,
            OrderQueryTable orders,
            Limit often,
            ServiceAreaHttp serviceArea,
            InstantSource clock) {
        this.commands = commands;
        this.backlog = backlog;
        this.orders = orders;
        this.often = often;
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

    /** The body of commands that may say why; it may be left out. */
    record Why(@Nullable String reason) {

        static @Nullable String reason(@Nullable Why body) {
            return body == null
                    ? null
                    : Check.atMost("reason", body.reason(), OrderFact.REASON_MAX);
        }
    }

    /** The answers to a command, which waits a moment for its decision. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "200",
            description = "Done, or already so; the order, as far as it is still the caller's",
            content = @Content(schema = @Schema(anyOf = {OrderView.class, Accepted.class})))
    @ApiResponse(
            responseCode = "202",
            description = "Recorded, and not yet decided",
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @Refuses(409)
    private @interface Decided {}

    @Operation(summary = "Place an order; the same Idempotency-Key again is the same order")
    @ApiResponse(responseCode = "202", description = "Recorded", useReturnTypeSchema = true)
    @Refuses(422)
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
        var placed =
                new OrderPlaced(
                        newFact(),
                        id,
                        clock.instant(),
                        caller.actor(),
                        null,
                        body.kind() == null ? Kind.DELIVERY : body.kind(),
                        pickup,
                        dropoff,
                        note);
        backlog.check();
        if (key == null) {
            often.check(caller.id().toString());
        } else if (!commands.isRepeated(placed)) {
            checkHowOften(caller, placed);
        }
        commands.place(placed);
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + id))
                .body(new Accepted(id, OrderState.PLACED));
    }

    /** Repeating what was taken is free: a client that did not hear the answer has to. */
    private void checkHowOften(Caller caller, OrderPlaced placed) {
        try {
            often.check(caller.id().toString());
        } catch (Problem tooMany) {
            commands.forget(placed);
            throw tooMany;
        }
    }

    @Operation(summary = "An order")
    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    OrderView get(Caller caller, @PathVariable UUID id) {
        var found = find(caller, new OrderId(id));
        return OrderView.of(found.status(), found.profile());
    }

    @Operation(summary = "The caller's orders, the newest first; an administrator's are all")
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

    @Operation(summary = "What was decided about an order, the oldest first")
    @ApiResponse(
            responseCode = "200",
            description = "As schemas/order-event.json has them, without what is not the caller's",
            content =
                    @Content(
                            array =
                                    @ArraySchema(
                                            schema =
                                                    @Schema(
                                                            type = "object",
                                                            additionalProperties = TRUE))))
    @GetMapping("/{id}/events")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    List<JsonNode> events(Caller caller, @PathVariable UUID id) {
        var found = find(caller, new OrderId(id));
        return TimelineHttp.seenBy(caller, orders.events(found.status().orderId()));
    }

    @Operation(summary = "Call an order off; a driver's goes back to the search")
    @Decided
    @PostMapping("/{id}/cancel")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    ResponseEntity<?> cancel(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Why body) {
        var reason = Why.reason(body);
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

    /** Takes the order from whoever has it; whom that was is part of what is asked. */
    @Operation(summary = "Take the order from its driver; the search starts again")
    @Decided
    @PostMapping("/{id}/reassign")
    @PreAuthorize("hasRole('ADMIN')")
    ResponseEntity<?> reassign(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Why body) {
        var reason = Why.reason(body);
        var before = find(caller, new OrderId(id));
        var assignment = before.status().assignment();
        if (assignment == null) {
            throw Problem.conflict(
                    Refusal.WRONG_STATE.name(),
                    "there is nobody to take it from: the order is " + words(before.status()));
        }
        return command(
                caller,
                before,
                order ->
                        new ReassignRequested(
                                newFact(),
                                order,
                                clock.instant(),
                                caller.actor(),
                                null,
                                assignment.driverId(),
                                reason));
    }

    @Operation(summary = "The driver is at the pickup")
    @Decided
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

    @Operation(summary = "The driver has the goods or the passenger")
    @Decided
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

    @Operation(summary = "It is done")
    @Decided
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
                                            ResponseEntity.ok(
                                                    concerns(caller, done.status())
                                                            ? view(done.status())
                                                            : left(done.status()));
                                    case Decisions.Decision.Told told ->
                                            answer(caller, before, told.reply());
                                })
                .orElseGet(() -> ResponseEntity.accepted().body(undecided(caller, before)));
    }

    private ResponseEntity<?> answer(Caller caller, Found before, OrderReply reply) {
        var present =
                find(before.status().orderId()).filter(found -> concerns(caller, found.status()));
        var reason = reply.reason();
        if (reason == null) {
            return ResponseEntity.ok(
                    present.<Object>map(found -> OrderView.of(found.status(), found.profile()))
                            .orElseGet(() -> left(before.status())));
        }
        var state = present.map(found -> words(found.status())).orElse("no longer yours");
        throw Problem.conflict(reason.name(), "this cannot be done: the order is " + state);
    }

    private static Accepted undecided(Caller caller, Found before) {
        var status = before.status();
        return concerns(caller, status)
                ? new Accepted(status.orderId(), status.state())
                : left(status);
    }

    /** What a driver who lost the order knows of it: where they left it, and not who has it now. */
    private static Accepted left(OrderStatus status) {
        return new Accepted(status.orderId(), OrderState.SEARCHING);
    }

    private static String words(OrderStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
