package dev.beckon.gateway;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.driver.DriverFact;
import dev.beckon.contracts.driver.PositionReport;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderFact.Answer;
import dev.beckon.contracts.order.Refusal;
import dev.beckon.contracts.socket.ClientMessage;
import dev.beckon.contracts.socket.ServerMessage;
import dev.beckon.gateway.MemoryService.Found;
import dev.beckon.platform.json.Complaint;
import dev.beckon.platform.json.Json;
import dev.beckon.platform.redis.Limit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Turns what clients say into facts, or refuses it at once. */
final class CommandService {

    private final MemoryService memory;
    private final Pending pending;
    private final PresenceService presence;
    private final CityService city;
    private final FactsKafka facts;
    private final Limit positions;
    private final InstantSource clock;

    CommandService(
            MemoryService memory,
            Pending pending,
            PresenceService presence,
            CityService city,
            FactsKafka facts,
            Limit positions,
            InstantSource clock) {
        this.memory = memory;
        this.pending = pending;
        this.presence = presence;
        this.city = city;
        this.facts = facts;
        this.positions = positions;
        this.clock = clock;
    }

    void take(Client client, String text) {
        ClientMessage message;
        try {
            message = Json.input().readValue(text, ClientMessage.class);
        } catch (JacksonException e) {
            refuse(client, findRef(text), Refusal.BAD_MESSAGE, Complaint.detail(e));
            presence.heard(client);
            return;
        }
        if (message == null) {
            refuse(client, null, Refusal.BAD_MESSAGE, "a JSON object is needed");
            presence.heard(client);
            return;
        }
        // A position is a sign of life itself.
        if (!(message instanceof ClientMessage.Location)) {
            presence.heard(client);
        }
        var role = role(message);
        if (role != null && role != client.actor().role()) {
            var whose = role == ActorRole.DRIVER ? "drivers" : "operators";
            refuse(client, ref(message), Refusal.NOT_YOURS, "This is for %s.".formatted(whose));
            return;
        }
        handle(client, message);
    }

    /** What comes too fast is not looked at, but for its name in the answer. */
    void takeNot(Client client, String text) {
        refuse(client, findRef(text), Refusal.TOO_FAST);
        presence.heard(client);
    }

    private void handle(Client client, ClientMessage message) {
        var now = clock.instant();
        switch (message) {
            case ClientMessage.Ping m -> memory.tell(client, new ServerMessage.Pong(now, m.ref()));
            case ClientMessage.Watch m -> {
                ack(client, m.ref(), now);
                city.watch(client, m.bbox(), m.zoom());
            }
            case ClientMessage.Unwatch m -> {
                city.unwatch(client);
                ack(client, m.ref(), now);
            }
            case ClientMessage.Location m -> locate(client, m, now);
            case ClientMessage.Shift m -> shift(client, m, now);
            case ClientMessage.OfferReceived m -> receipt(client, m.offerId(), now);
            case ClientMessage.AcceptOffer m ->
                    answer(client, m.offerId(), m.ref(), Answer.ACCEPT, null, now);
            case ClientMessage.DeclineOffer m ->
                    answer(client, m.offerId(), m.ref(), Answer.DECLINE, m.reason(), now);
            case ClientMessage.Arrived m ->
                    command(
                            client,
                            m.orderId(),
                            m.ref(),
                            now,
                            (id, actor) ->
                                    new OrderFact.DriverArrived(
                                            id,
                                            m.orderId(),
                                            now,
                                            actor.actor(),
                                            m.ref(),
                                            actor.driverId()));
            case ClientMessage.Pickup m ->
                    command(
                            client,
                            m.orderId(),
                            m.ref(),
                            now,
                            (id, actor) ->
                                    new OrderFact.PickedUp(
                                            id,
                                            m.orderId(),
                                            now,
                                            actor.actor(),
                                            m.ref(),
                                            actor.driverId()));
            case ClientMessage.Deliver m ->
                    command(
                            client,
                            m.orderId(),
                            m.ref(),
                            now,
                            (id, actor) ->
                                    new OrderFact.Delivered(
                                            id,
                                            m.orderId(),
                                            now,
                                            actor.actor(),
                                            m.ref(),
                                            actor.driverId()));
            case ClientMessage.Cancel m ->
                    command(
                            client,
                            m.orderId(),
                            m.ref(),
                            now,
                            (id, actor) ->
                                    new OrderFact.CancelRequested(
                                            id,
                                            m.orderId(),
                                            now,
                                            actor.actor(),
                                            m.ref(),
                                            m.reason()));
        }
    }

