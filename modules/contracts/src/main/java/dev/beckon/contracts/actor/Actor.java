package dev.beckon.contracts.actor;

import dev.beckon.contracts.id.CustomerId;
import dev.beckon.contracts.id.DriverId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who caused a fact.
 *
 * @param id the account; absent for the system
 */
public record Actor(ActorRole role, @Nullable UUID id) {

    public static final Actor SYSTEM = new Actor(ActorRole.SYSTEM, null);

    /**
     * @throws IllegalArgumentException if a person has no id, or the system has one
     */
    public Actor {
        if ((role == ActorRole.SYSTEM) != (id == null)) {
            throw new IllegalArgumentException("id must be there for people, and only for them");
        }
    }

    public static Actor of(CustomerId customer) {
        return new Actor(ActorRole.CUSTOMER, customer.value());
    }

    public static Actor of(DriverId driver) {
        return new Actor(ActorRole.DRIVER, driver.value());
    }

    public static Actor admin(UUID account) {
        return new Actor(ActorRole.ADMIN, account);
    }

    public boolean is(CustomerId customer) {
        return role == ActorRole.CUSTOMER && customer.value().equals(id);
    }

    public boolean is(DriverId driver) {
        return role == ActorRole.DRIVER && driver.value().equals(id);
    }
}
