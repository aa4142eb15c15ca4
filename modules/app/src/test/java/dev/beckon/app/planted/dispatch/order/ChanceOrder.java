package dev.beckon.app.planted.dispatch.order;

import java.util.UUID;
import java.util.function.Supplier;

/** A noun that makes up its id, by reference. */
final class ChanceOrder {
    Supplier<UUID> ids() {
        return UUID::randomUUID;
    }
}
