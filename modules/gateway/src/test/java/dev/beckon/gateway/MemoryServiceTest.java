package dev.beckon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.OfferId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.gateway.MemoryService.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose an offer is that a client names. */
class MemoryServiceTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Statuses statuses = Statuses.of("memory", START);
    private final UUID driver = statuses.driver("d1");
    private final List<Found> found = new ArrayList<>();
    private Instant now = START;
    private final MemoryService memory =
            new MemoryService(new Clients(), new Pending(), Runnable::run, () -> now);

    private void ask(UUID user, OfferId offer) {
        memory.whenKnown(user, offer, found::add);
    }

    private void ask(UUID user, int times) {
        for (int i = 0; i < times; i++) {
            ask(user, new OfferId(UUID.randomUUID()));
        }
    }

    @Test
    void anOfferIsItsDriversAndNobodyElses() {
        memory.changed(LiveOrder.decoded(statuses.at(1, "OFFERED d1=EXPIRED d2=OPEN"), START));
        ask(driver, statuses.offer("d1"));
        ask(driver, statuses.offer("d2"));
        ask(statuses.customer(), statuses.offer("d1"));
        ask(UUID.randomUUID(), statuses.offer("d1"));
        assertThat(found)
                .containsExactly(
                        new Found.Mine(statuses.order()),
                        new Found.Strangers(),
                        new Found.Strangers(),
                        new Found.Strangers());
    }

    @Test
    void whoGuessesIsRefusedAtOnceAndDelaysNobody() {
        ask(driver, 20_000);
        assertThat(found)
                .hasSize(20_000 - Waiting.MOST)
                .allSatisfy(one -> assertThat(one).isEqualTo(new Found.TooMany()));
        ask(statuses.driver("d2"), 1);
        assertThat(found).as("another driver waits").hasSize(20_000 - Waiting.MOST);

        found.clear();
        now = now.plusSeconds(3);
        memory.endWaiting();
        assertThat(found)
                .hasSize(Waiting.MOST + 1)
                .allSatisfy(one -> assertThat(one).isEqualTo(new Found.Nowhere()));
        found.clear();
        ask(driver, 1);
        assertThat(found).as("and may wait again").isEmpty();
    }

    @Test
    void ofTooManyThoseThatEndedFirstAreForgottenAndNobodyWhoLives() {
        var living = remembered("living", "OFFERED d1=OPEN", 0);
        var first = remembered("first", "CANCELLED", 1);
        var second = remembered("second", "CANCELLED", 2);
        var third = remembered("third", "CANCELLED", 3);
        memory.sweep(4);
        assertThat(memory.size()).isEqualTo(4);
        memory.sweep(2);
        assertThat(List.of(living, first, second, third))
                .filteredOn(order -> memory.isStrangers(order, UUID.randomUUID()))
                .containsExactly(living, third);
        memory.sweep(0);
        assertThat(memory.size()).isOne();
    }

    private OrderId remembered(String name, String line, int second) {
        var order = Statuses.of(name, START);
        memory.changed(LiveOrder.decoded(order.at(1, line), START.plusSeconds(second)));
        return order.order();
    }
}
