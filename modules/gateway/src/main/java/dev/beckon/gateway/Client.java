package dev.beckon.gateway;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.DriverId;
import java.time.Instant;
import java.util.UUID;

/** A signed-in user at one socket; a user with several tabs is several clients. */
final class Client {

    private final UUID user;
    private final Actor actor;
    private final String name;
    private final Mailbox mailbox;
    private volatile Instant heardAt;
    private volatile Instant pingedAt;

    Client(UUID user, ActorRole role, String name, Mailbox mailbox, Instant now) {
        this.user = user;
        this.actor = new Actor(role, user);
        this.name = name;
        this.mailbox = mailbox;
        this.heardAt = now;
        this.pingedAt = now;
    }

    UUID user() {
        return user;
    }

    Actor actor() {
        return actor;
    }

    String name() {
        return name;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean isDriver() {
        return actor.role() == ActorRole.DRIVER;
    }

    boolean isAdmin() {
        return actor.role() == ActorRole.ADMIN;
    }

    DriverId driverId() {
        return new DriverId(user);
    }

    Instant heardAt() {
        return heardAt;
    }

    void heard(Instant now) {
        heardAt = now;
    }

    Instant pingedAt() {
        return pingedAt;
    }

    void pinged(Instant now) {
        pingedAt = now;
    }
}
