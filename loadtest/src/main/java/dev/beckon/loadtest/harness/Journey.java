package dev.beckon.loadtest.harness;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order on its way, as its customer and its driver see it. */
final class Journey {

    /** At which it was meant to be sent. */
    final long dueNs;

    final Seat customer;

    @Nullable UUID orderId;
    @Nullable UUID offerId;
    @Nullable Seat driver;

    /** Of the first offer; 0 before it. */
    long offeredNs;

    Journey(long dueNs, Seat customer) {
        this.dueNs = dueNs;
        this.customer = customer;
    }
}
