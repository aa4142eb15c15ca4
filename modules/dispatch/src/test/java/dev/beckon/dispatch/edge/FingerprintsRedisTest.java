package dev.beckon.dispatch.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.beckon.contracts.id.OrderId;
import dev.beckon.dispatch.edge.FingerprintsRedis.Known;
import dev.beckon.dispatch.round.Scene;
import dev.beckon.platform.redis.RedisCircuit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What two nodes remember together, however many ask at once. */
class FingerprintsRedisTest {

    private static final int ORDERS = 50;
    private static final int EACH = 20;

    private static ConfigurableApplicationContext application;

    private final List<FingerprintsRedis> nodes = List.of(node(), node());

    @BeforeAll
    static void start() {
        application = Scene.application(Scene.Bystander.class, "bystander");
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private static FingerprintsRedis node() {
        return new FingerprintsRedis(application.getBean(RedisCircuit.class));
    }

    private static OrderId order() {
        return new OrderId(UUID.randomUUID());
    }

    @Test
    void eachHearsOfItsOwnOrder() throws Exception {
        var orders = Stream.generate(FingerprintsRedisTest::order).limit(ORDERS).toList();
        var asked = new ArrayList<Callable<Known>>();
        for (int i = 0; i < ORDERS * EACH; i++) {
            var order = orders.get(i % ORDERS);
            var node = nodes.get(i / ORDERS % 2);
            asked.add(() -> node.remember(order, "of " + order));
        }
        var known = askedAtOnce(asked);
        for (int i = 0; i < ORDERS; i++) {
            var ofOne = new ArrayList<Known>();
            for (int j = i; j < known.size(); j += ORDERS) {
                ofOne.add(known.get(j));
            }
            assertThat(ofOne).containsOnlyOnce(Known.NEW).hasSize(EACH);
            ofOne.remove(Known.NEW);
            assertThat(ofOne).containsOnly(Known.SAME);
            assertThat(nodes.getFirst().remember(orders.get(i), "another")).isEqualTo(Known.OTHER);
        }
    }

    @Test
    void whatIsForgottenIsNew() {
        var order = order();
        assertThat(nodes.getFirst().remember(order, "a")).isEqualTo(Known.NEW);
        assertThat(nodes.getLast().remember(order, "b")).isEqualTo(Known.OTHER);
        nodes.getLast().forget(order);
        assertThat(nodes.getFirst().remember(order, "b")).isEqualTo(Known.NEW);
        assertThat(nodes.getLast().remember(order, "b")).isEqualTo(Known.SAME);
    }

    private static List<Known> askedAtOnce(List<Callable<Known>> all) throws Exception {
        var answers = new ArrayList<Known>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
