package dev.beckon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.order.OrderEvent;
import dev.beckon.contracts.order.OrderEvent.OfferMade;
import dev.beckon.contracts.order.OrderEvent.OrderAccepted;
import dev.beckon.contracts.order.OrderEvent.OrderDelivered;
import dev.beckon.contracts.order.OrderEvent.OrderOpened;
import dev.beckon.contracts.order.OrderFact.OrderPlaced;
import dev.beckon.contracts.order.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedStoryTest {

    private static final Story VALID = GeneratedStory.of(1, 300, 25);

    /** Each plants one flaw, and says by which rule and at which record it is to be found. */
    enum Flaw {
        EVENT_DROPPED {
            @Override
            Expected plant(Story s, Random random) {
                int at = any(s, random, e -> e.version() > 1 && !last(s, e));
                var dropped = s.events.remove(at);
                int next =
                        s.find(
                                e ->
                                        e.orderId().equals(dropped.orderId())
                                                && e.version() == dropped.version() + 1);
                return new Expected(Rule.VERSIONS, Story.event(next));
            }
        },
        DUPLICATE_DIFFERS {
            @Override
            Expected plant(Story s, Random random) {
                var event = s.events.get(any(s, random, e -> true));
                s.events.add(Mutations.at(event, event.at().plusSeconds(1)));
                return new Expected(Rule.DUPLICATES, Story.event(s.events.size() - 1));
            }
        },
        TOKEN_SWAPPED {
            @Override
            Expected plant(Story s, Random random) {
                int at = any(s, random, e -> e instanceof OrderDelivered);
                s.events.set(at, Mutations.token(s.events.get(at), 1_000));
                return new Expected(Rule.TOKENS, Story.event(at));
            }
        },
        TOKEN_USED_TWICE {
            @Override
            Expected plant(Story s, Random random) {
                int at = any(s, random, e -> e instanceof OfferMade o && o.token() > 1);
                var offer = (OfferMade) s.events.get(at);
                s.events.set(at, Mutations.token(offer, offer.token() - 1));
                return new Expected(Rule.TOKENS, Story.event(at));
            }
        },
        ACCEPTED_TWICE {
            @Override
            Expected plant(Story s, Random random) {
                int at = any(s, random, e -> e instanceof OrderAccepted);
                var accepted = s.events.get(at);
                shift(s, at, accepted);
                s.events.add(at + 1, Mutations.version(accepted, accepted.version() + 1));
                return new Expected(Rule.DRIVERS, Story.event(at + 1));
            }
        },
        HELD_TOO_LONG {
            @Override
            Expected plant(Story s, Random random) {
                int at =
                        any(
                                s,
                                random,
                                e ->
                                        e instanceof OrderDelivered d
                                                && s.events.stream()
                                                        .anyMatch(
                                                                o ->
                                                                        o instanceof OfferMade next
                                                                                && next.driverId()
                                                                                        .equals(
                                                                                                d
                                                                                                        .driverId())
                                                                                && next.token()
                                                                                        == d.token()
                                                                                                + 1));
                s.events.set(at, Mutations.at(s.events.get(at), Story.NOW));
                return new Expected(Rule.CAPACITY, Story.event(at));
            }
        },
        TIME_BACK {
            @Override
            Expected plant(Story s, Random random) {
                int at = any(s, random, e -> e.version() > 2);
                var event = s.events.get(at);
                s.events.set(at, Mutations.at(event, event.at().minusSeconds(86_400)));
                return new Expected(Rule.TIMES, Story.event(at));
            }
        },
        ENDED_TWICE {
            @Override
            Expected plant(Story s, Random random) {
                var end = s.events.get(any(s, random, e -> e instanceof OrderDelivered));
                s.events.add(Mutations.version(end, end.version() + 1));
                return new Expected(Rule.ENDS, Story.event(s.events.size() - 1));
            }
        },
        PHANTOM {
            @Override
            Expected plant(Story s, Random random) {
                var opened = s.events.get(any(s, random, e -> e instanceof OrderOpened));
                s.facts.removeIf(
                        f -> f instanceof OrderPlaced && f.orderId().equals(opened.orderId()));
                int last = 0;
                for (int i = 0; i < s.events.size(); i++) {
                    last = s.events.get(i).orderId().equals(opened.orderId()) ? i : last;
                }
                return new Expected(Rule.PHANTOMS, Story.event(last));
            }
        },
        ORDER_LOST {
            @Override
            Expected plant(Story s, Random random) {
                var opened = s.events.get(any(s, random, e -> e instanceof OrderOpened));
                s.events.removeIf(e -> e.orderId().equals(opened.orderId()));
                s.statuses.removeIf(e -> e.orderId().equals(opened.orderId()));
                int placed = 0;
                while (!s.facts.get(placed).id().equals(opened.cause())) {
                    placed++;
                }
                return new Expected(Rule.OUTCOMES, Story.fact(placed));
            }
        },
        STATUS_WRONG {
            @Override
            Expected plant(Story s, Random random) {
                var end = s.events.get(any(s, random, e -> e instanceof OrderDelivered));
                int at =
                        s.changeStatus(
                                end.orderId(), x -> Mutations.state(x, OrderState.CANCELLED));
                return new Expected(Rule.STATUS, Story.status(at));
            }
        },
        STATUS_DROPPED {
            @Override
            Expected plant(Story s, Random random) {
                int at = any(s, random, e -> e instanceof OrderDelivered);
                var end = s.events.get(at);
                s.statuses.removeIf(
                        x -> x.orderId().equals(end.orderId()) && x.version() == end.version());
                return new Expected(Rule.STATUS, Story.event(at));
            }
        };

        abstract Expected plant(Story story, Random random);

        private static int any(Story s, Random random, Predicate<OrderEvent> which) {
            var found =
                    IntStream.range(0, s.events.size())
                            .filter(i -> which.test(s.events.get(i)))
                            .toArray();
            return found[random.nextInt(found.length)];
        }

        private static boolean last(Story s, OrderEvent event) {
            return s.events.stream()
                    .noneMatch(
                            e ->
                                    e.orderId().equals(event.orderId())
                                            && e.version() > event.version());
        }

        /** Makes room for one more event behind this one. */
        private static void shift(Story s, int from, OrderEvent event) {
            for (int i = from + 1; i < s.events.size(); i++) {
                var later = s.events.get(i);
                if (later.orderId().equals(event.orderId())) {
                    s.events.set(i, Mutations.version(later, later.version() + 1));
                }
            }
        }
    }

    private record Expected(Rule rule, Origin record) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatTheCoreDecidesIsClean(long seed) {
        var report = GeneratedStory.of(seed, 300, 25).audit();
        assertThat(report.breaches()).isEmpty();
        assertThat(report.counts().orders()).isEqualTo(300);
        assertThat(report.counts().outcomes().keySet())
                .contains(OrderState.DELIVERED, OrderState.CANCELLED);
        assertThat(report.counts().holds()).isGreaterThan(300);
    }

    static List<Arguments> flaws() {
        var all = new ArrayList<Arguments>();
        for (var flaw : Flaw.values()) {
            for (long seed = 1; seed <= 5; seed++) {
                all.add(Arguments.of(flaw, seed));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void aPlantedFlawIsFoundWithItsRecord(Flaw flaw, long seed) {
        var story = VALID.copy();
        var expected = flaw.plant(story, new Random(seed));
        assertThat(story.audit().breaches())
                .anySatisfy(
                        breach -> {
                            assertThat(breach.rule()).isEqualTo(expected.rule());
                            assertThat(breach.records()).contains(expected.record());
                        });
    }
}
