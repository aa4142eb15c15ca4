package dev.beckon.dispatch.round;

import dev.beckon.contracts.actor.ActorRole;
import dev.beckon.contracts.id.FactId;
import dev.beckon.contracts.id.OrderId;
import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderFact;
import dev.beckon.contracts.order.OrderReply;
import dev.beckon.contracts.order.OrderStatus;
import dev.beckon.dispatch.order.Invariants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the dispatchers of a {@link Race} published: events, and what each fact was answered with.
 */
final class Heard {

    private final Map<FactId, List<String>> answers = new HashMap<>();
    private final Map<OrderId, List<OrderEvent>> events = new HashMap<>();

    synchronized void hear(Publication publication) {
        publication
                .events()
                .forEach(
                        one ->
                                events.computeIfAbsent(
                                                one.event().orderId(), id -> new ArrayList<>())
                                        .add(one.event()));
        publication.statuses().stream()
                .map(OrderStatus::facts)
                .flatMap(List::stream)
                .forEach(fact -> answered(fact, "done"));
        publication.replies().forEach(one -> answered(one.reply().factId(), word(one.reply())));
    }

    private static String word(OrderReply reply) {
        return reply.reason() == null ? "same" : reply.reason().name();
    }

    private void answered(FactId fact, String word) {
        answers.computeIfAbsent(fact, id -> new ArrayList<>()).add(word);
    }

    /** By order, in the sequence of their versions: two dispatchers may have told in any. */
    Map<OrderId, List<OrderEvent>> events() {
        events.values().forEach(log -> log.sort(Comparator.comparing(OrderEvent::version)));
        return events;
    }

    /** How often which answer was given, as one word or several. */
    String answersTo(List<OrderFact> sent) {
        var counts = new TreeMap<String, Integer>(Comparator.comparing(Heard::rank));
        for (var fact : sent.stream().distinct().toList()) {
            var words = answers.getOrDefault(fact.id(), List.of());
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
            int unanswered = Collections.frequency(sent, fact) - words.size();
            if (unanswered > 0) {
                counts.merge("nothing", unanswered, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(one -> (one.getValue() == 1 ? "" : one.getValue() + " ") + one.getKey())
                .collect(Collectors.joining(" + "));
    }

    private static String rank(String word) {
        return switch (word) {
            case "done" -> "0";
            case "same" -> "1";
            default -> "2" + word;
        };
    }

    /** People are answered as often as they ask; time and tracking are told nothing. */
    void checkAnswersTo(List<OrderFact> sent) {
        for (var fact : sent) {
            boolean asks = fact.actor().role() != ActorRole.SYSTEM;
            var words = answers.getOrDefault(fact.id(), List.of());
            Invariants.require(
                    asks
                            ? words.size() == Collections.frequency(sent, fact)
                            : words.isEmpty() || words.equals(List.of("done")),
                    "%s was answered with %s",
                    fact,
                    words);
        }
    }
}
