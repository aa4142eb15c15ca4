package dev.beckon.identity;

import dev.beckon.platform.security.Caller;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys, and tickets for the socket. */
@RestController
class TokensHttp {

    private final TokensService tokens;

    TokensHttp(TokensService tokens) {
        this.tokens = tokens;
    }

    record Ticket(Secret ticket) {}

    @GetMapping("/.well-known/jwks.json")
    @SecurityRequirements
    Map<String, Object> publicKeys() {
        return tokens.publicKeys();
    }

    @PostMapping("/ws/ticket")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    Ticket ticket(Caller caller) {
        return new Ticket(new Secret(tokens.ticket(caller.id(), caller.role(), caller.name())));
    }
}
