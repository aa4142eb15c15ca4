package dev.beckon.platform.security;

import dev.beckon.contracts.actor.Actor;
import dev.beckon.contracts.actor.ActorRole;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who makes a request, as the token says.
 *
 * @param id of the account
 * @param name for people to read
 */
public record Caller(UUID id, ActorRole role, String name) {

    static Caller of(Jwt token) {
        return new Caller(
                UUID.fromString(token.getSubject()),
                ActorRole.valueOf(String.valueOf(token.getClaimAsString("role"))),
                String.valueOf(token.getClaimAsString("name")));
    }

    public Actor actor() {
        return new Actor(role, id);
    }
}
