package dev.beckon.gateway;

import dev.beckon.contracts.actor.ActorRole;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.stream.IntStream;

/** What an operator wants to know of a gateway, measured at each scrape. */
final class GatewayMetrics implements MeterBinder {

    private final Clients clients;
    private final Pending pending;
    private final MemoryService memory;
    private final SignalsService signals;

    GatewayMetrics(Clients clients, Pending pending, MemoryService memory, SignalsService signals) {
        this.clients = clients;
        this.pending = pending;
        this.memory = memory;
        this.signals = signals;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var role : ActorRole.values()) {
            if (role != ActorRole.SYSTEM) {
                Gauge.builder("beckon.sessions", () -> sessions(role))
                        .description("Open sockets")
                        .tag("role", role.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
        Gauge.builder("beckon.session.queue.messages", () -> queued().sum())
                .description("Messages that wait to leave, over all sockets")
                .register(registry);
        Gauge.builder("beckon.session.queue.longest", () -> queued().max().orElse(0))
                .description("Messages that wait to leave, at the socket with the most")
                .register(registry);
        Gauge.builder("beckon.commands.pending", pending::size)
                .description("Commands that are not decided yet")
                .register(registry);
        Gauge.builder("beckon.gateway.orders", memory::size)
                .description("Orders in memory")
                .register(registry);
        FunctionCounter.builder("beckon.positions.thinned", signals, SignalsService::thinned)
                .description("Positions that did not leave, because the driver's next or last did")
                .register(registry);
    }

    private long sessions(ActorRole role) {
        return clients.all().stream().filter(client -> client.actor().role() == role).count();
    }

    private IntStream queued() {
        return clients.all().stream().mapToInt(client -> client.mailbox().size());
    }
}