    private void command(
            Client client,
            OrderId orderId,
            @Nullable String ref,
            Instant now,
            BiFunction<FactId, Client, OrderFact> fact) {
        if (!client.isAdmin() && memory.isStrangers(orderId, client.user())) {
            refuse(client, ref, Refusal.NOT_YOURS);
            return;
        }
        facts.send(fact.apply(expect(client, ref, now), client));
    }

    private void answer(
            Client client,
            OfferId offerId,
            @Nullable String ref,
            Answer answer,
            @Nullable String reason,
            Instant now) {
        memory.whenKnown(
                client.user(),
                offerId,
                found -> {
                    switch (found) {
                        case Found.Mine(var orderId) ->
                                facts.send(
                                        new OrderFact.OfferAnswered(
                                                expect(client, ref, now),
                                                orderId,
                                                now,
                                                client.actor(),
                                                ref,
                                                offerId,
                                                answer,
                                                reason));
                        case Found.Strangers _ -> refuse(client, ref, Refusal.NOT_YOURS);
                        case Found.Nowhere _ -> refuse(client, ref, Refusal.UNKNOWN_OFFER);
                        case Found.TooMany _ -> refuse(client, ref, Refusal.TOO_FAST);
                    }
                });
    }

    private void receipt(Client client, OfferId offerId, Instant now) {
        memory.whenKnown(
                client.user(),
                offerId,
                found -> {
                    switch (found) {
                        case Found.Mine(var orderId) ->
                                facts.send(
                                        new OrderFact.OfferReceived(
                                                newId(),
                                                orderId,
                                                now,
                                                client.actor(),
                                                null,
                                                offerId));
                        case Found.TooMany _ -> refuse(client, null, Refusal.TOO_FAST);
                        case Found.Strangers _, Found.Nowhere _ -> {}
                    }
                });
    }

    private void shift(Client client, ClientMessage.Shift m, Instant now) {
        facts.send(
                new DriverFact.ShiftRequested(
                        expect(client, m.ref(), now),
                        client.driverId(),
                        now,
                        client.actor(),
                        m.ref(),
                        m.state(),
                        client.name()));
    }

    private void locate(Client client, ClientMessage.Location m, Instant now) {
        var report =
                new PositionReport(m.lat(), m.lng(), m.accuracy(), m.heading(), m.speed(), m.at());
        var fault = report.findFault(now);
        if (fault != null) {
            refuse(client, null, Refusal.BAD_MESSAGE, fault.detail());
            presence.heard(client);
            return;
        }
        if (!positions.allows(client.user().toString())) {
            refuse(client, null, Refusal.TOO_FAST);
            presence.heard(client);
            return;
        }
        presence.located(client, report.located(client.driverId(), now, true));
    }

    /** A new fact's id, by which the answer will be found. */
    private FactId expect(Client client, @Nullable String ref, Instant now) {
        var id = newId();
        pending.add(id, client, ref, now);
        return id;
    }

    private void ack(Client client, @Nullable String ref, Instant now) {
        memory.tell(client, new ServerMessage.Ack(now, ref));
    }

    private void refuse(Client client, @Nullable String ref, Refusal reason) {
        refuse(client, ref, reason, Refusals.detail(reason));
    }

    private void refuse(Client client, @Nullable String ref, Refusal reason, String detail) {
        memory.refuse(client, ref, reason, detail);
    }

    private static FactId newId() {
        return new FactId(UUID.randomUUID());
    }

    /** Whom the message is for; null for everybody. */
    private static @Nullable ActorRole role(ClientMessage message) {
        return switch (message) {
            case ClientMessage.Cancel _, ClientMessage.Ping _ -> null;
            case ClientMessage.Watch _, ClientMessage.Unwatch _ -> ActorRole.ADMIN;
            case ClientMessage.AcceptOffer _,
                    ClientMessage.DeclineOffer _,
                    ClientMessage.OfferReceived _,
                    ClientMessage.Location _,
                    ClientMessage.Shift _,
                    ClientMessage.Arrived _,
                    ClientMessage.Pickup _,
                    ClientMessage.Deliver _ ->
                    ActorRole.DRIVER;
        };
    }

    private static @Nullable String ref(ClientMessage message) {
        return message instanceof ClientMessage.Command command ? command.ref() : null;
    }

    /** The client's name for a message that could not be read, where that much could. */
    private static @Nullable String findRef(String text) {
        try {
            var ref = Json.input().readTree(text).path("ref");
            return ref.isString() ? Json.input().treeToValue(ref, String.class) : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
