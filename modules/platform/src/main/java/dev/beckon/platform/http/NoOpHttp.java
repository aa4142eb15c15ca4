package dev.beckon.platform.http;

import java.net.URI;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Takes what a customer sends and does nothing with it: what this server reaches at most, for a
 * benchmark of those operations that do something. Not there unless asked for, in development.
 */
@RestController
@ConditionalOnBooleanProperty(name = {"beckon.development", "beckon.no-op"})
class NoOpHttp {

    /** As long as the answer to an order. */
    record Taken(UUID orderId, String status) {}

    @PostMapping("/no-op")
    @PreAuthorize("hasRole('CUSTOMER')")
    ResponseEntity<Taken> take(@RequestBody JsonNode body) {
        var id = UUID.randomUUID();
        return ResponseEntity.accepted()
                .location(URI.create("/orders/" + id))
                .body(new Taken(id, "PLACED"));
    }
}
