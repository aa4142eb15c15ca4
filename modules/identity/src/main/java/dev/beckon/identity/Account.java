package dev.beckon.identity;

import dev.beckon.contracts.actor.ActorRole;
import java.util.UUID;

/**
 * Somebody who may log in.
 *
 * @param email as {@link Email} normalises it
 * @param passwordHash with its salt and parameters
 * @param approved whether a driver may work
 */
record Account(
        UUID id, String email, String passwordHash, String name, ActorRole role, boolean approved) {

    Account withPasswordHash(String hash) {
        return new Account(id, email, hash, name, role, approved);
    }

    /** Names nobody: this may end up in a log. */
    @Override
    public String toString() {
        return "Account[" + id + ", " + role + "]";
    }
}
