package dev.beckon.identity;

import dev.beckon.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
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

    @Operation(summary = "The public keys that tokens are checked with")
    @GetMapping("/.well-known/jwks.json")
    @SecurityRequirements
    Map<String, Object> publicKeys() {
        return tokens.publicKeys();
    }

    @Operation(summary = "A ticket for the socket: good once, for 30 seconds")
    @PostMapping("/ws/ticket")
    @PreAuthorize("hasAnyRole('CUSTOMER', 'DRIVER', 'ADMIN')")
    Ticket ticket(Caller caller) {
        return new Ticket(new Secret(tokens.ticket(caller.id(), caller.role(), caller.name())));
    }
}
