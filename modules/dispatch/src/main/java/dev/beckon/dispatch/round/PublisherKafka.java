package dev.beckon.dispatch.round;

import dev.beckon.contracts.id.DriverId;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.contracts.topic.Topics;
import dev.beckon.platform.kafka.WriterKafka;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody what a round has committed. */
final class PublisherKafka {

    private static final Logger LOG = LoggerFactory.getLogger(PublisherKafka.class);

    private final WriterKafka writer;
    private final DispatcherMetrics metrics;

    PublisherKafka(WriterKafka writer, DispatcherMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    /**
     * Sends all, without waiting.
     *
     * @return done when Kafka has acknowledged everything
     */
    CompletableFuture<Void> publish(Publication publication) {
        var sent = new ArrayList<CompletableFuture<?>>();
        // What sockets wait for goes first.
        for (var status : publication.statuses()) {
            sent.add(
                    writer.send(
                            Topics.ORDER_STATUS,
                            status,
                            WriterKafka.encode(status),
                            extensions(status)));
        }
        for (var event : publication.events()) {
            LOG.debug(
                    "order {}: version {}, {}",
                    event.event().orderId(),
                    event.event().version(),
                    event.event().getClass().getSimpleName());
            sent.add(writer.send(Topics.ORDER_EVENTS, event.event(), event.body(), Map.of()));
        }
        for (var reply : publication.replies()) {
            sent.add(writer.send(Topics.ORDER_REPLIES, reply.reply(), reply.body(), Map.of()));
        }
        int events = publication.events().size();
        metrics.publishing(events);
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .whenComplete((_, _) -> metrics.published(events));
    }

    /** Lets readers tell from the headers alone whether a status concerns them. */
    private static Map<String, String> extensions(OrderStatus status) {
        var extensions = new HashMap<String, String>();
        extensions.put("parties", join(parties(status)));
        extensions.put("causes", causes(status));
        if (!status.lost().isEmpty()) {
            extensions.put(
                    "lost",
                    status.lost().stream()
                            .map(DriverId::toString)
                            .collect(Collectors.joining(",")));
        }
        return extensions;
    }

    private static Set<UUID> parties(OrderStatus status) {
        var parties = new LinkedHashSet<UUID>();
        parties.add(status.customerId().value());
        status.offers().forEach(offer -> parties.add(offer.driverId().value()));
        return parties;
    }

    private static String join(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static String causes(OrderStatus status) {
        return status.facts().stream().map(FactId::toString).collect(Collectors.joining(","));
    }
}
